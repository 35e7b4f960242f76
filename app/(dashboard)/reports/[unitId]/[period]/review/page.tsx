import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { choiceOf } from '@/components/reports/queue/queue-data'
import { Review } from '@/components/reports/review/review'
import { type ReportParams, readsFromAbove, reportOf, type SearchParams, shortPeriod } from '../address'

type Props = { params: ReportParams; searchParams: SearchParams }

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { period } = await props.params
  return { title: (await getTranslations('reports'))('metaTitle', { period: shortPeriod(period) }) }
}

/** One report as the levels above its unit read it and act on it. Whoever files it is sent to the sheet itself. */
export default async function ReviewPage(props: Props) {
  const input = await reportOf(props.params)
  const caller = await api()
  const report = await answer(caller.reports.get(input))
  const actor = await me()
  if (!readsFromAbove(actor, report)) redirect(`/reports/${input.unitId}/${input.period}`)
  const params = await props.searchParams
  const versions = report.report && report.filed ? await caller.reports.versions({ reportId: report.report.id }) : []
  const queue = await caller.reports.queue({ period: input.period, provinceId: report.province.id })
  // A province's own totals have no teams.
  const late =
    report.report?.submissionNo && report.unit.id !== report.province.id
      ? await answer(caller.teamReports.late({ communeId: report.unit.id, period: input.period }))
      : null
  return (
    <Review
      report={report}
      versions={versions}
      queue={queue}
      choice={choiceOf((name) => [params[name]].flat()[0])}
      late={late}
      fromNation={actor.unit.level === 'nation'}
    />
  )
}
