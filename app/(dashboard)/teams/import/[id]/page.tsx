import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { ImportView } from '@/components/rosters/import/import-view'
import { verdictOrder } from '@/components/rosters/import/state-tones'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rosterImport'))('title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ verdict?: string }> }

export default async function RosterImportPage({ params, searchParams }: Props) {
  const { id } = await params
  const { verdict } = await searchParams
  const actor = await me()
  const first = await answer((await api()).rosterImport.get({ id }))
  return (
    <ClientMessages namespaces={['rosterImport']}>
      <ImportView
        first={first}
        assignment={actor.assignmentId}
        verdict={verdictOrder.find((each) => each === verdict) ?? null}
      />
    </ClientMessages>
  )
}
