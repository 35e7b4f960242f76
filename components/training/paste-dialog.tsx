'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useAnswer, useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Tone } from '@/components/ui/tone'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type Verdict, verdicts } from '@/server/training/rules'
import { recordCompletionsInput } from '@/server/training/schema'
import { RecordFields, recordOf } from './learners-panel'
import type { CheckedList, Course } from './outputs'

const tones: Record<Verdict, Tone> = {
  found: 'ok',
  ambiguous: 'warn',
  missing: 'danger',
  already: 'neutral',
  repeated: 'neutral',
}

interface PasteDialogProps {
  course: Course
  today: string
  onClose: () => void
}

/** A list from the platform: pasted, read line by line with a verdict, then recorded by the person who read it. */
export function PasteDialog({ course, today, onClose }: PasteDialogProps) {
  const t = useTranslations('training.paste')
  const trpc = useTRPC()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({})
  const { data, error, asking } = useAnswer(asked, (signal) =>
    trpc.training.checkList.query({ courseId: course.id, text: asked ?? '' }, { signal }),
  )
  const form = useUnitForm(recordCompletionsInput, useCommand(trpc.training.record))
  const shown = asked === null ? undefined : data
  const meant = (shown?.lines ?? []).flatMap((line) => {
    const memberId =
      line.verdict === 'found' ? line.members[0] : line.verdict === 'ambiguous' ? chosen[line.line] : undefined
    return memberId ? [{ memberId, on: line.on }] : []
  })
  async function send(values: FormData) {
    if (!shown) {
      setChosen({})
      setAsked(typed)
      return undefined
    }
    const { on, ...rest } = recordOf(values)
    const done = await form.submit({
      courseId: course.id,
      ...rest,
      members: meant.map((each) => ({ memberId: each.memberId, on: each.on ?? on })),
    })
    return done && t('recorded', { count: done.recorded, already: done.already })
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('title')}
      description={t('help')}
      submitLabel={shown ? t('record', { count: meant.length }) : t('check')}
      form={{ ...form, pending: form.pending || asking }}
      onSubmit={send}
    >
      {error ? (
        <Notice tone="danger" role="alert">
          {t('failed')}
        </Notice>
      ) : null}
      {shown ? (
        <>
          <Verdicts
            list={shown}
            chosen={chosen}
            onChoose={(line, memberId) => setChosen({ ...chosen, [line]: memberId })}
          />
          <Button size="sm" className="justify-self-start" onClick={() => setAsked(null)}>
            {t('again')}
          </Button>
          <RecordFields course={course} today={today} field={form.field} />
        </>
      ) : (
        <Field {...form.field('members')} label={t('list')}>
          {(control) => (
            <Textarea
              {...control}
              name="list"
              rows={8}
              value={typed}
              onChange={(event) => setTyped(textOf(event.target.value))}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </Field>
      )}
    </FormDialog>
  )
}

interface VerdictsProps {
  list: CheckedList
  chosen: Readonly<Record<number, string>>
  onChoose: (line: number, memberId: string) => void
}

function Verdicts({ list, chosen, onChoose }: VerdictsProps) {
  const t = useTranslations('training.paste')
  const format = useFormat()
  const members = new Map(list.members.map((each) => [each.memberId, each]))
  const label = (id: string) => {
    const member = members.get(id)
    return member ? `${member.name} · ${member.team}` : ''
  }
  if (list.lines.length === 0) return <Notice tone="warn">{t('empty')}</Notice>
  return (
    <div className="grid gap-2" role="status">
      <p className="text-sm">
        {verdicts
          .map((verdict) => ({ verdict, count: list.lines.filter((line) => line.verdict === verdict).length }))
          .filter(({ count }) => count > 0)
          .map(({ verdict, count }) => t('sum', { word: t(`verdicts.${verdict}`), count }))
          .join(' · ')}
      </p>
      <ul className="divide-y divide-line border-line border-y text-sm" aria-label={t('lines')}>
        {list.lines.map((line) => (
          <li key={line.line} className="grid gap-1 py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:gap-x-4">
            <span className="min-w-0 break-words">
              <span className="text-muted">{t('line', { line: line.line })} </span>
              {[line.name, line.phone, line.on && format.date(line.on)].filter(Boolean).join(' · ')}
              {line.verdict === 'found' ? (
                <span className="block text-muted">{label(line.members[0] ?? '')}</span>
              ) : null}
            </span>
            <Badge tone={tones[line.verdict]} className="justify-self-start">
              {t(`verdicts.${line.verdict}`)}
            </Badge>
            {line.verdict === 'ambiguous' ? (
              <Select
                aria-label={t('who', { line: line.line })}
                value={chosen[line.line] ?? ''}
                onChange={(event) => onChoose(line.line, event.target.value)}
                className="sm:col-span-2"
              >
                <option value="">{t('nobody')}</option>
                {line.members.map((id) => (
                  <option key={id} value={id}>
                    {label(id)}
                  </option>
                ))}
              </Select>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
