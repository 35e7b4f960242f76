import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { NationReports } from '@/components/overview/nation-reports'
import { OwnHistory } from '@/components/overview/own-history'
import { Queue } from '@/components/reports/queue/queue'
import { listQueueInput } from '@/server/reports/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('queue'))('page') }
}

/** A unit's own months, a province's list of a month, or the provinces, by where the reader sits. */
export default async function ReportsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { period, province, tree: named } = await searchParams
  const tree = named === 'now' ? 'now' : 'then'
  const input = listQueueInput.safeParse({ period, provinceId: province ? Number(province) : undefined, tree })
    .data ?? { tree }
  const caller = await api()
  const { unit } = await me()
  if (unit.level === 'team') redirect(`/reports/teams/${unit.id}`)
  if (unit.level === 'province' || (unit.level === 'nation' && input.provinceId)) {
    const queue = await answer(caller.reports.queue(input))
    const freezes = await answer(caller.frozen.list({ unitId: queue.province.id, period: queue.period.code }))
    return <Queue queue={queue} freezes={freezes} fromNation={unit.level === 'nation'} />
  }
  if (unit.level !== 'nation') return <OwnHistory reports={await answer(caller.overview.own())} unit={unit} />
  const home = await answer(caller.overview.home({ period: input.period, tree }))
  if (home.level !== 'nation') return null
  const freezes = await answer(caller.frozen.list({ unitId: home.unit.id, period: home.period.code }))
  return <NationReports home={home} freezes={freezes} />
}
