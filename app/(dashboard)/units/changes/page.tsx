import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { ChangesPage } from '@/components/units/changes-page'
import { dayInVietnam } from '@/server/calendar/rules'
import { orNotFound, type SearchParams } from '../params'
import { changesInput, changesParams } from './params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('changes'))('title') }
}

/** What happened to the units of the country or a province between two days (`?province=&from=&to=&kind=&level=&q=`). */
export default async function UnitChangesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const at = changesParams(await searchParams, dayInVietnam(new Date()))
  const router = await api()
  const [changes, provinces] = await Promise.all([
    orNotFound(router.units.changes({ ...changesInput(at), page: at.page })),
    router.units.tree({}),
  ])
  return (
    <ClientMessages namespaces={['changes', 'units']}>
      <ChangesPage at={{ ...at, province: changes.province?.id ?? null }} changes={changes} provinces={provinces} />
    </ClientMessages>
  )
}
