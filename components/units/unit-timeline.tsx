import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { lastDay } from '@/server/units/rules'
import { timelineOf } from '@/server/units/versions/rules'
import { OriginUnits } from './origin-units'
import { ResolutionLink } from './resolution-link'
import { Successors } from './successors'
import { unitHref } from './unit-links'
import type { UnitDetail } from './unit-outputs'

/** How many units that came in on one day are named. */
const named = 3

/** The unit from its first day to its last, or to now: what happened when, and what it was from then on. */
export function UnitTimeline({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.timeline')
  const enums = useTranslations('enums.unitTypes')
  const format = useFormat()
  return (
    <Section title={t('title')}>
      <ol className="grid">
        {timelineOf(unit.versions, unit.lineage).map(({ on, kinds, version, from, to, basis }) => {
          const ends = kinds.includes('ended')
          const words = kinds.length > 0 ? kinds.map((kind) => t(`kinds.${kind}`)) : [t('joined')]
          return (
            <li key={on} className="relative border-line-strong border-l-2 pb-5 pl-5 last:border-transparent last:pb-0">
              <span
                aria-hidden
                className={cn(
                  'absolute top-1 -left-[7px] size-3 rounded-full border-2 border-accent',
                  ends ? 'bg-surface' : 'bg-accent',
                )}
              />
              <p className="flex flex-wrap gap-x-2 text-sm">
                <span className="font-semibold tabular-nums">
                  {ends ? t('lastDay', { date: format.date(lastDay(on)) }) : format.date(on)}
                </span>
                <span>{words.join(' · ')}</span>
              </p>
              {version ? (
                <p className="flex flex-wrap gap-x-2 text-sm">
                  <span className="font-medium">{version.fullName}</span>
                  <span className="text-muted">
                    {enums(version.type)}
                    {version.code ? ` · ${t('code', { code: version.code })}` : ''}
                    {version.parentId && version.parentName ? (
                      <>
                        {' · '}
                        {t.rich('parent', {
                          name: version.parentName,
                          link: (words) => (
                            <Link href={unitHref(version.parentId ?? 0, on)} className="link">
                              {words}
                            </Link>
                          ),
                        })}
                      </>
                    ) : null}
                    {` · ${version.validTo ? t('until', { date: format.date(lastDay(version.validTo)) }) : t('now')}`}
                  </span>
                </p>
              ) : null}
              {from.length > 0 ? (
                <p className="text-sm">
                  {t(kinds.includes('opened') ? 'from' : 'received')}{' '}
                  <OriginUnits unitId={unit.id} units={from} limit={named} places />
                </p>
              ) : null}
              {to.length > 0 ? (
                <p className="text-sm">
                  {t('to')} <Successors unitId={unit.id} units={to} unknown={ends ? unit.lineageUnknown.length : 0} />
                </p>
              ) : null}
              {basis.length > 0 ? (
                <p className="text-muted text-sm">
                  {t.rich('basis', {
                    basis: () =>
                      basis.map(({ text, reorganisationId }, at) => (
                        <span key={text}>
                          {at > 0 ? '; ' : ''}
                          <ResolutionLink id={reorganisationId}>{text}</ResolutionLink>
                        </span>
                      )),
                  })}
                </p>
              ) : null}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
