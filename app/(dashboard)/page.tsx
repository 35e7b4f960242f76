import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { Home } from '@/components/overview/home'
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
  return <Home home={await answer((await api()).overview.home(input.data ?? { tree: 'then' }))} />
}
