import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { api } from '@/app/trpc'
import { NationHome } from '@/components/overview/nation-home'
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
  const { period, province } = await searchParams
  const input = listQueueInput.safeParse({ period, provinceId: province ? Number(province) : undefined }).data ?? {}
  const caller = await api()
  const { unit } = await caller.people.me()
  if (unit.level === 'province') return <Queue queue={await caller.reports.queue(input)} fromNation={false} />
  if (unit.level !== 'nation') return <OwnHistory reports={await caller.overview.own()} unit={unit} />
  if (input.provinceId) return <Queue queue={await caller.reports.queue(input)} fromNation />
  const home = await caller.overview.home({ period: input.period })
  return home.level === 'nation' ? <NationHome home={home} /> : null
}
