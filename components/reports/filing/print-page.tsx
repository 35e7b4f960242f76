import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Page } from '@/components/frame/page'
import type { FilingReport } from './filing-report'
import { PrintButton } from './print-button'
import { PrintReport } from './print-report'

/** What will come out of the printer, with the button that prints it. */
export function PrintPage({ report, printedAt }: { report: FilingReport; printedAt: Date }) {
  const t = useTranslations('reports.print')
  return (
    <Page
      title={<span className="print:hidden">{t('page')}</span>}
      lead={
        <span className="print:hidden">
          {t('lead')}{' '}
          <Link className="link" href={`/reports/${report.unit.id}/${report.period.code}`}>
            {t('back')}
          </Link>
        </span>
      }
      actions={<PrintButton />}
    >
      <div className="official-box">
        <PrintReport report={report} printedAt={printedAt} />
      </div>
    </Page>
  )
}
