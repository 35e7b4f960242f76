import { redirect } from 'next/navigation'
import { me } from '@/app/trpc'
import { teamsHref } from '@/components/teams/team-links'

/** The teams of one's own unit, or one's own team. */
export default async function TeamsPage() {
  redirect(teamsHref((await me()).unit.id))
}
