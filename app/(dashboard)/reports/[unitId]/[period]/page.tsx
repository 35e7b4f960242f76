import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { FilingProvider } from '@/components/reports/filing/filing-provider'
import { ReportActions } from '@/components/reports/filing/report-actions'
import { ReportFigures } from '@/components/reports/filing/report-figures'
import { ReportHeader } from '@/components/reports/filing/report-header'
import { ReportPage } from '@/components/reports/filing/report-page'
import { NotedParts, Receipt, ReportHistory } from '@/components/reports/filing/when-there'
import { sharedCookie } from '@/server/auth/rules'
import { type ReportParams, readsFromAbove, reportOf, type SearchParams, shortPeriod } from './address'

type Props = { params: ReportParams; searchParams: SearchParams }

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { period } = await props.params
  return { title: (await getTranslations('reports'))('metaTitle', { period: shortPeriod(period) }) }
}

/** The sheet of one report, for its own unit to fill in. The levels above are sent on to the page to review it. */
export default async function FilingPage(props: Props) {
  const input = await reportOf(props.params)
  const caller = await api()
  const report = await answer(caller.reports.get(input))
  const actor = await me()
  if (readsFromAbove(actor, report)) {
    const query = new URLSearchParams(
      Object.entries(await props.searchParams).map(([key, value]) => [key, [value].flat()[0] ?? '']),
    )
    redirect(`/reports/${input.unitId}/${input.period}/review${query.size > 0 ? `?${query}` : ''}`)
  }
  const own = report.unit.id === actor.unit.id ? await caller.overview.own() : []
  const mode = report.can.save ? 'edit' : 'read'
  return (
    <ClientMessages namespaces={['reports', 'findings']}>
      <ReportPage
        report={report}
        periods={own.filter(({ unit }) => unit.id === report.unit.id).map(({ period }) => period)}
      >
        <FilingProvider
          key={`${report.unit.id}/${report.period.code}/${mode}`}
          report={report}
          mode={mode}
          owner={actor.personId}
          shared={(await cookies()).has(sharedCookie)}
        >
          <ReportHeader report={report} />
          <Receipt />
          <NotedParts />
          <ReportFigures mode={mode} />
          <ReportHistory report={report} />
          <ReportActions />
        </FilingProvider>
      </ReportPage>
    </ClientMessages>
  )
}
