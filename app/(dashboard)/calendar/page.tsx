import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { CalendarView } from '@/components/calendar/calendar-view'
import { ClientMessages } from '@/components/frame/client-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calendar'))('title') }
}

export default async function CalendarPage() {
  const calendar = await answer((await api()).calendar.get())
  return (
    <ClientMessages namespaces={['calendar']}>
      <CalendarView calendar={calendar} />
    </ClientMessages>
  )
}
