'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { teamsHref } from '@/components/teams/team-links'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { useComponentName } from './component-name'
import { AbsenceDialog, ChangeDialog, CorrectDialog, EndDialog, MoveDialog, PlaceDialog } from './member-dialogs'
import type { MemberDetail, MembershipView } from './outputs'
import { RevealPhone } from './reveal-phone'
import type { TeamChoice } from './team-select'

type Asked =
  | { kind: 'correct'; phone: string }
  | { kind: 'place' }
  | { kind: 'change' | 'move' | 'end' | 'absence'; held: MembershipView }
const acts = ['change', 'move', 'absence', 'end'] as const

interface MemberViewProps {
  member: MemberDetail
  /** Active teams of the commune, to move to. */
  teams: readonly TeamChoice[]
  today: string
}

/** Everything that a roster keeps of one person, and every team he has been in. */
export function MemberView({ member, teams, today }: MemberViewProps) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums')
  const format = useFormat()
  const nameOf = useComponentName(member.components)
  const reveal = useCommand(useTRPC().persons.reveal)
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const said = (text: string | number | null) => text ?? t('notSaid')
  const day = (on: string | null) => (on ? format.date(on) : t('notSaid'))
  const all: (DataColumn<MembershipView> | false)[] = [
    {
      id: 'team',
      header: t('team'),
      value: (row) => atStart(row.team.name),
      cell: (row) => (
        <Link href={teamsHref(row.team.id)} className="link">
          {atStart(row.team.name)}
        </Link>
      ),
    },
    { id: 'role', header: t('role'), value: (row) => enums(`memberRoles.${row.role}`) },
    { id: 'component', header: t('component'), wrap: true, value: (row) => nameOf(row.component) },
    { id: 'post', header: t('post'), wrap: true, value: (row) => row.concurrentPost ?? '' },
    { id: 'from', header: t('since'), value: (row) => row.validFrom, cell: (row) => format.date(row.validFrom) },
    {
      id: 'until',
      header: t('until'),
      value: (row) => row.validTo ?? '9999',
      cell: (row) =>
        row.validTo ? (
          format.date(row.validTo)
        ) : (
          <span className="inline-flex flex-wrap gap-1">
            <Badge tone="ok">{t('current')}</Badge>
            {row.absentSince ? <Badge tone="warn">{t('absent', { date: format.date(row.absentSince) })}</Badge> : null}
          </span>
        ),
    },
    {
      id: 'reason',
      header: t('reason'),
      wrap: true,
      value: (row) =>
        [row.endedReason ? enums(`endedReasons.${row.endedReason}`) : null, row.endedNote].filter(Boolean).join(': '),
    },
    member.can.keep && {
      id: 'act',
      header: t('act'),
      value: () => '',
      sortable: false,
      fixed: true,
      cell: (row) =>
        row.validTo === null ? (
          <span className="flex flex-wrap gap-1">
            {acts.map((kind) => (
              <Button key={kind} size="sm" variant="quiet" onClick={() => setAsked({ kind, held: row })}>
                {t(kind)}
                <span className="sr-only"> {row.team.name}</span>
              </Button>
            ))}
          </span>
        ) : null,
    },
  ]
  return (
    <div className="grid grid-cols-1 gap-6">
      <Section
        title={t('about')}
        actions={
          member.can.keep ? (
            <>
              <Button
                pending={reveal.pending}
                onClick={async () => {
                  const phone = member.phone ? await reveal.run({ memberId: member.memberId }) : { phone: null }
                  if (phone) setAsked({ kind: 'correct', phone: phone.phone ?? '' })
                }}
              >
                {t('correct')}
              </Button>
              <Button onClick={() => setAsked({ kind: 'place' })}>{t('place')}</Button>
            </>
          ) : null
        }
      >
        {reveal.errorText ? <p className="text-danger text-sm">{reveal.errorText}</p> : null}
        <dl className="grid gap-x-12 gap-y-4 sm:flex sm:flex-wrap">
          <Figure
            label={t('phone')}
            value={<RevealPhone memberId={member.memberId} name={member.fullName ?? ''} masked={member.phone} />}
          />
          <Figure label={t('birthYear')} value={said(member.birthYear)} />
          <Figure label={t('sex')} value={member.sex ? enums(`sexes.${member.sex}`) : t('notSaid')} />
          <Figure label={t('employer')} value={said(member.employer)} />
          <Figure label={t('residence')} value={said(member.residence)} />
          <Figure label={t('hasAccount')} value={t(member.hasAccount ? 'hasAccountYes' : 'hasAccountNo')} />
          <Figure label={t('informedOn')} value={day(member.informedOn)} />
          <Figure label={t('publishAgreedOn')} value={day(member.publishAgreedOn)} />
          {member.restrictedOn ? <Figure label={t('restricted')} value={day(member.restrictedOn)} /> : null}
        </dl>
      </Section>
      <Section title={t('memberships')}>
        <DataTable
          caption={t('membershipsCaption')}
          hideCaption
          columns={all.filter((column) => column !== false)}
          rows={member.memberships}
          rowId={(row) => row.membershipId}
          mobileColumns={['team', 'role', 'until']}
          choosable={false}
        />
      </Section>
      {asked?.kind === 'correct' ? (
        <CorrectDialog member={member} today={today} phone={asked.phone} onClose={close} />
      ) : null}
      {asked?.kind === 'place' ? <PlaceDialog member={member} today={today} teams={teams} onClose={close} /> : null}
      {asked?.kind === 'change' ? (
        <ChangeDialog member={member} held={asked.held} today={today} onClose={close} />
      ) : null}
      {asked?.kind === 'move' ? (
        <MoveDialog member={member} held={asked.held} today={today} teams={teams} onClose={close} />
      ) : null}
      {asked?.kind === 'end' ? <EndDialog member={member} held={asked.held} today={today} onClose={close} /> : null}
      {asked?.kind === 'absence' ? (
        <AbsenceDialog member={member} held={asked.held} today={today} onClose={close} />
      ) : null}
    </div>
  )
}
