'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { memberHref } from '@/components/teams/team-links'
import { useCommand, useTRPC } from '@/components/trpc'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import type { Component } from '@/server/rosters/rules'
import { addMemberInput } from '@/server/rosters/schema'
import { PersonFields, PlaceFields, personOf, placeOf } from './member-fields'

interface AddMemberProps {
  team: { id: number; name: string }
  components: readonly Component[]
  today: string
  onClose: () => void
}

/** Somebody new on a roster. Who may be known already is shown before a second entry of one person is made. */
export function AddMemberDialog({ team, components, today, onClose }: AddMemberProps) {
  const t = useTranslations('rosters')
  const command = useCommand(useTRPC().rosters.add)
  const form = useUnitForm(addMemberInput, command, 'rosters.form')
  const [typed, setTyped] = useState('')
  const data = command.error?.data as { reason?: string; detail?: { memberId: string }[] } | undefined
  const suspects = data?.reason === 'rosters.mayBeKnown' ? (data.detail ?? []) : []
  async function send(given: FormData) {
    const person = personOf(given)
    setTyped(person.fullName)
    const done = await form.submit({
      teamId: team.id,
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
      title={t('addTitle', { name: team.name })}
      submitLabel={t('addNow')}
      form={form}
      onSubmit={send}
    >
      {suspects.length > 0 ? (
        <Notice tone="warn" title={t('mayBeKnown')}>
          <div className="grid gap-2">
            <p>{t('mayBeKnownWhy')}</p>
            <ul className="grid gap-1">
              {suspects.map(({ memberId }) => (
                <li key={memberId}>
                  <Link href={memberHref(memberId)} className="link">
                    {t('open', { name: typed })}
                  </Link>
                </li>
              ))}
            </ul>
            <Checkbox name="another" label={t('another')} />
          </div>
        </Notice>
      ) : null}
      <PersonFields form={form} phone="" today={today} />
      <PlaceFields form={form} components={components} />
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} />}
      </Field>
    </FormDialog>
  )
}
