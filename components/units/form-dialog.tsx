'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { type FormError, FormErrors } from '@/components/ui/form-errors'
import { useToast } from '@/components/ui/toast'

export interface FormDialogProps {
  title: ReactNode
  description?: ReactNode
  submitLabel: string
  danger?: boolean
  wide?: boolean
  /** How the form stands (useUnitForm). */
  form: { pending: boolean; errors: readonly FormError[] }
  /** Sends what was typed. Resolves with what to say when it is done; with nothing the dialog stays. */
  onSubmit: (data: FormData) => Promise<string | undefined>
  onClose: () => void
  children: ReactNode
}

/** A form over the page: errors at its top, the one main action at its end. Mounted while it is open; done, the page is read anew. */
export function FormDialog({ form, onClose, onSubmit, ...props }: FormDialogProps) {
  const t = useTranslations('common.actions')
  const toast = useToast()
  const router = useRouter()
  const id = useId()
  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (form.pending) return
    const message = await onSubmit(new FormData(event.currentTarget))
    if (message === undefined) return
    toast({ message })
    onClose()
    router.refresh()
  }
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={props.title}
        description={props.description}
        wide={props.wide}
        footer={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="submit" form={id} variant={props.danger ? 'danger' : 'primary'} pending={form.pending}>
              {props.submitLabel}
            </Button>
          </>
        }
      >
        <form id={id} noValidate onSubmit={send} className="grid gap-4 pb-1">
          <FormErrors errors={form.errors} />
          {props.children}
        </form>
      </DialogContent>
    </Dialog>
  )
}
