import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { Home } from '@/components/overview/home'
import { isOfficial } from '@/components/reports/frozen/outputs'
import { sharedCookie } from '@/server/auth/rules'
import { getHomeInput } from '@/server/overview/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') }
}

export default async function HomePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { period, tree } = await searchParams
  const input = getHomeInput.safeParse({ period, tree: tree === 'now' ? tree : undefined })
  const caller = await api()
  const home = await answer(caller.overview.home(input.data ?? { tree: 'then' }))
  const official =
    (home.level === 'province' || home.level === 'nation') &&
    isOfficial(await answer(caller.frozen.list({ unitId: home.unit.id, period: home.period.code })))
  return <Home home={home} shared={(await cookies()).has(sharedCookie)} official={official} />
}
