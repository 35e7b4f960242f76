import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { SlipsPage } from '@/components/people/slips-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.slips'))('title') }
}

export default async function ActivationSlipsPage() {
  const actor = await me()
  return (
    <ClientMessages namespaces={['people']}>
      <SlipsPage issuer={actor.unit.fullName} />
    </ClientMessages>
  )
}
