'use client'

import { useTranslations } from 'next-intl'
import { useCommand, useTRPC } from '@/components/trpc'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import type { Component } from '@/server/rosters/rules'
import { addMemberInput } from '@/server/rosters/schema'
import { PersonFields, PlaceFields, personOf, placeOf } from './member-fields'
import { Suspects, suspectsOf } from './suspects'
import { type TeamChoice, TeamSelect } from './team-select'

interface AddMemberProps {
  /** Into which team; several to choose from. */
  teams: readonly [TeamChoice, ...TeamChoice[]]
  components: readonly Component[]
  today: string
  onClose: () => void
}

/** Somebody new on a roster. Who may be known already is shown before a second entry of one person is made. */
export function AddMemberDialog({ teams, components, today, onClose }: AddMemberProps) {
  const t = useTranslations('rosters')
  const several = teams.length > 1
  const command = useCommand(useTRPC().rosters.add)
  const form = useUnitForm(addMemberInput, command, 'rosters.form')
  async function send(given: FormData) {
    const person = personOf(given)
    const done = await form.submit({
      teamId: several ? Number(given.get('teamId')) : teams[0].id,
      from: textOf(given.get('from')),
      another: given.get('another') === 'on',
      ...person,
      ...placeOf(given),
    })
    return done && t('added')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={several ? t('add') : t('addTitle', { name: teams[0].name })}
      submitLabel={t('addNow')}
      form={form}
      onSubmit={send}
    >
      {several ? <TeamSelect form={form} teams={teams} label={t('team')} /> : null}
      <Suspects found={suspectsOf(command.error)} />
      <PersonFields form={form} phone="" today={today} />
      <PlaceFields form={form} components={components} />
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} />}
      </Field>
    </FormDialog>
  )
}
