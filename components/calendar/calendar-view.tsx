import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { EmptyState } from '@/components/ui/empty-state'
import { type PlainColumn, PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import type { DayKind, PeriodState } from '@/db/enums'
import { DayForm } from './day-form'
import { RemoveDay } from './remove-day'

export interface CalendarViewProps {
  calendar: {
    periods: {
      id: number
      code: string
      year: number
      month: number
      startsOn: string
      endsOn: string
      state: PeriodState
      openedLate: boolean
      sendFromAt: Date
      communeDueAt: Date
      departmentDueAt: Date
      closesAt: Date
    }[]
    days: { onDay: string; kind: DayKind; name: string }[]
    can: { manage: boolean }
  }
}

/** Periods with their due times, and the days that are not like the plain week. */
export function CalendarView({ calendar }: CalendarViewProps) {
  const t = useTranslations('calendar')
  const [tStates, tKinds] = [useTranslations('enums.periodStates'), useTranslations('enums.dayKinds')]
  const format = useFormat()
  const { periods, days, can } = calendar
  const dayColumns: PlainColumn<(typeof days)[number]>[] = [
    { id: 'day', header: t('days.day'), cell: (day) => format.longDate(day.onDay) },
    { id: 'kind', header: t('days.kind'), cell: (day) => tKinds(day.kind) },
    { id: 'name', header: t('days.name'), cell: (day) => day.name },
  ]
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('periods.title')} description={t('periods.rule')}>
        {periods.length === 0 ? (
          <EmptyState title={t('periods.none')} />
        ) : (
          <>
            <ul className="divide-y divide-line border-line border-y text-sm sm:hidden print:hidden">
              {periods.map((period) => (
                <li key={period.id} className="grid gap-1 py-3">
                  <p className="flex flex-wrap justify-between gap-x-3">
                    <span className="font-semibold">{format.periodName(period)}</span>
                    <span className="text-muted">{tStates(period.state)}</span>
                  </p>
                  {period.openedLate ? <p className="text-muted">{t('periods.openedLate')}</p> : null}
                  <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5">
                    <Line term={t('periods.days')}>{format.periodDays(period)}</Line>
                    <Line term={t('periods.sendFrom')}>{format.date(period.sendFromAt)}</Line>
                    <Line term={t('periods.communeDueShort')}>{format.dateTime(period.communeDueAt)}</Line>
                    <Line term={t('periods.departmentDue')}>{format.dateTime(period.departmentDueAt)}</Line>
                    <Line term={t('periods.closes')}>{format.date(period.closesAt)}</Line>
                  </dl>
                </li>
              ))}
            </ul>
            <div className="hidden sm:block print:block">
              <PlainTable
                caption={t('periods.title')}
                rows={periods}
                rowId={(period) => period.id}
                columns={[
                  { id: 'period', header: t('periods.period'), cell: (period) => format.periodName(period) },
                  { id: 'days', header: t('periods.days'), cell: (period) => format.periodDays(period) },
                  {
                    id: 'state',
                    header: t('periods.state'),
                    cell: (period) => (
                      <>
                        {tStates(period.state)}
                        {period.openedLate ? <span className="text-muted"> · {t('periods.openedLate')}</span> : null}
                      </>
                    ),
                  },
                  { id: 'sendFrom', header: t('periods.sendFrom'), cell: (period) => format.date(period.sendFromAt) },
                  {
                    id: 'communeDue',
                    header: t('periods.communeDue'),
                    cell: (period) => format.dateTime(period.communeDueAt),
                  },
                  {
                    id: 'departmentDue',
                    header: t('periods.departmentDue'),
                    cell: (period) => format.dateTime(period.departmentDueAt),
                  },
                  { id: 'closes', header: t('periods.closes'), cell: (period) => format.date(period.closesAt) },
                ]}
              />
            </div>
          </>
        )}
      </Section>
      <Section title={t('days.title')} description={t('days.rule')}>
        {can.manage ? <DayForm /> : null}
        <PlainTable
          caption={t('days.title')}
          maxHeight="32rem"
          rows={days}
          rowId={(day) => day.onDay}
          columns={
            can.manage
              ? [
                  ...dayColumns,
                  {
                    id: 'actions',
                    header: t('days.actions'),
                    cell: (day) => <RemoveDay day={day.onDay} name={day.name} />,
                  },
                ]
              : dayColumns
          }
        />
      </Section>
    </Page>
  )
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  )
}
