'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { lastDay } from '@/server/units/rules'
import { addCommitteeInput, endCommitteeInput } from '@/server/units/schema'
import { FormDialog } from './form-dialog'
import type { UnitDetail } from './unit-outputs'
import { textOf, useUnitForm } from './use-unit-form'

type Committee = NonNullable<UnitDetail['committees']>[number]

/** Steering committees of a unit with the decision behind each; several may stand side by side. */
export function CommitteesPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.committees')
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [ending, setEnding] = useState<Committee | null>(null)
  const rows = unit.committees ?? []
  const action = unit.can.addCommittee ? (
    <Button variant="primary" onClick={() => setOpen(true)}>
      {t('add')}
    </Button>
  ) : null
  return (
    <div className="grid grid-cols-1 gap-4">
      {rows.length === 0 ? (
        <EmptyState title={t('none')} action={action} />
      ) : (
        <>
          {action ? <div className="flex justify-end">{action}</div> : null}
          <ul className="divide-y divide-line border-line border-y">
            {rows.map((row) => (
              <li key={row.id} className="grid gap-1 py-3 text-sm">
                <p className="font-medium text-base">{row.name}</p>
                <p className="text-muted">
                  {t('decision', { number: row.decisionNumber, date: format.date(row.decidedOn) })}
                  {' · '}
                  {row.validTo
                    ? t('span', { from: format.date(row.validFrom), to: format.date(lastDay(row.validTo)) })
                    : t('since', { date: format.date(row.validFrom) })}
                </p>
                <p>{t('headIs', { name: row.head })}</p>
                {row.deputies.length > 0 ? <p>{t('deputiesAre', { names: row.deputies.join(', ') })}</p> : null}
                {unit.can.endCommittee ? (
                  <div className="-ml-3 sm:-ml-2 print:hidden">
                    <Button size="sm" variant="quiet" onClick={() => setEnding(row)}>
                      {row.validTo ? t('endAgain') : t('end')}
                      <span className="sr-only"> {row.name}</span>
                    </Button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {open ? <AddDialog unit={unit} onClose={() => setOpen(false)} /> : null}
      {ending ? <EndDialog unit={unit} committee={ending} onClose={() => setEnding(null)} /> : null}
    </div>
  )
}

function EndDialog({ unit, committee, onClose }: { unit: UnitDetail; committee: Committee; onClose: () => void }) {
  const t = useTranslations('units.committees')
  const schema = useMemo(
    () =>
      endCommitteeInput.refine((input) => input.to > committee.validFrom, { path: ['to'], message: 'endBeforeStart' }),
    [committee.validFrom],
  )
  const form = useUnitForm(schema, useCommand(useTRPC().units.endCommittee))
  async function send(data: FormData) {
    const done = await form.submit({ committeeId: committee.id, to: textOf(data.get('to')) })
    return done && t('ended')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('endTitle', { name: committee.name })}
      description={t('endWhat')}
      submitLabel={t('endNow')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('to')} label={t('to')} help={t('toHelp')}>
        {(control) => <DayInput {...control} name="to" defaultValue={committee.validTo ?? unit.today} />}
      </Field>
    </FormDialog>
  )
}

function AddDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const t = useTranslations('units.committees')
  const form = useUnitForm(addCommitteeInput, useCommand(useTRPC().units.addCommittee))
  async function send(data: FormData) {
    const done = await form.submit({
      unitId: unit.id,
      name: textOf(data.get('name')),
      decisionNumber: textOf(data.get('decisionNumber')),
      decidedOn: textOf(data.get('decidedOn')),
      validFrom: textOf(data.get('validFrom')),
      head: textOf(data.get('head')),
      deputies: textOf(data.get('deputies'))
        .split(/\r?\n/)
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    })
    return done && t('added')
  }
  return (
    <FormDialog onClose={onClose} wide title={t('add')} submitLabel={t('addNow')} form={form} onSubmit={send}>
      <Field {...form.field('name')} label={t('name')}>
        {(control) => <Textarea {...control} name="name" rows={3} maxLength={200} defaultValue={t('defaultName')} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field {...form.field('decisionNumber')} label={t('number')}>
          {(control) => <Input {...control} name="decisionNumber" maxLength={60} autoComplete="off" />}
        </Field>
        <Field {...form.field('decidedOn')} label={t('decidedOn')}>
          {(control) => <DayInput {...control} name="decidedOn" defaultValue={unit.today} />}
        </Field>
        <Field {...form.field('validFrom')} label={t('validFrom')}>
          {(control) => <DayInput {...control} name="validFrom" defaultValue={unit.today} />}
        </Field>
      </div>
      <Field {...form.field('head')} label={t('head')}>
        {(control) => <Input {...control} name="head" maxLength={120} autoComplete="off" />}
      </Field>
      <Field {...form.field('deputies')} label={t('deputies')} help={t('deputiesHelp')} optional>
        {(control) => <Textarea {...control} name="deputies" rows={3} />}
      </Field>
    </FormDialog>
  )
}
