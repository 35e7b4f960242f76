import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { OwnRecord } from '@/components/persons/own-record'
import { ReadingsList } from '@/components/persons/readings-list'
import { EmptyState } from '@/components/ui/empty-state'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('persons'))('own') }
}

/** Everything that rosters keep of whoever is signed in, and who has read it. */
export default async function OwnRecordPage() {
  const router = await api()
  const t = await getTranslations('persons')
  const records = await router.persons.own()
  const [first] = records
  const readings = first ? await router.persons.readings({ memberId: first.memberId }) : []
  return (
    <ClientMessages namespaces={['persons', 'rosters']}>
      <Page title={t('own')} lead={t('ownWhy')}>
        {first ? null : <EmptyState title={t('ownNone')} />}
        {records.map((record) => (
          <OwnRecord key={record.memberId} record={record} />
        ))}
        {first ? <ReadingsList readings={readings} /> : null}
      </Page>
    </ClientMessages>
  )
}
