import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { peopleAddress } from '@/components/people/people-address'
import { PeopleList } from '@/components/people/people-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PeoplePage({ searchParams }: Props) {
  const asked = peopleAddress(await searchParams)
  const [actor, list] = [await me(), await answer((await api()).people.list(asked))]
  return (
    <ClientMessages namespaces={['people']}>
      <PeopleList actor={actor} asked={asked} list={list} />
    </ClientMessages>
  )
}
