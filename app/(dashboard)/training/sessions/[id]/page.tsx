import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { SessionPage } from '@/components/training/session-page'
import { dayInVietnam } from '@/server/calendar/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('training.session'))('title') }
}

/** One session: what it teaches, who came. */
export default async function TrainingSession({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [router, actor] = [await api(), await me()]
  const session = await answer(router.training.session({ id }))
  const courses = session.can.change ? (await answer(router.training.courses())).courses : []
  return (
    <ClientMessages namespaces={['training', 'units']}>
      <SessionPage
        session={session}
        courses={courses}
        level={actor.unit.level}
        own={actor.unit.id}
        today={dayInVietnam(new Date())}
      />
    </ClientMessages>
  )
}
