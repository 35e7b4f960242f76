import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { TeamLate } from '@/components/reports/teams/late/team-late'
import { TeamForm } from '@/components/reports/teams/team-form'
import { TeamReportPage } from '@/components/reports/teams/team-report-page'
import { sharedCookie } from '@/server/auth/rules'
import { getTeamReportInput } from '@/server/reports/teams/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('teamReports'))('meta') }
}

type Props = {
  params: Promise<{ teamId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One team's month (`?period=`): its form for its leader, what was sent for everybody above. */
export default async function TeamReport({ params, searchParams }: Props) {
  const { period } = await searchParams
  const input = getTeamReportInput.safeParse({ teamId: Number((await params).teamId), period })
  if (!input.success || input.data.teamId === undefined) notFound()
  const router = await api()
  const report = await answer(router.teamReports.own(input.data))
  const history = await answer(router.teamReports.history({ teamId: report.team.id, period: report.period.code }))
  const late = await answer(router.teamReports.late({ teamId: report.team.id, period: report.period.code }))
  const { personId, role } = await me()
  return (
    <ClientMessages namespaces={['teamReports', 'lateReports', 'findings', 'photos']}>
      <TeamReportPage report={report} history={history}>
        {report.can.send ? (
          <TeamForm
            key={`${report.team.id}/${report.period.code}/${report.version}`}
            report={report}
            owner={personId}
            shared={(await cookies()).has(sharedCookie)}
          />
        ) : null}
        <TeamLate report={report} late={late} forItself={role === 'team_leader'} />
      </TeamReportPage>
    </ClientMessages>
  )
}
