import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { originsOf } from '@/server/units/lineage/rules'
import { lastDay } from '@/server/units/rules'
import { Successors } from './successors'
import { unitHref } from './unit-links'
import type { UnitDetail } from './unit-outputs'

/** How many units the sentence names: on a phone, and beside a mouse. Two lines either way. */
const named = { narrow: 1, wide: 4 } as const

/**
 * "Xã này trước đây là xã A, xã B (huyện C, tỉnh D) và một phần xã E"; what it was called before; and, of one that has
 * ended and is looked at on a day it still stood, "nay thuộc …".
 */
export function UnitOrigins({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.origins')
  const format = useFormat()
  const former = unit.versions.filter(
    (version, at) => version.fullName !== unit.versions[at + 1]?.fullName && unit.versions[at + 1],
  )
  const before = unit.lineage.filter((step) => step.direction === 'from')
  const ended = unit.standing && unit.present.length > 0
  if (former.length === 0 && before.length === 0 && !ended) return null
  return (
    <div className="grid max-w-xl gap-1 text-muted text-sm">
      {before.length > 0 ? (
        <>
          <p className="sm:hidden">
            <Before unit={unit} steps={before} limit={named.narrow} />
          </p>
          <p className="hidden sm:block">
            <Before unit={unit} steps={before} limit={named.wide} />
          </p>
        </>
      ) : null}
      {former.length > 0 ? (
        <p>
          {former
            .map(({ validTo, fullName }) =>
              t('called', { date: format.date(lastDay(validTo ?? unit.today)), name: inSentence(fullName) }),
            )
            .join(' ')}
        </p>
      ) : null}
      {ended ? (
        <p>
          {t('nowIn')} <Successors unitId={unit.id} units={unit.present} unknown={unit.lineageUnknown.length} />
        </p>
      ) : null}
    </div>
  )
}

function Before({ unit, steps, limit }: { unit: UnitDetail; steps: UnitDetail['lineage']; limit: number }) {
  const t = useTranslations('units.origins')
  const enums = useTranslations('enums.unitTypes')
  const { groups, rest, confirmed } = originsOf(steps, limit)
  const joint = (at: number, of: number) => (at === 0 ? '' : at === of - 1 && rest === 0 ? ` ${t('and')} ` : ', ')
  const all = groups.flatMap((group) => group.units).length
  let told = 0
  return (
    <>
      {t('was', { type: enums(unit.type) })}{' '}
      {groups.map(({ units, place }) => (
        <span key={`${units[0]?.unit.id}`}>
          {units.map(({ unit: old, partly }) => {
            const before = joint(told++, all)
            const link = (
              <Link href={unitHref(old.id)} className="link">
                {inSentence(old.fullName)}
              </Link>
            )
            return (
              <span key={old.id}>
                {before}
                {partly ? t.rich('partOf', { unit: () => link }) : link}
              </span>
            )
          })}
          {/* On a phone the place would be the third line. */}
          {place.length > 0 && (limit > 1 || rest === 0) ? ` (${place.map(inSentence).join(', ')})` : ''}
        </span>
      ))}
      {rest > 0 ? (
        <>
          {` ${t('and')} `}
          <Link href={unitHref(unit.id, null, { tab: 'history' })} className="link">
            {t('others', { count: rest })}
          </Link>
        </>
      ) : null}
      {confirmed === 'all' ? '' : ` · ${t(confirmed === 'none' ? 'unconfirmed' : 'partlyUnconfirmed')}`}
    </>
  )
}
