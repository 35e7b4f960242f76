import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { FilingProvider } from '@/components/reports/filing/filing-provider'
import { Receipt } from '@/components/reports/filing/receipt'
import { ReportActions } from '@/components/reports/filing/report-actions'
import { ReportFigures } from '@/components/reports/filing/report-figures'
import { ReportHeader } from '@/components/reports/filing/report-header'
import { ReportHistory } from '@/components/reports/filing/report-history'
import { ReportPage } from '@/components/reports/filing/report-page'
import { choiceOf } from '@/components/reports/queue/queue-data'
import { Review } from '@/components/reports/review/review'
import { sharedCookie } from '@/server/auth/rules'
import { getReportInput } from '@/server/reports/schema'

type Props = {
  params: Promise<{ unitId: string; period: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function inputOf({ params }: Pick<Props, 'params'>) {
  const { unitId, period } = await params
  const input = getReportInput.required().safeParse({ unitId: Number(unitId), period })
  return input.success ? input.data : notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { period } = await props.params
  return { title: (await getTranslations('reports'))('metaTitle', { period: period.split('-').reverse().join('/') }) }
}

/** One report: to its own unit the sheet to fill in, to the levels above the page to review it. */
export default async function FilingPage(props: Props) {
  const input = await inputOf(props)
  const caller = await api()
  const report = await answer(caller.reports.get(input))
  const actor = await me()
  const above = actor.unit.level === 'province' || actor.unit.level === 'nation'
  if (above && report.unit.id !== actor.unit.id) {
    const params = await props.searchParams
    const versions = report.report && report.filed ? await caller.reports.versions({ reportId: report.report.id }) : []
    const queue = await caller.reports.queue({ period: input.period, provinceId: report.province.id })
    return (
      <Review
        report={report}
        versions={versions}
        queue={queue}
        choice={choiceOf((name) => [params[name]].flat()[0])}
        fromNation={actor.unit.level === 'nation'}
      />
    )
  }
  const own = report.unit.id === actor.unit.id ? await caller.overview.own() : []
  const mode = report.can.save ? 'edit' : 'read'
  return (
    <ClientMessages namespaces={['reports', 'findings']}>
      <ReportPage report={report} periods={own.map(({ period }) => period)}>
        <FilingProvider
          key={`${report.unit.id}/${report.period.code}/${mode}`}
          report={report}
          mode={mode}
          owner={actor.personId}
          shared={(await cookies()).has(sharedCookie)}
        >
          <ReportHeader report={report} />
          <Receipt />
          <ReportFigures mode={mode} />
          <ReportHistory />
          <ReportActions />
        </FilingProvider>
      </ReportPage>
    </ClientMessages>
  )
}
