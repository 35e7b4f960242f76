'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { NumberInput } from '@/components/ui/input'
import { PlainTable } from '@/components/ui/plain-table'
import { denominators } from '@/db/enums'
import { confirmDenominatorsInput } from '@/server/units/schema'
import { FormDialog } from './form-dialog'
import type { UnitDetail } from './unit-outputs'
import { countOf, textOf, useUnitForm } from './use-unit-form'

type Row = NonNullable<UnitDetail['denominators']>[number]

/** The five dated denominators of a commune, newest first; its officer confirms them once a year and at every change. */
export function DenominatorsPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.denominators')
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const rows = unit.denominators ?? []
  const action = unit.can.confirmDenominators ? (
    <Button variant="primary" onClick={() => setOpen(true)}>
      {t('confirm')}
    </Button>
  ) : null
  return (
    <div className="grid grid-cols-1 gap-4">
      {rows.length === 0 ? (
        <EmptyState title={t('none')} action={action}>
          {t('why')}
        </EmptyState>
      ) : (
        <>
          {action ? <div className="flex justify-end">{action}</div> : null}
          <PlainTable
            caption={t('caption')}
            rows={rows}
            rowId={(row) => row.asOf}
            columns={[
              { id: 'asOf', header: t('asOf'), cell: (row) => format.date(row.asOf) },
              ...denominators.map((name) => ({
                id: name,
                header: t(`names.${name}`),
                unit: t(`unitsOf.${name}`),
                number: true,
                cell: (row: Row) => format.number(row[name]),
              })),
              { id: 'confirmedAt', header: t('confirmedAt'), cell: (row) => format.dateTime(row.confirmedAt) },
            ]}
          />
        </>
      )}
      {open ? <ConfirmDialog unit={unit} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

function ConfirmDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const t = useTranslations('units.denominators')
  const form = useUnitForm(confirmDenominatorsInput, useCommand(useTRPC().units.confirmDenominators))
  const last = unit.denominators?.[0] ?? unit.inherited
  async function send(data: FormData) {
    const done = await form.submit({
      unitId: unit.id,
      asOf: textOf(data.get('asOf')),
      households: countOf(data.get('households')),
      population: countOf(data.get('population')),
      adults: countOf(data.get('adults')),
      elderly: countOf(data.get('elderly')),
      businessHouseholds: countOf(data.get('businessHouseholds')),
    })
    return done && t('done')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('title', { name: inSentence(unit.fullName) })}
      description={unit.inherited ? t('inherited') : t('help')}
      submitLabel={t('confirm')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('asOf')} label={t('asOf')}>
        {(control) => <DayInput {...control} name="asOf" defaultValue={unit.today} max={unit.today} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {denominators.map((name) => (
          <Field key={name} {...form.field(name)} label={`${t(`names.${name}`)} (${t(`unitsOf.${name}`)})`}>
            {(control) => <NumberInput {...control} name={name} defaultValue={last?.[name]} maxLength={12} />}
          </Field>
        ))}
      </div>
    </FormDialog>
  )
}
