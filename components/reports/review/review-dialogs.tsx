'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { ReviewLine } from './review-data'

export interface ReasonsDialogProps {
  title: string
  body: ReactNode
  /** Label of the reason for the whole. */
  reasonLabel: string
  reasonHelp?: string
  confirmLabel: string
  /** Each asks for a reason of its own. */
  lines?: readonly ReviewLine[]
  pending: boolean
  errorText: string
  onClose: () => void
  onConfirm: (reason: string, cells: Record<string, string>) => void
}

const isShort = (text: string | undefined) => (text ?? '').trim().length < 3

/** A step that others must understand: a reason for each marked figure and one for the whole. */
export function ReasonsDialog({ lines = [], ...props }: ReasonsDialogProps) {
  const t = useTranslations('review.return')
  const tActions = useTranslations('common.actions')
  const formId = useId()
  const [reason, setReason] = useState('')
  const [cells, setCells] = useState<Record<string, string>>({})
  const [checked, setChecked] = useState(false)
  const wrong = (text: string | undefined) => (checked && isShort(text) ? t('needed') : undefined)

  function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (isShort(reason) || lines.some((line) => isShort(cells[line.code]))) return
    props.onConfirm(
      reason.trim(),
      Object.fromEntries(lines.map((line) => [line.code, (cells[line.code] ?? '').trim()])),
    )
  }

  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent
        wide={lines.length > 0}
        title={props.title}
        description={<span className="text-ink">{props.body}</span>}
        footer={
          <>
            <Button onClick={props.onClose}>{tActions('cancel')}</Button>
            <Button variant="primary" type="submit" form={formId} pending={props.pending}>
              {props.confirmLabel}
            </Button>
          </>
        }
      >
        <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
          {lines.map((line) => (
            <Field
              key={line.code}
              label={t('row', { name: line.name, value: line.value })}
              error={wrong(cells[line.code])}
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={1000}
                  value={cells[line.code] ?? ''}
                  onChange={(event) => setCells((before) => ({ ...before, [line.code]: event.target.value }))}
                />
              )}
            </Field>
          ))}
          <Field label={props.reasonLabel} help={props.reasonHelp} error={wrong(reason)}>
            {(control) => (
              <Textarea
                {...control}
                maxLength={1000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {props.errorText ? (
            <Notice tone="danger" role="alert">
              {props.errorText}
            </Notice>
          ) : null}
        </form>
      </DialogContent>
    </Dialog>
  )
}
