import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { ImportPage } from '@/components/reorganisations/import-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reorganisationImport'))('title') }
}

type Props = { params: Promise<{ id: string }> }

export default async function ImportReorganisationPage({ params }: Props) {
  const { id } = await params
  const actor = await me()
  const { lines, version, resolutionNumber, effectiveOn, unit, can } = await answer(
    (await api()).reorganisations.get({ id }),
  )
  const draft = { id, version, resolutionNumber, effectiveOn, unit, can, lines: lines.total }
  return (
    <ClientMessages namespaces={['reorganisationImport']}>
      <ImportPage draft={draft} assignment={actor.assignmentId} />
    </ClientMessages>
  )
}
