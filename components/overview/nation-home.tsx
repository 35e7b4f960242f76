import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { PeriodPicker } from '@/components/frame/period-picker'
import { TreeSwitch } from '@/components/frame/tree-switch'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import type { NationHome as Data } from './home-data'
import { LateRow } from './late-row'

/** How many provinces the front page names before it leads to all of them. */
const named = 8

/** How the country stands with the month, whether the figures are provisional or official, and who is furthest behind. */
export function NationHome({ home, official }: { home: Data; official: boolean }) {
  const t = useTranslations('overview')
  const format = useFormat()
  const { counts, period, published } = home
  const behind = home.rows
    .filter((row) => row.overdue > 0)
    .sort((a, b) => b.overdue - a.overdue || a.received / a.required - b.received / b.required)
    .slice(0, named)
  const numbers = { num: format.number(counts.received), den: format.number(counts.required) }
  return (
    <Page
      title={t('nation.title', { period: format.periodInline(period), ...numbers })}
      lead={t('nation.lead', {
        ...numbers,
        accepted: format.number(counts.accepted),
        official: official ? 'yes' : 'no',
      })}
      actions={
        <LinkButton href={`/compare?to=${period.code}&tree=${home.tree}`} variant="primary">
          {t('nation.compare')}
        </LinkButton>
      }
      context={{
        where: <UnitBreadcrumb items={[{ label: home.unit.fullName }]} />,
        when: (
          <PeriodPicker
            value={period.code}
            periods={home.periods.map(({ code, year, month }) => ({ value: code, year, month }))}
          />
        ),
        tree: <TreeSwitch value={home.tree} />,
      }}
    >
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        <Figure label={t('nation.received')} value={format.ratio(counts.received, counts.required)} />
        <Figure label={t('nation.accepted')} value={format.ratio(counts.accepted, counts.required)} />
        <Figure
          label={t('counts.overdue')}
          value={format.number(counts.overdue)}
          note={t('nation.dueNote', { due: format.due(period.communeDueAt) })}
        />
        <Figure label={t('province.onTime')} value={format.ratio(counts.onTime, counts.required)} />
      </dl>
      {home.unplaced && (
        <p className="text-ink text-sm">
          {t('nation.unplacedPart', {
            num: format.number(home.unplaced.received),
            den: format.number(home.unplaced.required),
          })}
        </p>
      )}
      <p className="text-ink text-sm">
        {published
          ? t('nation.published', {
              period: format.periodInline(published.period),
              num: format.number(published.counts.accepted),
              den: format.number(published.counts.required),
            })
          : t('nation.notPublished')}
      </p>
      <Section title={t('nation.behind')}>
        {behind.length === 0 ? (
          <p className="text-muted text-sm">{t('nation.noneBehind')}</p>
        ) : (
          <ul className="border-line border-t">
            {behind.map((row) => (
              <LateRow
                key={row.unitId}
                href={`/reports?province=${row.unitId}&period=${period.code}&tree=${home.tree}&state=overdue`}
                name={row.unitName}
                mark={row.summary ? <span className="text-muted text-xs"> {t('nation.summary')}</span> : null}
                late={t('nation.overdueUnits', { count: row.overdue })}
              >
                <span>{t('nation.receivedOf', { ratio: format.ratio(row.received, row.required) })}</span>
              </LateRow>
            ))}
          </ul>
        )}
        <p>
          <Link href={`/reports?period=${period.code}&tree=${home.tree}`} className="link">
            {t('nation.all', { count: home.rows.length })}
          </Link>
        </p>
      </Section>
    </Page>
  )
}
