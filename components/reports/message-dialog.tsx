'use client'

import { MessageCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'

export interface MessageDialogProps {
  label: string
  disabled?: boolean
  title: string
  /** The message, made when it is asked for. */
  compose: () => string
}

/** A message for a Zalo group: seen, changed where needed, copied ("Sao chép tin nhắn Zalo", domain.md 22.26). */
export function MessageDialog({ label, disabled, title, compose }: MessageDialogProps) {
  const t = useTranslations('common.message')
  const tActions = useTranslations('common.actions')
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        className="max-w-full whitespace-normal text-left"
        icon={<MessageCircle aria-hidden />}
        disabled={disabled}
        onClick={() => {
          setText(compose())
          setOpen(true)
        }}
      >
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          wide
          title={title}
          description={t('description')}
          footer={
            <>
              <DialogClose asChild>
                <Button>{tActions('close')}</Button>
              </DialogClose>
              <CopyButton text={text} variant="primary">
                {tActions('copyZalo')}
              </CopyButton>
            </>
          }
        >
          <Field label={t('text')}>
            {(control) => (
              <Textarea {...control} rows={12} value={text} onChange={(event) => setText(event.target.value)} />
            )}
          </Field>
        </DialogContent>
      </Dialog>
    </>
  )
}
