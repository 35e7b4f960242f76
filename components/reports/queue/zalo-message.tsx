'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { queueGroup, selectQueue } from '@/server/reports/queue/rules'
import { MessageDialog } from '../message-dialog'
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
  const format = useFormat()
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
    <MessageDialog
      label={listed.length === 0 ? t('none') : late ? t('late') : t('unsent')}
      disabled={listed.length === 0}
      title={t('title')}
      compose={compose}
    />
  )
}
