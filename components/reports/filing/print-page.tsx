import { useTranslations } from 'next-intl'
import { Page } from '@/components/frame/page'
import { Link } from '@/components/ui/link'
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
      actions={<PrintButton note={report.can.save ? { unitId: report.unit.id, period: report.period.code } : null} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="official-box" aria-label={t('sheet')} tabIndex={0}>
        <PrintReport report={report} printedAt={printedAt} />
      </section>
    </Page>
  )
}
