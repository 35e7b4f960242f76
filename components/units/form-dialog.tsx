'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { type FormError, FormErrors } from '@/components/ui/form-errors'

export interface FormDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  submitLabel: string
  danger?: boolean
  pending: boolean
  errors: readonly FormError[]
  onSubmit: (data: FormData) => void
  wide?: boolean
  children: ReactNode
}

/** A form over the page: errors at its top, the one main action at its end. */
export function FormDialog(props: FormDialogProps) {
  const t = useTranslations('common.actions')
  const id = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!props.pending) props.onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent
        title={props.title}
        description={props.description}
        wide={props.wide}
        footer={
          <>
            <Button onClick={() => props.onOpenChange(false)}>{t('cancel')}</Button>
            <Button type="submit" form={id} variant={props.danger ? 'danger' : 'primary'} pending={props.pending}>
              {props.submitLabel}
            </Button>
          </>
        }
      >
        <form id={id} noValidate onSubmit={send} className="grid gap-4 pb-1">
          <FormErrors errors={props.errors} />
          {props.children}
        </form>
      </DialogContent>
    </Dialog>
  )
}
