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
import { NumberInput } from '@/components/ui/input'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { rolloutStates } from '@/db/enums'
import { addMonths, type MonthPeriod, periodOfDay, periodsBetween } from '@/server/calendar/rules'
import { lastDay } from '@/server/units/rules'
import { setRolloutInput } from '@/server/units/schema'
import { FormDialog } from './form-dialog'
import type { UnitDetail } from './unit-outputs'
import { countOf, textOf, useUnitForm } from './use-unit-form'

/** How a province takes part and since which month its communes report; the ministry decides. */
export function RolloutPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.rollout')
  const enums = useTranslations('enums.rolloutStates')
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { rollout, rollouts, settings } = unit
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
        {rollout?.wave ? <Figure label={t('wave')} value={t('waveNumber', { wave: rollout.wave })} /> : null}
        <Figure
          label={t('reportingFrom')}
          value={settings?.reportingFrom ? format.periodName(periodOfDay(settings.reportingFrom)) : t('notYet')}
          note={settings?.reportingFrom ? t('dataFrom', { date: format.date(settings.reportingFrom) }) : undefined}
        />
      </dl>
      {unit.can.setRollout ? (
        <div>
          <Button variant="primary" onClick={() => setOpen(true)}>
            {t('set')}
          </Button>
        </div>
      ) : null}
      {rollouts.length > 1 ? (
        <Section title={t('history')} className="mt-4">
          <PlainTable
            caption={t('history')}
            rows={rollouts}
            rowId={(row) => row.validFrom}
            columns={[
              { id: 'state', header: t('state'), cell: (row) => enums(row.state) },
              { id: 'wave', header: t('wave'), cell: (row) => (row.wave ? t('waveNumber', { wave: row.wave }) : null) },
              { id: 'from', header: t('fromDay'), cell: (row) => format.date(row.validFrom) },
              {
                id: 'until',
                header: t('until'),
                // What begins later has no end yet, and is not until now either.
                cell: (row) =>
                  row.validTo ? format.date(lastDay(row.validTo)) : row.validFrom <= unit.today ? t('now') : null,
              },
            ]}
          />
        </Section>
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
      wave: textOf(data.get('wave')).trim() === '' ? null : countOf(data.get('wave')),
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
      <Field {...form.field('wave')} label={t('wave')} help={t('waveHelp')} optional>
        {(control) => (
          <NumberInput
            {...control}
            name="wave"
            defaultValue={unit.rollout?.wave ?? ''}
            maxLength={2}
            className="w-24"
          />
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
