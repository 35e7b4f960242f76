import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { KeptRecord } from '@/components/persons/kept-record'
import { ReadingsList } from '@/components/persons/readings-list'
import { ReceiveRequest } from '@/components/persons/receive-request'
import { AccountLink } from '@/components/rosters/account-link'
import { MemberView } from '@/components/rosters/member-view'
import { teamsHref } from '@/components/teams/team-links'
import { orNotFound } from '../../../units/params'

type Props = { params: Promise<{ memberId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rosters'))('memberTitle') }
}

/** One person on a roster: everything that is kept of him, every team he has been in, and who has read it. */
export default async function MemberPage({ params }: Props) {
  const memberId = z.uuid().safeParse((await params).memberId).data ?? notFound()
  const router = await api()
  const t = await getTranslations('rosters')
  const member = await orNotFound(router.rosters.get({ memberId }))
  const unit = await router.units.get({ id: member.communeId })
  const states = await router.rosters.states({ communeId: unit.id })
  const kept = await router.persons.kept({ memberId })
  const choices = member.can.keep ? await router.rosters.accounts({ memberId }) : null
  const readings = await router.persons.readings({ memberId })
  return (
    <ClientMessages namespaces={['teams', 'rosters', 'persons', 'units']}>
      <Page
        title={member.fullName ?? t('anonymised')}
        lead={t('memberTitle')}
        actions={
          member.can.keep ? (
            <ReceiveRequest memberId={memberId} name={member.fullName ?? ''} today={unit.today} />
          ) : null
        }
        context={{
          where: (
            <UnitBreadcrumb
              items={unit.breadcrumb.map((step) => ({
                label: step.fullName,
                href: step.level === 'nation' ? undefined : teamsHref(step.id),
              }))}
            />
          ),
        }}
      >
        <MemberView member={member} teams={(states ?? []).map(({ id, name }) => ({ id, name }))} today={unit.today} />
        {choices ? <AccountLink member={member} choices={choices} holder={kept?.account?.name ?? null} /> : null}
        {kept ? <KeptRecord kept={kept} linked /> : null}
        <ReadingsList readings={readings} />
      </Page>
    </ClientMessages>
  )
}
