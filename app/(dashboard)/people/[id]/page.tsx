import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { PersonPage } from '@/components/people/person-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('personTitle') }
}

export default async function OnePersonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [actor, person] = [await me(), await answer((await api()).people.get({ personId: id }))]
  return (
    <ClientMessages namespaces={['people']}>
      <PersonPage actor={actor} person={person} />
    </ClientMessages>
  )
}
