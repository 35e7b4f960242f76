'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
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
  const toast = useToast()
  const router = useRouter()
  const form = useUnitForm(setFlagInput, useCommand(useTRPC().units.setFlag))
  async function send(data: FormData) {
    const done = await form.submit({
      unitId: unit.id,
      flag: ending?.flag ?? (textOf(data.get('flag')) as Flag['flag']),
      from: ending?.validFrom ?? textOf(data.get('from')),
      to: ending ? textOf(data.get('to')) : null,
      source: ending ? ending.source : textOf(data.get('source')),
    })
    if (!done) return
    toast({ message: t('done') })
    onClose()
    router.refresh()
  }
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={ending ? t('endTitle', { flag: enums(ending.flag) }) : t('begin')}
      submitLabel={ending ? t('endNow') : t('beginNow')}
      pending={form.pending}
      errors={form.errors}
      onSubmit={send}
    >
      {ending ? (
        <Field id={form.fieldId('to')} label={t('to')} help={t('toHelp')} error={form.errorOf('to')}>
          {(control) => <DayInput {...control} name="to" defaultValue={unit.today} />}
        </Field>
      ) : (
        <>
          <Field id={form.fieldId('flag')} label={t('flag')} error={form.errorOf('flag')}>
            {(control) => (
              <Select {...control} name="flag">
                {unitFlags.map((flag) => (
                  <option key={flag} value={flag}>
                    {enums(flag)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field id={form.fieldId('from')} label={t('from')} error={form.errorOf('from')}>
            {(control) => <DayInput {...control} name="from" defaultValue={unit.today} />}
          </Field>
          <Field
            id={form.fieldId('source')}
            label={t('source')}
            help={t('sourceHelp')}
            optional
            error={form.errorOf('source')}
          >
            {(control) => <Input {...control} name="source" maxLength={200} autoComplete="off" />}
          </Field>
        </>
      )}
    </FormDialog>
  )
}
