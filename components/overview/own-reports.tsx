import { useTranslations } from 'next-intl'
import type { OwnReport } from './home-data'
import { isWaiting, OwnReportLine } from './own-report'

export interface OwnReportsProps {
  reports: readonly OwnReport[]
}

/** What a unit owes, oldest first; the first that waits for the reader holds the main button. */
export function OwnReports({ reports }: OwnReportsProps) {
  const t = useTranslations('overview.own')
  const main = reports.find(isWaiting)
  return (
    <ul aria-label={t('table')} className="border-line border-b">
      {reports.map((report) => (
        <OwnReportLine key={`${report.unit.id} ${report.period.code}`} report={report} main={report === main} />
      ))}
    </ul>
  )
}
