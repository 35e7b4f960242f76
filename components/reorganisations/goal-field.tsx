'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio'
import { Options, Select } from '@/components/ui/select'
import type { UnitLevel } from '@/db/enums'
import { parentLevels } from '@/server/units/tree/rules'
import { type Fresh, type Goal, type How, type Place, typesOf } from './drafting'
import type { DraftedUnit } from './outputs'
import { UnitPicker } from './unit-picker'

/** What the fields of a form share: ids and errors by name, and the units that the draft opens already. */
export interface FormWords {
  field: (name: string) => { id: string; error: string | undefined }
  drafted: readonly DraftedUnit[]
  level: UnitLevel
  /** The unit that drafts: it changes what lies in it. */
  withinId: number
}

interface GoalFieldProps extends FormWords {
  name: string
  legend: string
  ways: readonly How[]
  value: Goal
  onChange: (goal: Goal) => void
}

/** Where something goes, in one of the ways offered. */
export function GoalField({ name, legend, ways, value, onChange, ...form }: GoalFieldProps) {
  const t = useTranslations('reorganisations.form')
  const drafted = form.drafted.filter((unit) => unit.level === form.level)
  const offered = ways.filter((how) => how !== 'drafted' || drafted.length > 0)
  return (
    <div className="grid gap-3">
      <RadioGroup
        inline
        legend={legend}
        name={name}
        value={value.how}
        options={offered.map((how) => ({ value: how, label: t(`how.${how}`) }))}
        onChange={(event) => onChange({ ...value, how: event.target.value as How })}
      />
      {value.how === 'fresh' ? (
        <FreshFields {...form} name={name} value={value.fresh} onChange={(fresh) => onChange({ ...value, fresh })} />
      ) : null}
      {value.how === 'there' || value.how === 'drafted' ? (
        <PlaceField
          {...form}
          name={name}
          label={t('unit')}
          levels={[form.level]}
          value={{ ...value, how: value.how }}
          onChange={({ unit, ref }) => onChange({ ...value, unit, ref })}
        />
      ) : null}
    </div>
  )
}

interface PlaceFieldProps extends FormWords {
  name: string
  label: string
  levels: readonly UnitLevel[]
  value: Place
  onChange: (place: Place) => void
}

function PlaceField({ name, label, levels, value, onChange, field, drafted, withinId }: PlaceFieldProps) {
  const t = useTranslations('reorganisations.form')
  const offered = drafted.filter((unit) => levels.includes(unit.level))
  if (value.how === 'there')
    return (
      <UnitPicker
        {...field(name)}
        label={label}
        levels={levels}
        withinId={withinId}
        value={value.unit ? [value.unit] : []}
        onChange={([unit]) => onChange({ ...value, unit: unit ?? null })}
      />
    )
  return (
    <Field {...field(name)} label={label}>
      {(control) => (
        <Select {...control} value={value.ref} onChange={(event) => onChange({ ...value, ref: event.target.value })}>
          <option value="">{t('choose')}</option>
          {offered.map((unit) => (
            <option key={unit.ref} value={unit.ref}>
              {unit.code ? `${unit.name} (${unit.code})` : unit.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

interface ParentFieldProps extends FormWords {
  name: string
  value: Place
  onChange: (place: Place) => void
}

/** What a unit lies in: one that is there, or one that the draft opens. */
export function ParentField({ name, value, onChange, ...form }: ParentFieldProps) {
  const t = useTranslations('reorganisations.form')
  const levels = parentLevels[form.level]
  const any = form.drafted.some((unit) => levels.includes(unit.level))
  return (
    <div className="grid gap-2">
      {any ? (
        <RadioGroup
          inline
          legend={t('parentIs')}
          name={`${name}-is`}
          value={value.how}
          options={(['there', 'drafted'] as const).map((how) => ({ value: how, label: t(`how.${how}`) }))}
          onChange={(event) => onChange({ ...value, how: event.target.value as Place['how'] })}
        />
      ) : null}
      <PlaceField {...form} name={name} label={t('parent')} levels={levels} value={value} onChange={onChange} />
    </div>
  )
}

interface FreshFieldsProps extends FormWords {
  name: string
  value: Fresh
  onChange: (fresh: Fresh) => void
}

/** A unit that the resolution opens: type, name, code, and what it lies in. */
export function FreshFields({ name, value, onChange, ...form }: FreshFieldsProps) {
  const t = useTranslations('reorganisations.form')
  const tTypes = useTranslations('enums.unitTypes')
  const { field, level } = form
  return (
    <div className="grid gap-3 border-line border-l-2 pl-3">
      <div className="grid gap-3 sm:grid-cols-[9rem_minmax(0,1fr)_8rem]">
        <Field {...field(`${name}-type`)} label={t('type')}>
          {(control) => (
            <Select
              {...control}
              value={value.type}
              onChange={(event) => onChange({ ...value, type: event.target.value as Fresh['type'] })}
            >
              <option value="">{t('choose')}</option>
              <Options values={typesOf(level)} words={tTypes} />
            </Select>
          )}
        </Field>
        <Field {...field(`${name}-name`)} label={t('name')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              autoComplete="off"
              placeholder={t('nameHint')}
              value={value.name}
              onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
          )}
        </Field>
        <Field {...field(`${name}-code`)} label={t('code')} optional={level === 'village' || level === 'team'}>
          {(control) => (
            <Input
              {...control}
              inputMode={level === 'village' ? undefined : 'numeric'}
              maxLength={20}
              autoComplete="off"
              value={value.code}
              onChange={(event) => onChange({ ...value, code: event.target.value })}
            />
          )}
        </Field>
      </div>
      <ParentField
        {...form}
        name={`${name}-parent`}
        value={value.parent}
        onChange={(parent) => onChange({ ...value, parent })}
      />
    </div>
  )
}
