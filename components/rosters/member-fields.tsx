'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import type { useUnitForm } from '@/components/units/use-unit-form'
import { textOf } from '@/components/units/use-unit-form'
import { type MemberRole, memberRoles, type SelectionTick, type Sex, selectionTicks, sexes } from '@/db/roster-enums'
import type { Component } from '@/server/rosters/rules'
import { useComponentName } from './component-name'

type Form = Pick<ReturnType<typeof useUnitForm>, 'field'>
type Person = {
  fullName: string | null
  sortName: string | null
  sex: Sex | null
  birthYear: number | null
  employer: string | null
  residence: string | null
  informedOn: string | null
}

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** What the fields of a person hold. A year that is no number is handed on as NaN, so that the schema says so. */
export const personOf = (data: FormData) => ({
  fullName: textOf(data.get('fullName')),
  sortName: orNull(textOf(data.get('sortName'))),
  sex: orNull(textOf(data.get('sex'))) as Sex | null,
  birthYear: orNull(textOf(data.get('birthYear'))) === null ? null : Number(textOf(data.get('birthYear'))),
  phone: textOf(data.get('phone')),
  residence: textOf(data.get('residence')),
  employer: textOf(data.get('employer')),
  informedOn: orNull(textOf(data.get('informedOn'))),
})

/** Who somebody is: nothing else is kept of him. `phone`: typed anew; the kept one is read by a command that is written down. */
export function PersonFields({
  form,
  person,
  phone,
  today,
}: {
  form: Form
  person?: Person
  phone: string
  today: string
}) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums.sexes')
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-semibold text-sm">{t('person')}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('fullName')} label={t('fullName')}>
          {(control) => (
            <Input
              {...control}
              name="fullName"
              maxLength={100}
              autoComplete="off"
              defaultValue={person?.fullName ?? ''}
            />
          )}
        </Field>
        <Field {...form.field('phone')} label={t('phone')} help={t('phoneHelp')} optional>
          {(control) => (
            <Input
              {...control}
              name="phone"
              type="tel"
              inputMode="tel"
              maxLength={20}
              autoComplete="off"
              defaultValue={phone}
            />
          )}
        </Field>
        <Field {...form.field('birthYear')} label={t('birthYear')} optional>
          {(control) => (
            <Input
              {...control}
              name="birthYear"
              inputMode="numeric"
              maxLength={4}
              autoComplete="off"
              defaultValue={person?.birthYear ?? ''}
            />
          )}
        </Field>
        <Field {...form.field('sex')} label={t('sex')} optional>
          {(control) => (
            <Select {...control} name="sex" defaultValue={person?.sex ?? ''}>
              <option value="">{t('notSaid')}</option>
              <Options values={sexes} words={enums} />
            </Select>
          )}
        </Field>
        <Field {...form.field('employer')} label={t('employer')} optional>
          {(control) => (
            <Input
              {...control}
              name="employer"
              maxLength={150}
              autoComplete="off"
              defaultValue={person?.employer ?? ''}
            />
          )}
        </Field>
        <Field {...form.field('residence')} label={t('residence')} help={t('residenceHelp')} optional>
          {(control) => (
            <Input
              {...control}
              name="residence"
              maxLength={200}
              autoComplete="off"
              defaultValue={person?.residence ?? ''}
            />
          )}
        </Field>
        <Field {...form.field('informedOn')} label={t('informedOn')} help={t('informedHelp')} optional>
          {(control) => <DayInput {...control} name="informedOn" defaultValue={person?.informedOn ?? ''} max={today} />}
        </Field>
        <Field {...form.field('sortName')} label={t('sortName')} help={t('sortNameHelp')} optional>
          {(control) => (
            <Input
              {...control}
              name="sortName"
              maxLength={100}
              autoComplete="off"
              defaultValue={person?.sortName ?? ''}
            />
          )}
        </Field>
      </div>
    </fieldset>
  )
}

type Place = {
  role: MemberRole
  component: string | null
  concurrentPost: string | null
  isLocal: boolean | null
  selection: readonly SelectionTick[]
}
export const placeOf = (data: FormData) => {
  const local = textOf(data.get('isLocal'))
  return {
    role: textOf(data.get('role')) as MemberRole,
    component: orNull(textOf(data.get('component'))),
    concurrentPost: textOf(data.get('concurrentPost')),
    isLocal: local === '' ? null : local === 'yes',
    selection: data.getAll('selection') as SelectionTick[],
  }
}

/** What somebody is in a team: role, component, post held beside it, why he was chosen. */
export function PlaceFields({
  form,
  place,
  components,
}: {
  form: Form
  place?: Place
  components: readonly Component[]
}) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums')
  const nameOf = useComponentName(components)
  const open = components.filter((each) => each.closedOn === null || each.code === place?.component)
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-semibold text-sm">{t('inTeam')}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('role')} label={t('role')}>
          {(control) => (
            <Select {...control} name="role" defaultValue={place?.role ?? 'member'}>
              <Options values={memberRoles} words={(role) => enums(`memberRoles.${role}`)} />
            </Select>
          )}
        </Field>
        <Field {...form.field('component')} label={t('component')} optional>
          {(control) => (
            <Select {...control} name="component" defaultValue={place?.component ?? ''}>
              <option value="">{t('notSaid')}</option>
              {open.map((each) => (
                <option key={each.code} value={each.code}>
                  {nameOf(each.code)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field {...form.field('concurrentPost')} label={t('post')} optional>
          {(control) => (
            <Input
              {...control}
              name="concurrentPost"
              maxLength={150}
              autoComplete="off"
              defaultValue={place?.concurrentPost ?? ''}
            />
          )}
        </Field>
        <Field {...form.field('isLocal')} label={t('isLocal')} optional>
          {(control) => (
            <Select
              {...control}
              name="isLocal"
              defaultValue={place?.isLocal == null ? '' : place.isLocal ? 'yes' : 'no'}
            >
              <option value="">{t('unknown')}</option>
              <option value="yes">{t('yes')}</option>
              <option value="no">{t('no')}</option>
            </Select>
          )}
        </Field>
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('selection')}</legend>
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          {selectionTicks.map((tick) => (
            <Checkbox
              key={tick}
              name="selection"
              value={tick}
              label={enums(`selectionTicks.${tick}`)}
              defaultChecked={place?.selection.includes(tick)}
            />
          ))}
        </div>
      </fieldset>
    </fieldset>
  )
}
