import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { RegisterPage } from '@/components/activities/register-page'
import { ClientMessages } from '@/components/frame/client-messages'
import { dayInVietnam } from '@/server/calendar/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activities.register'))('title') }
}

export default async function ActivityRegister() {
  const [actor, register] = [await me(), await answer((await api()).activities.register())]
  return (
    <ClientMessages namespaces={['activities', 'units']}>
      <RegisterPage register={register} unit={actor.unit.fullName} today={dayInVietnam(new Date())} />
    </ClientMessages>
  )
}
