import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { PaperForms } from '@/components/reports/teams/paper/paper-forms'
import '@/components/reports/teams/paper/paper-forms.css'
import { getPaperFormsInput } from '@/server/reports/teams/paper/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('teamReports.paper'))('meta') }
}

/** The form on paper of one team (`?team=&period=`), or of all of a commune that have not sent (`?commune=&period=`). */
export default async function PaperFormsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { team, commune, period } = await searchParams
  const input = getPaperFormsInput.safeParse({
    teamId: team ? Number(team) : undefined,
    communeId: commune ? Number(commune) : undefined,
    period,
  })
  if (!input.success) notFound()
  const forms = await answer((await api()).teamReports.paper(input.data))
  return (
    <ClientMessages namespaces={['teamReports']}>
      <PaperForms forms={forms} />
    </ClientMessages>
  )
}
