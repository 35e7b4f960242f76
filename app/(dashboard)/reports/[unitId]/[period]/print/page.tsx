import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { paperDocument } from '@/app/paper'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { choiceOf } from '@/components/reports/paper/paper-address'
import { PaperPage } from '@/components/reports/paper/paper-page'
import { type ReportParams, reportOf, type SearchParams, shortPeriod } from '../address'

type Props = { params: ReportParams; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { period } = await params
  return { title: (await getTranslations('reports'))('paper.metaTitle', { period: shortPeriod(period) }) }
}

/** The official document of a month: a unit's own, or the totals of a province or of the country. */
export default async function PaperOfReportPage({ params, searchParams }: Props) {
  const input = await reportOf(params)
  const choice = choiceOf(await searchParams)
  const found = await answer((await api()).reports.paper({ ...input, figures: choice.figures }))
  const { unit } = await me()
  const { unitId, period } = input
  const list = `/reports?period=${period}${unit.level === 'nation' && found.paper.level === 'department' ? `&province=${unitId}` : ''}`
  return (
    <ClientMessages namespaces={['reports']}>
      <PaperPage
        answer={found}
        document={await paperDocument(found.paper, choice)}
        choice={choice}
        back={found.report ? `/reports/${unitId}/${period}` : list}
      />
    </ClientMessages>
  )
}
