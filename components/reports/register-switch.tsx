'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { periodOfDay } from '@/server/calendar/rules'
import { setRegisterInput } from '@/server/reports/registers/schema'
import type { AppRouter } from '@/server/router'

type Register = inferRouterOutputs<AppRouter>['reports']['register']
/** Where the sentences of a register stand. */
type Words = 'training.figures.report' | 'teamReports.register'

/** Since when the register fills the monthly report, and the command by which the commune begins or ends that. */
export function RegisterSwitch({ state, words }: { state: NonNullable<Register>; words: Words }) {
  const t = useTranslations(words)
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { since, until, months } = state
  const said = since ? (until ? 'until' : 'since') : 'typed'
  const nameOf = (day: string | null) => (day ? format.periodInline(periodOfDay(day)) : '')
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm print:hidden">
      <p className="min-w-0 text-ink">{t(said, { since: nameOf(since), until: nameOf(until) })}</p>
      {state.can.set && months.length > 0 ? (
        <Button onClick={() => setOpen(true)}>{t(said === 'since' ? 'end' : 'begin')}</Button>
      ) : null}
      {open ? (
        <RegisterDialog state={state} words={words} ending={said === 'since'} onClose={() => setOpen(false)} />
      ) : null}
    </div>
  )
}

type DialogProps = { state: NonNullable<Register>; words: Words; ending: boolean; onClose: () => void }

function RegisterDialog({ state, words, ending, onClose }: DialogProps) {
  const t = useTranslations(words)
  const format = useFormat()
  const form = useUnitForm(setRegisterInput, useCommand(useTRPC().reports.setRegister))
  async function send(data: FormData) {
    const from = textOf(data.get('from'))
    const done = await form.submit({ register: state.register, from, source: ending ? 'manual' : 'register' })
    return done && t(ending ? 'ended' : 'begun', { period: format.periodInline(periodOfDay(done.from)) })
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t(ending ? 'endTitle' : 'beginTitle')}
      description={t(ending ? 'endWhy' : 'beginWhy')}
      submitLabel={t(ending ? 'endNow' : 'beginNow')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('from')} label={t('from')} help={t('fromHelp')}>
        {(control) => (
          <Select {...control} name="from" defaultValue={state.suggested ?? undefined}>
            {state.months.map((month) => (
              <option key={month.code} value={month.code}>
                {format.period(month)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  )
}
