import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { RemindersPage } from '@/components/chase/reminders/reminders-page'
import { ClientMessages } from '@/components/frame/client-messages'
import { listReminderLogInput } from '@/server/chase/reminders/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reminders'))('metaTitle') }
}

/** What the caller was reminded of, and what was said of a month (`?period=`) below him. */
export default async function Reminders({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { period } = await searchParams
  const input = listReminderLogInput.safeParse({ period })
  if (!input.success) notFound()
  const { reminders } = await api()
  return (
    <ClientMessages namespaces={['reminders']}>
      <RemindersPage
        own={await answer(reminders.list())}
        log={await answer(reminders.log(input.data))}
        quota={await answer(reminders.quota())}
      />
    </ClientMessages>
  )
}
