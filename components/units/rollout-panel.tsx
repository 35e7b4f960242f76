'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Figure } from '@/components/ui/figure'
import { Options, Select } from '@/components/ui/select'
import { rolloutStates } from '@/db/enums'
import { addMonths, type MonthPeriod, periodOfDay, periodsBetween } from '@/server/calendar/rules'
import { setRolloutInput } from '@/server/units/schema'
import { FormDialog } from './form-dialog'
import type { UnitDetail } from './unit-outputs'
import { textOf, useUnitForm } from './use-unit-form'

/** How a province takes part and since which month its communes report; the ministry decides. */
export function RolloutPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.rollout')
  const enums = useTranslations('enums.rolloutStates')
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { rollout, settings } = unit
  return (
    <div className="grid grid-cols-1 gap-4">
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        <Figure
          label={t('state')}
          value={rollout ? enums(rollout.state) : t('unknown')}
          note={
            rollout
              ? t(rollout.state === 'not_joined' ? 'totalsSince' : 'since', { date: format.date(rollout.validFrom) })
              : undefined
          }
        />
        <Figure
          label={t('reportingFrom')}
          value={settings?.reportingFrom ? format.periodName(periodOfDay(settings.reportingFrom)) : t('notYet')}
          note={settings?.reportingFrom ? t('dataFrom', { date: format.date(settings.reportingFrom) }) : undefined}
        />
        {settings ? <Figure label={t('members')} value={`${settings.memberMin}–${settings.memberMax}`} /> : null}
      </dl>
      {unit.can.setRollout ? (
        <div>
          <Button variant="primary" onClick={() => setOpen(true)}>
            {t('set')}
          </Button>
        </div>
      ) : null}
      {open ? <RolloutDialog unit={unit} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

/** Months that can be the first one, newest first: a year ahead to two years back; one set beyond them comes last. */
function firstMonths(today: string, since: MonthPeriod | null): MonthPeriod[] {
  const now = periodOfDay(today)
  const months = periodsBetween(addMonths(now, -24), addMonths(now, 12)).reverse()
  return since === null || months.some((month) => month.code === since.code) ? months : [...months, since]
}

function RolloutDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const t = useTranslations('units.rollout')
  const enums = useTranslations('enums.rolloutStates')
  const format = useFormat()
  const form = useUnitForm(setRolloutInput, useCommand(useTRPC().units.setRollout))
  const since = unit.settings?.reportingFrom ? periodOfDay(unit.settings.reportingFrom) : null
  async function send(data: FormData) {
    const done = await form.submit({
      unitId: unit.id,
      state: textOf(data.get('state')) as (typeof rolloutStates)[number],
      wave: unit.rollout?.wave ?? null,
      from: textOf(data.get('from')),
      reportingFrom: textOf(data.get('reportingFrom')) || null,
    })
    return done && t('done')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('title', { name: inSentence(unit.fullName) })}
      description={t('help')}
      submitLabel={t('setNow')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('state')} label={t('state')}>
        {(control) => (
          <Select {...control} name="state" defaultValue={unit.rollout?.state ?? 'official'}>
            <Options values={rolloutStates} words={enums} />
          </Select>
        )}
      </Field>
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={unit.today} />}
      </Field>
      <Field {...form.field('reportingFrom')} label={t('firstMonth')} help={t('firstMonthHelp')}>
        {(control) => (
          <Select {...control} name="reportingFrom" defaultValue={since?.startsOn ?? ''}>
            <option value="">{t('notYet')}</option>
            {firstMonths(unit.today, since).map((month) => (
              <option key={month.code} value={month.startsOn}>
                {format.period(month)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  )
}
