import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { listAddress, type Params } from '@/components/reorganisations/address'
import { ListPage } from '@/components/reorganisations/list-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reorganisations.list'))('title') }
}

export default async function ReorganisationsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const asked = listAddress(await searchParams)
  const list = await answer((await api()).reorganisations.list(asked))
  return (
    <ClientMessages namespaces={['reorganisations', 'units']}>
      <ListPage asked={asked} list={list} />
    </ClientMessages>
  )
}
