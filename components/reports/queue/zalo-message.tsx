'use client'

import { MessageCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { queueGroup, selectQueue } from '@/server/reports/queue/rules'
import type { QueueLine } from './queue-data'

export interface ZaloMessageProps {
  lines: readonly QueueLine[]
  /** "tháng 11/2026". */
  period: string
  due: Date
  /** The server's clock when the queue was read. */
  now: Date
}

/** The late list as a message for the group of officers: seen, changed where needed, copied. Names only, no numbers. */
export function ZaloMessage({ lines, period, due, now }: ZaloMessageProps) {
  const t = useTranslations('queue.zalo')
  const tActions = useTranslations('common.actions')
  const format = useFormat()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const overdue = selectQueue(lines, { state: 'overdue' })
  const resend = selectQueue(lines, { state: 'returned' }).filter((line) => line.resendLateDays > 0)
  const late = overdue.length + resend.length > 0
  const listed = late ? [...overdue, ...resend] : selectQueue(lines, { state: 'unsent' })

  function compose(): string {
    const head = {
      time: format.time(now),
      date: format.date(now),
      count: format.number(listed.length),
      period,
      due: format.due(due),
    }
    return [
      t('greeting'),
      late ? t('openingLate', head) : t('openingUnsent', head),
      ...listed.map((line, index) => {
        const words = { number: index + 1, unit: line.unitName }
        return queueGroup(line) === 'returned' ? t('resendLine', words) : t('line', { ...words, late: line.lateDays })
      }),
      late ? t('closingLate') : t('closingUnsent'),
      t('thanks'),
    ].join('\n')
  }

  return (
    <>
      <Button
        className="max-w-full whitespace-normal text-left"
        icon={<MessageCircle aria-hidden />}
        disabled={listed.length === 0}
        onClick={() => {
          setText(compose())
          setOpen(true)
        }}
      >
        {listed.length === 0 ? t('none') : late ? t('late') : t('unsent')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          wide
          title={t('title')}
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
