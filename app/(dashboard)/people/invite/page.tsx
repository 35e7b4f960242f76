import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { InvitePage } from '@/components/people/invite-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.invite'))('title') }
}

export default async function InvitePersonPage() {
  const actor = await me()
  const places = await answer((await api()).people.places())
  return (
    <ClientMessages namespaces={['people']}>
      <InvitePage {...places} unit={actor.unit.fullName} />
    </ClientMessages>
  )
}
