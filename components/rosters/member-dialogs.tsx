'use client'

import { useTranslations } from 'next-intl'
import { atStart } from '@/components/format/in-sentence'
import { useCommand, useTRPC } from '@/components/trpc'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { endedReasons, memberRoles } from '@/db/roster-enums'
import {
  changeMembershipInput,
  correctMemberInput,
  endMembershipInput,
  moveMemberInput,
  placeMemberInput,
  setAbsenceInput,
} from '@/server/rosters/schema'
import { PersonFields, PlaceFields, personOf, placeOf } from './member-fields'
import type { MemberDetail, MembershipView } from './outputs'
import { type TeamChoice, TeamSelect } from './team-select'

interface MemberProps {
  member: MemberDetail
  today: string
  onClose: () => void
}
type OneProps = MemberProps & { held: MembershipView }
const words = 'rosters.form' as const
const nameOf = (member: MemberDetail) => member.fullName ?? ''

/** `phone`: the whole number, read by the command that is written down before this opens. */
export function CorrectDialog({ member, today, phone, onClose }: MemberProps & { phone: string }) {
  const t = useTranslations('rosters')
  const form = useUnitForm(correctMemberInput, useCommand(useTRPC().rosters.correct), words)
  async function send(data: FormData) {
    const agreed = textOf(data.get('publishAgreedOn'))
    const done = await form.submit({
      memberId: member.memberId,
      version: member.version,
      ...personOf(data),
      publishAgreedOn: agreed === '' ? null : agreed,
    })
    return done && t('corrected')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('correctTitle', { name: nameOf(member) })}
      submitLabel={t('correctNow')}
      form={form}
      onSubmit={send}
    >
      <PersonFields form={form} person={member} phone={phone} today={today} />
      <Field {...form.field('publishAgreedOn')} label={t('publishAgreedOn')} optional>
        {(control) => (
          <DayInput {...control} name="publishAgreedOn" defaultValue={member.publishAgreedOn ?? ''} max={today} />
        )}
      </Field>
    </FormDialog>
  )
}

export function ChangeDialog({ member, held, today, onClose }: OneProps) {
  const t = useTranslations('rosters')
  const form = useUnitForm(changeMembershipInput, useCommand(useTRPC().rosters.change), words)
  async function send(data: FormData) {
    const done = await form.submit({
      membershipId: held.membershipId,
      from: textOf(data.get('from')),
      ...placeOf(data),
    })
    return done && t('changed')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('changeTitle', { name: nameOf(member), team: atStart(held.team.name) })}
      description={t('changeWhat')}
      submitLabel={t('changeNow')}
      form={form}
      onSubmit={send}
    >
      <PlaceFields form={form} place={held} components={member.components} />
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} min={held.validFrom} />}
      </Field>
    </FormDialog>
  )
}

export function MoveDialog({ member, held, today, teams, onClose }: OneProps & { teams: readonly TeamChoice[] }) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums.memberRoles')
  const form = useUnitForm(moveMemberInput, useCommand(useTRPC().rosters.move), words)
  async function send(data: FormData) {
    const done = await form.submit({
      membershipId: held.membershipId,
      teamId: Number(data.get('teamId')),
      from: textOf(data.get('from')),
      role: textOf(data.get('role')) as MembershipView['role'],
    })
    return done && t('moved')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('moveTitle', { name: nameOf(member) })}
      submitLabel={t('moveNow')}
      form={form}
      onSubmit={send}
    >
      <TeamSelect form={form} teams={teams.filter((team) => team.id !== held.team.id)} label={t('moveTo')} />
      <Field {...form.field('role')} label={t('role')}>
        {(control) => (
          <Select {...control} name="role" defaultValue="member">
            <Options values={memberRoles} words={enums} />
          </Select>
        )}
      </Field>
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} min={held.validFrom} />}
      </Field>
    </FormDialog>
  )
}

export function PlaceDialog({ member, today, teams, onClose }: MemberProps & { teams: readonly TeamChoice[] }) {
  const t = useTranslations('rosters')
  const form = useUnitForm(placeMemberInput, useCommand(useTRPC().rosters.place), words)
  async function send(data: FormData) {
    const done = await form.submit({
      memberId: member.memberId,
      teamId: Number(data.get('teamId')),
      from: textOf(data.get('from')),
      ...placeOf(data),
    })
    return done && t('placed')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('placeTitle', { name: nameOf(member) })}
      submitLabel={t('placeNow')}
      form={form}
      onSubmit={send}
    >
      <TeamSelect form={form} teams={teams} label={t('team')} />
      <PlaceFields form={form} components={member.components} />
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} />}
      </Field>
    </FormDialog>
  )
}

const reasons = endedReasons.filter(
  (reason) => !(['changed', 'renewal', 'dissolved', 'other_team'] as string[]).includes(reason),
)
type Reason = Exclude<(typeof endedReasons)[number], 'changed' | 'renewal' | 'dissolved' | 'other_team'>

export function EndDialog({ member, held, today, onClose }: OneProps) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums.endedReasons')
  const form = useUnitForm(endMembershipInput, useCommand(useTRPC().rosters.end), words)
  async function send(data: FormData) {
    const done = await form.submit({
      membershipId: held.membershipId,
      on: textOf(data.get('on')),
      reason: textOf(data.get('reason')) as Reason,
      note: textOf(data.get('note')),
    })
    return done && t('ended')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('endTitle', { name: nameOf(member), team: atStart(held.team.name) })}
      description={t('endWhat')}
      submitLabel={t('endNow')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('reason')} label={t('endReason')}>
        {(control) => (
          <Select {...control} name="reason">
            <Options values={reasons} words={enums} />
          </Select>
        )}
      </Field>
      <Field {...form.field('on')} label={t('endOn')}>
        {(control) => <DayInput {...control} name="on" defaultValue={today} min={held.validFrom} />}
      </Field>
      <Field {...form.field('note')} label={t('endNote')} optional>
        {(control) => <Input {...control} name="note" maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  )
}

export function AbsenceDialog({ member, held, today, onClose }: OneProps) {
  const t = useTranslations('rosters')
  const form = useUnitForm(setAbsenceInput, useCommand(useTRPC().rosters.setAbsence), words)
  async function send(data: FormData) {
    const since = textOf(data.get('since'))
    const done = await form.submit({ membershipId: held.membershipId, since: since === '' ? null : since })
    return done && t('absenceSet')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('absenceTitle', { name: nameOf(member) })}
      description={t('absenceHelp')}
      submitLabel={t('absenceNow')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('since')} label={t('absenceSince')} optional>
        {(control) => <DayInput {...control} name="since" defaultValue={held.absentSince ?? ''} max={today} />}
      </Field>
    </FormDialog>
  )
}
