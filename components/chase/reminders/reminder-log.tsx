import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { EmptyState } from '@/components/ui/empty-state'
import { type PlainColumn, PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import type { Outputs } from './outputs'

type Log = NonNullable<Outputs['log']>
type Row = Log['rows'][number]

/** What was said below of a month: when, of whom, to how many people, and what of it left the house. */
export function ReminderLog({ log: { period, rows, byProvince } }: { log: Log }) {
  const t = useTranslations('reminders.log')
  const format = useFormat()
  const out = (of: Row['email']) => {
    const all = of.sent + of.waiting + of.stopped + of.failed
    if (all === 0) return t('noneOut')
    return [
      t('sent', { sent: of.sent, all }),
      of.waiting > 0 ? t('waiting', { count: of.waiting }) : null,
      of.stopped > 0 ? t('stopped', { count: of.stopped }) : null,
      of.failed > 0 ? t('failed', { count: of.failed }) : null,
    ]
      .filter(Boolean)
      .join(', ')
  }
  const columns: PlainColumn<Row>[] = [
    { id: 'unit', header: t('unit'), cell: (row) => row.unit },
    { id: 'day', header: t('day'), cell: (row) => format.date(row.on) },
    { id: 'moment', header: t('moment'), cell: (row) => t(`moments.${row.moment}`) },
    ...(byProvince
      ? [{ id: 'units', header: t('units'), number: true, cell: (row: Row) => format.number(row.units) }]
      : []),
    { id: 'people', header: t('people'), number: true, cell: (row) => format.number(row.people) },
    { id: 'email', header: t('email'), cell: (row) => out(row.email) },
    { id: 'phone', header: t('phone'), cell: (row) => out(row.gateway) },
  ]
  return (
    <Section title={t('title')} description={t('body', { month: format.periodInline(period) })}>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <>
          <ul className="divide-y divide-line border-line border-y text-sm sm:hidden print:hidden">
            {rows.map((row) => (
              <li key={`${row.on}/${row.unitId}/${row.moment}`} className="grid gap-0.5 py-3">
                <p className="flex flex-wrap justify-between gap-x-3">
                  <span className="font-semibold">{row.unit}</span>
                  <span className="text-muted">{format.date(row.on)}</span>
                </p>
                <p>
                  {t(`moments.${row.moment}`)} · {t('people')}: {format.number(row.people)}
                </p>
                <p className="text-muted">
                  {t('email')}: {out(row.email)} · {t('phone')}: {out(row.gateway)}
                </p>
              </li>
            ))}
          </ul>
          <div className="hidden sm:block print:block">
            <PlainTable
              caption={t('title')}
              maxHeight="36rem"
              rows={rows}
              rowId={(row) => `${row.on}/${row.unitId}/${row.moment}`}
              columns={columns}
            />
          </div>
        </>
      )}
    </Section>
  )
}
