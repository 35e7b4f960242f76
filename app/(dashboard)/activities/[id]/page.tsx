import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ActivityPage } from '@/components/activities/activity-page'
import { ClientMessages } from '@/components/frame/client-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activities.one'))('title') }
}

export default async function OneActivity({ params }: { params: Promise<{ id: string }> }) {
  const activity = await answer((await api()).activities.get({ id: (await params).id }))
  return (
    <ClientMessages namespaces={['activities', 'photos', 'units']}>
      <ActivityPage activity={activity} />
    </ClientMessages>
  )
}
