import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { TableScroll } from '@/components/ui/table'
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
              <TableScroll label={t('periods.title')}>
                <table className="dt">
                  <caption className="sr-only">{t('periods.title')}</caption>
                  <thead>
                    <tr>
                      <th scope="col" data-first>
                        {t('periods.period')}
                      </th>
                      <th scope="col">{t('periods.days')}</th>
                      <th scope="col">{t('periods.state')}</th>
                      <th scope="col">{t('periods.sendFrom')}</th>
                      <th scope="col">{t('periods.communeDue')}</th>
                      <th scope="col">{t('periods.departmentDue')}</th>
                      <th scope="col">{t('periods.closes')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {periods.map((period) => (
                      <tr key={period.id}>
                        <th scope="row" data-first>
                          {format.periodName(period)}
                        </th>
                        <td>{format.periodDays(period)}</td>
                        <td>
                          {tStates(period.state)}
                          {period.openedLate ? <span className="text-muted"> · {t('periods.openedLate')}</span> : null}
                        </td>
                        <td>{format.date(period.sendFromAt)}</td>
                        <td>{format.dateTime(period.communeDueAt)}</td>
                        <td>{format.dateTime(period.departmentDueAt)}</td>
                        <td>{format.date(period.closesAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableScroll>
            </div>
          </>
        )}
      </Section>
      <Section title={t('days.title')} description={t('days.rule')}>
        {can.manage ? <DayForm /> : null}
        <TableScroll label={t('days.title')} maxHeight="32rem">
          <table className="dt">
            <caption className="sr-only">{t('days.title')}</caption>
            <thead>
              <tr>
                <th scope="col" data-first>
                  {t('days.day')}
                </th>
                <th scope="col">{t('days.kind')}</th>
                <th scope="col">{t('days.name')}</th>
                {can.manage ? <th scope="col">{t('days.actions')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.onDay}>
                  <th scope="row" data-first>
                    {format.longDate(day.onDay)}
                  </th>
                  <td>{tKinds(day.kind)}</td>
                  <td>{day.name}</td>
                  {can.manage ? (
                    <td>
                      <RemoveDay day={day.onDay} name={day.name} />
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
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
