'use client'

import { useTranslations } from 'next-intl'
import { Button } from './button'
import type { ConfirmDialogProps } from './confirm-dialog'
import { Dialog, DialogContent } from './dialog'

export default function ConfirmDialogBody(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirmLabel, cancelLabel, tone = 'primary', pending, onConfirm } = props
  const t = useTranslations('common.actions')
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={title}
        description={<span className="text-ink">{children}</span>}
        footer={
          <>
            <Button onClick={() => onOpenChange(false)}>{cancelLabel ?? t('cancel')}</Button>
            <Button variant={tone} pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </>
        }
      />
    </Dialog>
  )
}
