import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { draftOfActivity } from '@/components/activities/draft'
import { WritePage } from '@/components/activities/write-page'
import { ClientMessages } from '@/components/frame/client-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activities.write'))('correctTitle') }
}

export default async function CorrectActivity({ params }: { params: Promise<{ id: string }> }) {
  const [actor, router] = [await me(), await api()]
  const activity = await answer(router.activities.get({ id: (await params).id }))
  if (!activity.can.correct) notFound()
  const choices = await answer(router.activities.choices({ teamId: activity.teamId }))
  const own = await answer(router.activities.members({ teamId: activity.teamId, on: activity.onDay }))
  const others = (activity.members ?? []).filter(({ id }) => !own.some((member) => member.id === id))
  const members = [...own, ...others.map(({ id, fullName }) => ({ id, fullName: fullName ?? '' }))]
  const { id, version } = activity
  return (
    <ClientMessages namespaces={['activities', 'photos', 'units']}>
      <WritePage
        teams={[]}
        team={{ id: activity.teamId, fullName: activity.team }}
        offered={{ ...choices, members }}
        first={draftOfActivity(activity)}
        forTeam={actor.unit.level !== 'team'}
        correcting={{ id, version }}
      />
    </ClientMessages>
  )
}
