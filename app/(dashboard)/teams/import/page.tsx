import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { ImportHome } from '@/components/rosters/import/import-home'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rosterImport'))('title') }
}

export default async function ImportRostersPage() {
  const actor = await me()
  const list = await answer((await api()).rosterImport.list())
  return (
    <ClientMessages namespaces={['rosterImport']}>
      <ImportHome list={list} assignment={actor.assignmentId} />
    </ClientMessages>
  )
}
