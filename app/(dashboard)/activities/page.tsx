import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ActivitiesPage } from '@/components/activities/activities-page'
import { activitiesAddress } from '@/components/activities/address'
import { ClientMessages } from '@/components/frame/client-messages'
import { sharedCookie } from '@/server/auth/rules'
import { dayInVietnam } from '@/server/calendar/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activities.list'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Activities({ searchParams }: Props) {
  const asked = activitiesAddress(await searchParams, dayInVietnam(new Date()))
  const [actor, router] = [await me(), await api()]
  const list = await answer(router.activities.list(asked))
  const figures =
    list.unit.level === 'commune' && asked.period
      ? await answer(router.activities.communeFigures({ communeId: list.unit.id, period: asked.period }))
      : null
  const keeps = actor.unit.level === 'team' && !(await cookies()).has(sharedCookie)
  const logHref = actor.can.logActivities && list.can.log ? (keeps ? '/log' : '/activities/new') : null
  return (
    <ClientMessages namespaces={['activities']}>
      <ActivitiesPage asked={asked} list={list} figures={figures} logHref={logHref} keeps={keeps} />
    </ClientMessages>
  )
}
