'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { inSentence, wardWord } from '@/components/format/in-sentence'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { villageTypes } from '@/db/enums'
import { addVillageInput, closeVillageInput, importVillagesInput } from '@/server/units/schema'
import { FormDialog } from './form-dialog'
import type { ImportResult } from './unit-outputs'
import { textOf, useUnitForm } from './use-unit-form'

interface DialogProps {
  communeId: number
  /** The name of the commune: what lies in a ward is a "tổ dân phố". */
  commune: string
  today: string
  onClose: () => void
}

export function AddVillageDialog({ communeId, commune, today, onClose }: DialogProps) {
  const t = useTranslations('units.villages')
  const enums = useTranslations('enums.unitTypes')
  const ward = wardWord(commune)
  const form = useUnitForm(addVillageInput, useCommand(useTRPC().units.addVillage))
  async function send(data: FormData) {
    const done = await form.submit({
      communeId,
      type: textOf(data.get('type')) as (typeof villageTypes)[number],
      name: textOf(data.get('name')),
      code: textOf(data.get('code')),
      from: textOf(data.get('from')),
    })
    return done && t('added', { ward })
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('add', { ward })}
      submitLabel={t('addNow', { ward })}
      form={form}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('type')} label={t('type')}>
          {(control) => (
            <Select {...control} name="type" defaultValue={ward === 'yes' ? 'to_dan_pho' : 'thon'}>
              <Options values={villageTypes} words={enums} />
            </Select>
          )}
        </Field>
        <Field {...form.field('name')} label={t('name')} help={t('nameHelp', { ward })}>
          {(control) => <Input {...control} name="name" maxLength={100} autoComplete="off" />}
        </Field>
        <Field {...form.field('code')} label={t('code')} optional>
          {(control) => <Input {...control} name="code" maxLength={20} autoComplete="off" />}
        </Field>
        <Field {...form.field('from')} label={t('from')}>
          {(control) => <DayInput {...control} name="from" defaultValue={today} max={today} />}
        </Field>
      </div>
    </FormDialog>
  )
}

export function CloseVillageDialog(
  props: Omit<DialogProps, 'communeId'> & { village: { id: number; fullName: string } },
) {
  const { village, commune, today, onClose } = props
  const ward = wardWord(commune)
  const t = useTranslations('units.villages')
  const form = useUnitForm(closeVillageInput, useCommand(useTRPC().units.closeVillage))
  async function send(data: FormData) {
    const done = await form.submit({
      villageId: village.id,
      to: textOf(data.get('to')),
      note: textOf(data.get('note')),
    })
    return done && t('closed', { name: village.fullName })
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('closeTitle', { name: inSentence(village.fullName) })}
      description={t('closeWhat', { ward })}
      submitLabel={t('closeNow', { ward })}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('to')} label={t('to')} help={t('toHelp', { ward })}>
        {(control) => <DayInput {...control} name="to" defaultValue={today} max={today} />}
      </Field>
      <Field {...form.field('note')} label={t('note')} help={t('noteHelp')} optional>
        {(control) => <Input {...control} name="note" maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  )
}

/** Two steps: what was pasted is read and shown row by row; only then is it opened. */
export function ImportVillagesDialog({ communeId, commune, today, onClose }: DialogProps) {
  const t = useTranslations('units.villages')
  const [tried, setTried] = useState<{ text: string; from: string; result: ImportResult } | null>(null)
  const form = useUnitForm(importVillagesInput, useCommand(useTRPC().units.importVillages))
  const ward = wardWord(commune)
  const opens = tried?.result.lines.filter((line) => line.outcome === 'opens').length ?? 0
  async function send(data: FormData) {
    const [text, from] = [textOf(data.get('text')), textOf(data.get('from'))]
    // What was tried is what is opened: another text or day is tried again first.
    const again = tried === null || tried.text !== text || tried.from !== from
    const result = await form.submit({ communeId, text, from, dryRun: again || opens === 0 })
    setTried(result?.dryRun ? { text, from, result } : null)
    return result && !result.dryRun ? t('imported', { count: result.opened, ward }) : undefined
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('import', { ward })}
      description={t('importHelp', { ward })}
      submitLabel={opens > 0 ? t('importNow', { count: opens, ward }) : t('importTry')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('text')} label={t('list')} help={t('listHelp', { ward })}>
        {(control) => <Textarea {...control} name="text" rows={8} onChange={() => setTried(null)} />}
      </Field>
      <Field {...form.field('from')} label={t('from')}>
        {(control) => (
          <DayInput {...control} name="from" defaultValue={today} max={today} onDay={() => setTried(null)} />
        )}
      </Field>
      {tried ? <Tried result={tried.result} opens={opens} ward={ward} /> : null}
    </FormDialog>
  )
}

const tones = { opens: 'ok', exists: 'info', codeTaken: 'danger', wrong: 'danger' } as const

function Tried({ result, opens, ward }: { result: ImportResult; opens: number; ward: 'yes' | 'no' }) {
  const t = useTranslations('units.villages')
  const words = (line: ImportResult['lines'][number]) =>
    line.problem ? t(`problems.${line.problem}`) : t(`outcomes.${line.outcome}`)
  return (
    <section className="grid gap-2" aria-live="polite">
      <p className="font-medium text-sm">{t('tried', { opens, lines: result.lines.length, ward })}</p>
      <ul className="max-h-[40vh] divide-y divide-line overflow-y-auto border border-line text-sm">
        {result.lines.map((line) => (
          <li key={line.line} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <span className="text-muted">{t('line', { line: line.line })}</span>
            <span className="min-w-0 flex-1 break-words font-medium">
              {line.fullName ?? line.text}
              {line.code ? <span className="ml-2 font-normal text-muted tabular-nums">{line.code}</span> : null}
            </span>
            <Badge tone={tones[line.outcome]} className="whitespace-normal">
              {words(line)}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}
