import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { inSentence } from '@/components/reports/filing/filing-report'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { StateBadge } from '@/components/ui/state-badge'
import { TableScroll } from '@/components/ui/table'
import type { OwnReport } from './home-data'
import { ownState } from './own-report'

export interface OwnHistoryProps {
  reports: readonly OwnReport[]
  unit: { id: number; fullName: string }
}

/** Every month that a unit owed, newest first, with the way to each report. */
export function OwnHistory({ reports, unit }: OwnHistoryProps) {
  const t = useTranslations('overview.own')
  const format = useFormat()
  return (
    <Page
      title={t('title', { unit: inSentence(unit.fullName) })}
      context={{ where: <UnitBreadcrumb items={[{ label: unit.fullName }]} /> }}
    >
      {reports.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneBody')}</EmptyState>
      ) : (
        <>
          <ul aria-label={t('table')} className="border-line border-t sm:hidden">
            {reports.map((report) => (
              <li key={report.period.code} className="grid justify-items-start gap-1 border-line border-b py-3 text-sm">
                <Link
                  href={`/reports/${unit.id}/${report.period.code}`}
                  className="link font-medium text-base no-underline"
                >
                  {format.period(report.period)}
                </Link>
                <StateBadge {...ownState(report)} />
                <span className="text-muted">
                  {report.submittedAt
                    ? t('sentOn', { at: format.dateTime(report.submittedAt) })
                    : t('dueOn', { at: format.dateTime(report.dueAt) })}
                </span>
              </li>
            ))}
          </ul>
          <div className="hidden sm:block">
            <TableScroll label={t('table')}>
              <table className="dt">
                <caption className="sr-only">{t('table')}</caption>
                <thead>
                  <tr>
                    <th scope="col" data-first>
                      {t('period')}
                    </th>
                    <th scope="col">{t('state')}</th>
                    <th scope="col">{t('dueAt')}</th>
                    <th scope="col">{t('sentAt')}</th>
                  </tr>
                </thead>
                <tbody>
                  {reports.map((report) => (
                    <tr key={report.period.code}>
                      <th scope="row" data-first>
                        <Link
                          href={`/reports/${unit.id}/${report.period.code}`}
                          className="link no-underline hover:underline"
                        >
                          {format.period(report.period)}
                        </Link>
                      </th>
                      <td>
                        <StateBadge {...ownState(report)} />
                      </td>
                      <td className="whitespace-nowrap">{format.dateTime(report.dueAt)}</td>
                      <td className="whitespace-nowrap">
                        {report.submittedAt ? format.dateTime(report.submittedAt) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
          </div>
        </>
      )}
    </Page>
  )
}
