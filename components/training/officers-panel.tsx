'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { countOf, textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type CompletionSource, completionSources } from '@/db/training-enums'
import { recordOfficersInput } from '@/server/training/schema'
import type { Officers } from './outputs'

interface OfficersPanelProps {
  courseId: string
  officers: Officers
  today: string
}

/** Officials of the commune who have finished the course: those with a post here, and a number of others. */
export function OfficersPanel({ courseId, officers: { officers, people, can }, today }: OfficersPanelProps) {
  const t = useTranslations('training.officers')
  const tSources = useTranslations('enums.completionSources')
  const format = useFormat()
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const remove = useCommand(useTRPC().training.removeOfficers)
  async function removeNow(id: string) {
    if (!(await remove.run({ id }))) return
    toast({ message: t('removed') })
    router.refresh()
  }
  return (
    <Section
      title={t('title')}
      description={t('sum', { count: officers.reduce((sum, each) => sum + each.people, 0) })}
      actions={
        can.record ? (
          <Button variant="primary" onClick={() => setOpen(true)}>
            {t('record')}
          </Button>
        ) : null
      }
    >
      {remove.errorText ? (
        <p role="alert" className="text-danger text-sm">
          {remove.errorText}
        </p>
      ) : null}
      {officers.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-y text-sm">
          {officers.map((each) => (
            <li key={each.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              <span className="min-w-0 break-words">{each.name ?? t('others', { count: each.people })}</span>
              <span className="flex items-center gap-4 text-muted">
                {format.date(each.on)} · {tSources(each.source)}
                {can.record ? (
                  <Button size="sm" variant="quiet" pending={remove.pending} onClick={() => void removeNow(each.id)}>
                    {t('remove')}
                    <span className="sr-only"> {each.name}</span>
                  </Button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <OfficersDialog courseId={courseId} people={people} today={today} onClose={() => setOpen(false)} />
      ) : null}
    </Section>
  )
}

interface OfficersDialogProps {
  courseId: string
  people: Officers['people']
  today: string
  onClose: () => void
}

function OfficersDialog({ courseId, people, today, onClose }: OfficersDialogProps) {
  const t = useTranslations('training.officers')
  const tSources = useTranslations('enums.completionSources')
  const form = useUnitForm(recordOfficersInput, useCommand(useTRPC().training.recordOfficers))
  async function send(data: FormData) {
    const others = textOf(data.get('others')).trim()
    const done = await form.submit({
      courseId,
      on: textOf(data.get('on')),
      source: textOf(data.get('source')) as CompletionSource,
      personIds: data.getAll('personIds').map(String),
      others: others === '' ? 0 : countOf(others),
    })
    return done && t('recorded', { count: done.recorded })
  }
  return (
    <FormDialog onClose={onClose} title={t('recordTitle')} submitLabel={t('recordNow')} form={form} onSubmit={send}>
      {people.length > 0 ? (
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium text-sm">{t('people')}</legend>
          {people.map((each) => (
            <Checkbox key={each.id} name="personIds" value={each.id} label={each.name} help={each.title} />
          ))}
        </fieldset>
      ) : null}
      <Field {...form.field('others')} label={t('othersLabel')} help={t('othersHelp')} optional>
        {(control) => <Input {...control} name="others" inputMode="numeric" autoComplete="off" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('on')} label={t('on')}>
          {(control) => <DayInput {...control} name="on" defaultValue={today} max={today} />}
        </Field>
        <Field {...form.field('source')} label={t('source')}>
          {(control) => (
            <Select {...control} name="source" defaultValue="certificate">
              <Options values={completionSources} words={tSources} />
            </Select>
          )}
        </Field>
      </div>
    </FormDialog>
  )
}
