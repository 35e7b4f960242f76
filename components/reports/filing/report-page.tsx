import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { PeriodName } from '@/components/format/period'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { paperHref } from '@/components/reports/paper/paper-href'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { type FilingReport, isSummary } from './filing-report'
import { PeriodSwitch } from './period-switch'

export interface ReportPageProps {
  report: FilingReport
  /** The other months of the unit, where the reader may have them; newest first. */
  periods: readonly (PeriodName & { code: string })[]
  children: ReactNode
}

/** The page of one report: whose, of which days, and the way to another month and onto paper. */
export function ReportPage({ report, periods, children }: ReportPageProps) {
  const t = useTranslations('reports')
  const format = useFormat()
  const { unit, province, period } = report
  const printHref = paperHref(unit.id, period.code)
  const choices = periods.length > 0 ? periods : [period]
  return (
    <Page
      narrow
      title={t('title', { month: format.periodInline(period) })}
      lead={t(isSummary(report) ? 'leadSummary' : 'lead', {
        unit: unit.fullName,
        from: format.dayMonth(period.startsOn),
        to: format.date(period.endsOn),
      })}
      actions={
        <LinkButton className="max-sm:hidden" icon={<Printer aria-hidden />} href={printHref}>
          {t('actions.print')}
        </LinkButton>
      }
      context={{
        where: (
          <UnitBreadcrumb
            items={
              isSummary(report) ? [{ label: unit.fullName }] : [{ label: province.fullName }, { label: unit.fullName }]
            }
          />
        ),
        when: <PeriodSwitch base={`/reports/${unit.id}/`} periods={choices} value={period.code} />,
      }}
    >
      {children}
      {/* On a phone the figures come first. */}
      <p className="sm:hidden print:hidden">
        <Link href={printHref} className="link">
          {t('actions.print')}
        </Link>
      </p>
    </Page>
  )
}
