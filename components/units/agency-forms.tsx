'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { AgencyKind } from '@/db/enums'
import { agencyLimits, agencyNameOf } from '@/server/agencies/rules'
import { addAgencyInput, endAgencyInput, renameAgencyInput } from '@/server/agencies/schema'
import { FormDialog } from './form-dialog'
import type { Agency, UnitDetail } from './unit-outputs'
import { textOf, useUnitForm } from './use-unit-form'

type Version = Agency['versions'][number]
type Form = Pick<ReturnType<typeof useUnitForm>, 'field'>
type Called = { name: string; abbreviation: string; symbol: string | null; parentBody: string | null }

const calledOf = (data: FormData) => ({
  name: textOf(data.get('name')),
  abbreviation: textOf(data.get('abbreviation')),
  symbol: textOf(data.get('symbol')),
  parentBody: textOf(data.get('parentBody')),
  from: textOf(data.get('from')),
  basis: textOf(data.get('basis')),
})

/** What an agency is called, since when, and the document that says so. */
function NameFields({ form, from, called, fromHelp }: { form: Form; from: string; called: Called; fromHelp?: string }) {
  const t = useTranslations('units.agencies')
  return (
    <>
      <Field {...form.field('name')} label={t('name')}>
        {(control) => (
          <Input {...control} name="name" maxLength={agencyLimits.name} autoComplete="off" defaultValue={called.name} />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('abbreviation')} label={t('abbreviation')}>
          {(control) => (
            <Input
              {...control}
              name="abbreviation"
              maxLength={agencyLimits.abbreviation}
              autoComplete="off"
              defaultValue={called.abbreviation}
            />
          )}
        </Field>
        <Field {...form.field('symbol')} label={t('symbol')} help={t('symbolHelp')}>
          {(control) => (
            <Input
              {...control}
              name="symbol"
              maxLength={agencyLimits.symbol}
              autoComplete="off"
              defaultValue={called.symbol ?? ''}
            />
          )}
        </Field>
      </div>
      <Field {...form.field('parentBody')} label={t('parentBody')} optional>
        {(control) => (
          <Input
            {...control}
            name="parentBody"
            maxLength={agencyLimits.name}
            autoComplete="off"
            defaultValue={called.parentBody ?? ''}
          />
        )}
      </Field>
      <Field {...form.field('from')} label={t('from')} help={fromHelp}>
        {(control) => <DayInput {...control} name="from" defaultValue={from} />}
      </Field>
      <BasisField form={form} />
    </>
  )
}

function BasisField({ form }: { form: Form }) {
  const t = useTranslations('units.agencies')
  return (
    <Field {...form.field('basis')} label={t('basis')} help={t('basisHelp')}>
      {(control) => <Input {...control} name="basis" maxLength={agencyLimits.basis} autoComplete="off" />}
    </Field>
  )
}

interface AddProps {
  unit: UnitDetail
  kind: AgencyKind
  onClose: () => void
}

/** A first name for an agency that the unit has; what such agencies are called in general stands there to begin with. */
export function AddAgencyDialog({ unit, kind, onClose }: AddProps) {
  const t = useTranslations('units.agencies')
  const form = useUnitForm(addAgencyInput, useCommand(useTRPC().agencies.add))
  async function send(data: FormData) {
    const done = await form.submit({ unitId: unit.id, kind, ...calledOf(data) })
    return done && t('added')
  }
  const called = { ...agencyNameOf(kind, unit.today), parentBody: null }
  return (
    <FormDialog onClose={onClose} wide title={t('add')} submitLabel={t('addNow')} form={form} onSubmit={send}>
      <NameFields form={form} from={unit.today} called={called} />
    </FormDialog>
  )
}

interface KeptProps {
  unit: UnitDetail
  agency: Agency
  onClose: () => void
}

const lastOf = (agency: Agency): Version | undefined => agency.versions.at(-1)

export function RenameAgencyDialog({ unit, agency, onClose }: KeptProps) {
  const t = useTranslations('units.agencies')
  const format = useFormat()
  const form = useUnitForm(renameAgencyInput, useCommand(useTRPC().agencies.rename))
  async function send(data: FormData) {
    const done = await form.submit({ agencyId: agency.id, ...calledOf(data) })
    return done && t('renamed')
  }
  const last = lastOf(agency)
  if (!last) return null
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('renameTitle', { name: last.name })}
      description={t('renameWhat')}
      submitLabel={t('renameNow')}
      form={form}
      onSubmit={send}
    >
      <NameFields
        form={form}
        from={unit.today}
        called={last}
        fromHelp={t('renameFrom', { date: format.date(last.validFrom) })}
      />
    </FormDialog>
  )
}

export function EndAgencyDialog({ unit, agency, onClose }: KeptProps) {
  const t = useTranslations('units.agencies')
  const last = lastOf(agency)
  const schema = useMemo(
    () =>
      endAgencyInput.refine((input) => last === undefined || input.to > last.validFrom, {
        path: ['to'],
        message: 'endBeforeStart',
      }),
    [last],
  )
  const form = useUnitForm(schema, useCommand(useTRPC().agencies.end))
  async function send(data: FormData) {
    const done = await form.submit({
      agencyId: agency.id,
      to: textOf(data.get('to')),
      basis: textOf(data.get('basis')),
    })
    return done && t('ended')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('endTitle', { name: last?.name ?? '' })}
      description={t('endWhat')}
      submitLabel={t('endNow')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('to')} label={t('to')} help={t('toHelp')}>
        {(control) => <DayInput {...control} name="to" defaultValue={last?.validTo ?? unit.today} />}
      </Field>
      <BasisField form={form} />
    </FormDialog>
  )
}
