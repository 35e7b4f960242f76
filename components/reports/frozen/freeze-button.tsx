'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'

interface FreezeButtonProps {
  period: { code: string; year: number; month: number }
  /** "tỉnh Quảng Trị", "cả nước". */
  unit: string
  /** The newest revision, 0 for none: a later one asks for a reason. */
  last: number
}

/** Chốt số liệu: asked in words before, with what it keeps and what it will not move. */
export function FreezeButton({ period, unit, last }: FreezeButtonProps) {
  const t = useTranslations('frozen.freeze')
  const tActions = useTranslations('common.actions')
  const format = useFormat()
  const formId = useId()
  const router = useRouter()
  const toast = useToast()
  const { run, pending, errorText, reset } = useCommand(useTRPC().frozen.freeze)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const again = last > 0
  const words = {
    ...{ again: again ? 'yes' : 'no', revision: last + 1 },
    ...{ month: format.periodInline(period), unit },
  }
  const given = reason.trim()
  const tooShort = given.length < 3 && (again || given !== '')

  async function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (tooShort) return
    const made = await run({ period: period.code, reason: given === '' ? null : given })
    if (!made) return
    toast({ message: t('done', { ...words, revision: made.revision }) })
    setOpen(false)
    setReason('')
    setChecked(false)
    router.refresh()
  }
  return (
    <>
      <Button
        variant={again ? 'secondary' : 'primary'}
        onClick={() => {
          reset()
          setOpen(true)
        }}
      >
        {t(again ? 'again' : 'first')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          title={t('title', words)}
          description={<span className="text-ink">{t('what', words)}</span>}
          footer={
            <>
              <Button onClick={() => setOpen(false)}>{tActions('cancel')}</Button>
              <Button variant="primary" type="submit" form={formId} pending={pending}>
                {t('confirm', words)}
              </Button>
            </>
          }
        >
          <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
            <Field
              label={t(again ? 'reason' : 'reasonFirst')}
              error={checked && tooShort ? t('reasonTooShort') : undefined}
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
            {errorText ? (
              <Notice tone="danger" role="alert">
                {errorText}
              </Notice>
            ) : null}
          </form>
        </DialogContent>
      </Dialog>
    </>
  )
}
