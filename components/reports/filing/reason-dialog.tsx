'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'

export interface ReasonDialogProps {
  title: string
  label: string
  confirmLabel: string
  pending?: boolean
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** A step that goes with a sentence. */
export default function ReasonDialog({ title, label, confirmLabel, pending, onClose, onConfirm }: ReasonDialogProps) {
  const t = useTranslations('reports.reason')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = reason.trim().length < 3
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title={title}
        footer={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button
              variant="primary"
              pending={pending}
              onClick={() => (short ? setTried(true) : onConfirm(reason.trim()))}
            >
              {confirmLabel}
            </Button>
          </>
        }
      >
        <Field label={label} error={tried && short ? t('needed') : undefined}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </DialogContent>
    </Dialog>
  )
}
