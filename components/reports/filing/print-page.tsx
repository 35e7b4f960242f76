import { useTranslations } from 'next-intl'
import { Page } from '@/components/frame/page'
import { Link } from '@/components/ui/link'
import { type FilingReport, isSummary } from './filing-report'
import { PrintButton } from './print-button'
import { PrintReport } from './print-report'

/** What will come out of the printer, with the button that prints it. */
export function PrintPage({ report, printedAt }: { report: FilingReport; printedAt: Date }) {
  const t = useTranslations('reports.print')
  const { can, unit, period } = report
  // Before the leader has approved, it may still go back and be changed; the leader of a Sở types no figures.
  const open = can.save || can.withdraw || (can.send_back && !isSummary(report))
  return (
    <Page
      title={<span className="print:hidden">{t('page')}</span>}
      lead={
        <span className="print:hidden">
          {t('lead')}{' '}
          <Link className="link" href={`/reports/${unit.id}/${period.code}`}>
            {t('back')}
          </Link>
        </span>
      }
      actions={<PrintButton note={open ? { unitId: unit.id, period: period.code } : null} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="official-box" aria-label={t('sheet')} tabIndex={0}>
        <PrintReport report={report} printedAt={printedAt} />
      </section>
    </Page>
  )
}
