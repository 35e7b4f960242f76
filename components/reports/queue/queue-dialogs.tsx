'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { QueueLine } from './queue-data'

export type BulkVerb = 'accept' | 'return' | 'extend' | 'exempt' | 'unexempt'

export interface BulkDialogProps {
  verb: BulkVerb
  lines: readonly QueueLine[]
  /** "tháng 11/2026". */
  period: string
  pending: boolean
  /** Why the server refused, as a sentence; '' when it did not. */
  errorText: string
  onClose: () => void
  onConfirm: (given: { reason: string; dueOn: string }) => void
}

/** One question before many reports move: in words, with the number in the button, and a reason where others must read one. */
export function BulkDialog({ verb, lines, period, pending, errorText, onClose, onConfirm }: BulkDialogProps) {
  const t = useTranslations('queue')
  const tActions = useTranslations('common.actions')
  const format = useFormat()
  const formId = useId()
  const [reason, setReason] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [checked, setChecked] = useState(false)
  const count = lines.length
  const words = { count, unit: inSentence(lines[0]?.unitName ?? ''), period }
  const unusual = lines.filter((line) => line.unusual.length > 0).length
  const needsReason = verb !== 'accept'
  // The day of the latest due time among them: a new one must lie after it.
  const latest = new Date(Math.max(...lines.map((line) => line.dueAt.getTime())))
  const latestDay = format.date(latest).split('/').reverse().join('-')
  const reasonError = checked && needsReason && reason.trim().length < 3 ? t('reasonTooShort') : undefined
  const dueError = checked && verb === 'extend' && dueOn <= latestDay ? t('dateMissing') : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (needsReason && reason.trim().length < 3) return
    if (verb === 'extend' && dueOn <= latestDay) return
    onConfirm({ reason: reason.trim(), dueOn })
  }

  const body = (() => {
    if (verb === 'accept') return unusual === 0 ? t('accept.clean') : t('accept.mixed', { unusual })
    return verb === 'extend' ? undefined : t(`${verb}.body`)
  })()
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t(`${verb}.title`, words)}
        description={body ? <span className="text-ink">{body}</span> : undefined}
        footer={
          <>
            <Button onClick={onClose}>{tActions('cancel')}</Button>
            <Button variant="primary" type="submit" form={formId} pending={pending}>
              {t(`${verb}.confirm`, words)}
            </Button>
          </>
        }
      >
        <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
          {count > 1 ? (
            <p className="max-h-24 overflow-y-auto text-muted text-sm">
              {lines.map((line) => line.unitName).join(', ')}
            </p>
          ) : null}
          {verb === 'extend' ? (
            <Field label={t('extend.dueOn')} error={dueError}>
              {(control) => (
                <DayInput {...control} className="sm:w-48" value={dueOn} min={latestDay} onDay={setDueOn} />
              )}
            </Field>
          ) : null}
          {verb === 'accept' ? null : (
            <Field
              label={t(`${verb}.reason`)}
              help={verb === 'return' ? t('return.reasonHelp') : undefined}
              error={reasonError}
            >
              {(control) => (
                <Textarea
                  {...control}
                  value={reason}
                  maxLength={1000}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          )}
          {errorText ? (
            <Notice tone="danger" role="alert">
              {errorText}
            </Notice>
          ) : null}
        </form>
      </DialogContent>
    </Dialog>
  )
}
