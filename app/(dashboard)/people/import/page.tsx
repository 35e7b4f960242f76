import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { ImportPage } from '@/components/people/import-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.import'))('title') }
}

export default async function ImportAccountsPage() {
  // Whoever appoints nobody is refused here, before he pastes anything.
  const actor = await me()
  const { places } = await answer((await api()).people.places())
  return (
    <ClientMessages namespaces={['people']}>
      <ImportPage unit={actor.unit.fullName} example={places.at(-1)?.fullName ?? ''} />
    </ClientMessages>
  )
}
