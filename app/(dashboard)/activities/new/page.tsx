import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { emptyDraft } from '@/components/activities/draft'
import { NoTeam } from '@/components/activities/no-team'
import { WritePage } from '@/components/activities/write-page'
import { ClientMessages } from '@/components/frame/client-messages'
import { dayInVietnam } from '@/server/calendar/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activities.write'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewActivity({ searchParams }: Props) {
  const { team: wanted } = await searchParams
  const [actor, router] = [await me(), await api()]
  const teams = await answer(router.activities.teams())
  const team = teams.find(({ id }) => id === Number(wanted)) ?? teams[0]
  const today = dayInVietnam(new Date())
  if (!team) return <NoTeam unit={actor.unit.fullName} />
  const choices = await answer(router.activities.choices({ teamId: team.id }))
  const members = await answer(router.activities.members({ teamId: team.id, on: today }))
  return (
    <ClientMessages namespaces={['activities', 'photos', 'units']}>
      <WritePage
        teams={teams}
        team={team}
        offered={{ ...choices, members }}
        first={emptyDraft(today)}
        forTeam={actor.unit.level !== 'team'}
        correcting={null}
      />
    </ClientMessages>
  )
}
