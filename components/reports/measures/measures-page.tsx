import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { ContextSelect } from '@/components/frame/context-select'
import { Page } from '@/components/frame/page'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { MeasureTable } from './measure-table'
import type { Measures } from './outputs'

const spans = [3, 6, 12, 24]

/** Who sends on time: of all, month by month and unit by unit. */
export function MeasuresPage({
  measures: { below, periods, months, units, total },
  span,
}: {
  measures: Measures
  span: number
}) {
  const t = useTranslations('measures')
  const format = useFormat()
  const count = periods.length
  const hrefOf = (unitId: number) =>
    below === 'province'
      ? `/reports?province=${unitId}`
      : below === 'commune'
        ? `/reports/${unitId}/${periods[0]?.code}`
        : `/reports/teams/${unitId}?period=${periods[0]?.code}`
  return (
    <Page
      title={t('title')}
      lead={t('lead', { count })}
      context={{
        when: (
          <ContextSelect
            label={t('period')}
            param="months"
            value={String(span)}
            options={[...new Set([...spans, span])]
              .toSorted((a, b) => a - b)
              .map((each) => ({ value: String(each), label: t('periods', { count: each }) }))}
          />
        ),
      }}
    >
      {total.due + total.open + total.exempt === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <>
          <Section title={t('units', { below })}>
            <MeasureTable
              caption={t('units', { below })}
              first={t('unit')}
              total={total}
              rows={units.map(({ unitId, unit, ...measure }) => ({
                ...measure,
                id: String(unitId),
                name: unit,
                href: hrefOf(unitId),
              }))}
            />
          </Section>
          <Section title={t('months')}>
            <MeasureTable
              caption={t('months')}
              first={t('month')}
              total={total}
              rows={months.map((period) => ({
                ...period.measure,
                id: period.code,
                name: format.periodName(period),
                href: below === 'commune' ? `/reports?period=${period.code}` : null,
              }))}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
