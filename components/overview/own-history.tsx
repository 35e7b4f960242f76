import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { inSentence } from '@/components/reports/filing/filing-report'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { PlainTable } from '@/components/ui/plain-table'
import { StateBadge } from '@/components/ui/state-badge'
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
              <li
                key={`${report.unit.id} ${report.period.code}`}
                className="grid justify-items-start gap-1 border-line border-b py-3 text-sm"
              >
                <Link
                  href={`/reports/${report.unit.id}/${report.period.code}`}
                  className="link font-medium text-base no-underline"
                >
                  {format.period(report.period)}
                </Link>
                {report.unit.formerName ? <span className="text-muted">{report.unit.formerName}</span> : null}
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
            <PlainTable
              caption={t('table')}
              rows={reports}
              rowId={(report) => `${report.unit.id} ${report.period.code}`}
              columns={[
                {
                  id: 'period',
                  header: t('period'),
                  cell: ({ unit: whose, period }) => (
                    <>
                      <Link href={`/reports/${whose.id}/${period.code}`} className="link no-underline hover:underline">
                        {format.period(period)}
                      </Link>
                      {whose.formerName ? <span className="block text-muted">{whose.formerName}</span> : null}
                    </>
                  ),
                },
                { id: 'state', header: t('state'), cell: (report) => <StateBadge {...ownState(report)} /> },
                {
                  id: 'dueAt',
                  header: t('dueAt'),
                  className: 'whitespace-nowrap',
                  cell: (report) => format.dateTime(report.dueAt),
                },
                {
                  id: 'sentAt',
                  header: t('sentAt'),
                  className: 'whitespace-nowrap',
                  cell: (report) => (report.submittedAt ? format.dateTime(report.submittedAt) : null),
                },
              ]}
            />
          </div>
        </>
      )}
    </Page>
  )
}
