import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { RegisterSwitch } from '@/components/reports/register-switch'
import { GridPage } from '@/components/reports/teams/grid-page'
import { LateHint } from '@/components/reports/teams/late/late-hint'
import { TeamGrid } from '@/components/reports/teams/team-grid'
import '@/components/reports/teams/team-grid.css'
import { getTeamGridInput } from '@/server/reports/teams/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('teamReports.grid'))('meta') }
}

/**
 * What the teams of a commune report of a month (`?commune=&period=`); the caller's own commune when none is named. `&team=`, in the
 * code on a form on paper, leads to the line of a team; whoever is in that team, to its own form.
 */
export default async function TeamGridPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { commune, period, team } = await searchParams
  const input = getTeamGridInput.safeParse({ communeId: commune ? Number(commune) : undefined, period })
  if (!input.success) notFound()
  const router = await api()
  const { unit } = await me()
  if (unit.level === 'team' && unit.id === Number(team))
    redirect(`/reports/teams/${unit.id}${input.data.period ? `?period=${input.data.period}` : ''}`)
  const grid = await answer(router.teamReports.grid(input.data))
  const late = await answer(router.teamReports.late({ communeId: grid.commune.id, period: grid.period.code }))
  const own = unit.id === grid.commune.id
  const register = own ? await answer(router.reports.register({ register: 'teams' })) : null
  const marked = grid.rows.find(({ teamId }) => teamId === Number(team))?.teamId
  return (
    <ClientMessages namespaces={['teamReports', 'lateReports', 'findings', 'photos']}>
      <GridPage
        grid={grid}
        now={new Date()}
        register={register ? <RegisterSwitch state={register} words="teamReports.register" /> : null}
      >
        {late.can.handIn ? <LateHint commune={grid.commune.fullName} /> : null}
        <TeamGrid key={`${grid.commune.id}/${grid.period.code}`} grid={grid} late={late} marked={marked} />
      </GridPage>
    </ClientMessages>
  )
}
