'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { Phone } from '@/components/ui/phone'
import { Section } from '@/components/ui/section'
import type { AppRouter } from '@/server/router'
import { AddFocalPointDialog, AddGroupDialog, EndContactDialog } from './contact-dialogs'

type Contacts = inferRouterOutputs<AppRouter>['contacts']['list']
type FocalPoint = Contacts['focalPoints'][number]
type Group = NonNullable<Contacts['groups']>[number]
type Asked = 'point' | 'group' | { what: 'point' | 'group'; id: string; name: string; from: string }

/** An address of the web, as a way there. */
export function ChatLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="link">
      {label}
    </a>
  )
}

/** Whom to call about the teams of a unit, and the groups that help them. */
export function ContactsPanel({ unit, contacts }: { unit: { id: number; today: string }; contacts: Contacts }) {
  const t = useTranslations('contacts')
  const enums = useTranslations('enums.auxiliaryKinds')
  const format = useFormat()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { focalPoints, groups, can } = contacts
  const close = () => setAsked(null)
  const term = (row: { validFrom: string; validTo: string | null }) =>
    row.validTo ? t('endedOn', { date: format.date(row.validTo) }) : format.date(row.validFrom)
  const endButton = (what: 'point' | 'group', row: { id: string; validFrom: string }, name: string) => (
    <Button size="sm" variant="quiet" onClick={() => setAsked({ what, id: row.id, name, from: row.validFrom })}>
      {t('end')}
      <span className="sr-only"> {name}</span>
    </Button>
  )
  const points: (DataColumn<FocalPoint> | false)[] = [
    { id: 'name', header: t('name'), value: (row) => row.fullName },
    { id: 'unit', header: t('unit'), value: (row) => row.unit.fullName },
    { id: 'title', header: t('post'), wrap: true, value: (row) => row.title ?? '' },
    {
      id: 'phone',
      header: t('phone'),
      value: (row) => row.phone ?? '',
      cell: (row) => <Phone number={row.phone} />,
    },
    { id: 'email', header: t('email'), value: (row) => row.email ?? '' },
    { id: 'from', header: t('from'), value: (row) => row.validFrom, cell: term },
    can.keepFocalPoints && {
      id: 'act',
      header: t('act'),
      value: () => '',
      sortable: false,
      fixed: true,
      cell: (row) => (row.unit.id === unit.id && !row.validTo ? endButton('point', row, row.fullName) : null),
    },
  ]
  const helping: (DataColumn<Group> | false)[] = [
    { id: 'name', header: t('groupName'), value: (row) => row.name },
    { id: 'kind', header: t('kind'), value: (row) => enums(row.kind) },
    { id: 'members', header: t('members'), kind: 'number', value: (row) => row.members },
    { id: 'decision', header: t('decision'), value: (row) => row.decisionNumber ?? '' },
    can.seeChats && {
      id: 'chat',
      header: t('chat'),
      value: (row) => row.chatLink ?? '',
      cell: (row) => (row.chatLink ? <ChatLink href={row.chatLink} label={t('openChat')} /> : ''),
    },
    { id: 'from', header: t('from'), value: (row) => row.validFrom, cell: term },
    can.keepGroups && {
      id: 'act',
      header: t('act'),
      value: () => '',
      sortable: false,
      fixed: true,
      cell: (row) => (row.validTo ? null : endButton('group', row, row.name)),
    },
  ]
  const addPoint = can.keepFocalPoints ? <Button onClick={() => setAsked('point')}>{t('addPoint')}</Button> : null
  const addGroup = can.keepGroups ? <Button onClick={() => setAsked('group')}>{t('addGroup')}</Button> : null
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section title={t('points')} description={t('pointsWhy')}>
        {focalPoints.length > 0 ? (
          <DataTable
            caption={t('pointsCaption')}
            hideCaption
            columns={points.filter((column) => column !== false)}
            rows={focalPoints}
            rowId={(row) => row.id}
            mobileColumns={['name', 'phone']}
            toolbar={addPoint}
            choosable={false}
          />
        ) : (
          <EmptyState title={t('pointsNone')} action={addPoint} />
        )}
      </Section>
      {groups ? (
        <Section title={t('groups')} description={t('groupsWhy')}>
          {groups.length > 0 ? (
            <DataTable
              caption={t('groupsCaption')}
              hideCaption
              columns={helping.filter((column) => column !== false)}
              rows={groups}
              rowId={(row) => row.id}
              mobileColumns={['name', 'members']}
              toolbar={addGroup}
              choosable={false}
            />
          ) : (
            <EmptyState title={t('groupsNone')} action={addGroup} />
          )}
        </Section>
      ) : null}
      {asked === 'point' ? <AddFocalPointDialog unit={unit} onClose={close} /> : null}
      {asked === 'group' ? <AddGroupDialog unit={unit} onClose={close} /> : null}
      {asked && typeof asked === 'object' ? <EndContactDialog {...asked} today={unit.today} onClose={close} /> : null}
    </div>
  )
}
