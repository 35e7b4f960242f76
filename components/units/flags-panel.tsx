'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { unitFlags } from '@/db/enums'
import { setFlagInput } from '@/server/units/schema'
import { FormDialog } from './form-dialog'
import type { UnitDetail } from './unit-outputs'
import { textOf, useUnitForm } from './use-unit-form'

type Flag = UnitDetail['flags'][number]

/** Dated facts about the place: rural, remote, khu vực I–III, border, island. The province or the ministry decides. */
export function FlagsPanel({ unit }: { unit: UnitDetail }) {
  const t = useTranslations('units.flags')
  const enums = useTranslations('enums.unitFlags')
  const format = useFormat()
  const [asked, setAsked] = useState<'begin' | Flag | null>(null)
  const action = unit.can.setFlag ? (
    <Button variant="primary" onClick={() => setAsked('begin')}>
      {t('begin')}
    </Button>
  ) : null
  return (
    <div className="grid grid-cols-1 gap-4">
      {unit.flags.length === 0 ? (
        <EmptyState title={t('none')} action={action} />
      ) : (
        <>
          {action ? <div className="flex justify-end">{action}</div> : null}
          <ul className="divide-y divide-line border-line border-y">
            {unit.flags.map((flag) => (
              <li key={flag.flag} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                <span>
                  <span className="font-medium">{enums(flag.flag)}</span>
                  <span className="text-muted">
                    {' · '}
                    {t('since', { date: format.date(flag.validFrom) })}
                    {flag.source ? ` · ${flag.source}` : ''}
                  </span>
                </span>
                {unit.can.setFlag && flag.validTo === null ? (
                  <Button size="sm" onClick={() => setAsked(flag)}>
                    {t('end')}
                    <span className="sr-only"> {enums(flag.flag)}</span>
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {asked ? (
        <FlagDialog unit={unit} ending={asked === 'begin' ? null : asked} onClose={() => setAsked(null)} />
      ) : null}
    </div>
  )
}

function FlagDialog({ unit, ending, onClose }: { unit: UnitDetail; ending: Flag | null; onClose: () => void }) {
  const t = useTranslations('units.flags')
  const enums = useTranslations('enums.unitFlags')
  const form = useUnitForm(setFlagInput, useCommand(useTRPC().units.setFlag))
  async function send(data: FormData) {
    const done = await form.submit({
      unitId: unit.id,
      flag: ending?.flag ?? (textOf(data.get('flag')) as Flag['flag']),
      from: ending?.validFrom ?? textOf(data.get('from')),
      to: ending ? textOf(data.get('to')) : null,
      source: ending ? ending.source : textOf(data.get('source')),
    })
    return done && t('done')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={ending ? t('endTitle', { flag: enums(ending.flag) }) : t('begin')}
      submitLabel={ending ? t('endNow') : t('beginNow')}
      form={form}
      onSubmit={send}
    >
      {ending ? (
        <Field {...form.field('to')} label={t('to')} help={t('toHelp')}>
          {(control) => <DayInput {...control} name="to" defaultValue={unit.today} />}
        </Field>
      ) : (
        <>
          <Field {...form.field('flag')} label={t('flag')}>
            {(control) => (
              <Select {...control} name="flag">
                <Options values={unitFlags} words={enums} />
              </Select>
            )}
          </Field>
          <Field {...form.field('from')} label={t('from')}>
            {(control) => <DayInput {...control} name="from" defaultValue={unit.today} />}
          </Field>
          <Field {...form.field('source')} label={t('source')} help={t('sourceHelp')} optional>
            {(control) => <Input {...control} name="source" maxLength={200} autoComplete="off" />}
          </Field>
        </>
      )}
    </FormDialog>
  )
}
