'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import type { Locale } from '@/messages/locales'
import type { FormRow } from '@/server/forms/rules'
import { formatFigure } from '@/server/reports/rules'
import { wordsOf } from '../filing/filing-report'
import type { GridRow } from './outputs'

interface ReturnDialogProps {
  row: GridRow
  first: readonly FormRow[]
  period: string
  onClose: () => void
}

/** "Đề nghị chỉnh sửa": why, and for which figures. */
export function ReturnDialog({ row, first, period, onClose }: ReturnDialogProps) {
  const t = useTranslations('teamReports.return')
  const locale = useLocale() as Locale
  const router = useRouter()
  const toast = useToast()
  const command = useCommand(useTRPC().teamReports.return)
  const [reason, setReason] = useState('')
  const [cells, setCells] = useState<Record<string, string>>({})
  const [asked, setAsked] = useState(false)
  const short = reason.trim().length < 5

  async function send() {
    setAsked(true)
    if (short) return
    const done = await command.run({ teamId: row.teamId, period, version: row.version, reason: reason.trim(), cells })
    if (!done) return
    toast({ message: t('done', { team: row.fullName }) })
    onClose()
    router.refresh()
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title={t('title', { team: row.fullName })}
        description={t('body')}
        footer={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button variant="primary" pending={command.pending} onClick={() => void send()}>
              {t('send')}
            </Button>
          </>
        }
      >
        {command.errorText ? (
          <Notice tone="danger" role="alert">
            {command.errorText}
          </Notice>
        ) : null}
        <Field label={t('reason')} error={asked && short ? t('reasonNeeded') : undefined}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {first.map((column) => (
          <Field
            key={column.code}
            label={`${wordsOf(column, locale).short}: ${formatFigure(row.values[column.code], column.valueType, locale) || '–'}`}
            optional
          >
            {(control) => (
              <Input
                {...control}
                maxLength={300}
                value={cells[column.code] ?? ''}
                onChange={(event) => setCells((before) => ({ ...before, [column.code]: event.target.value }))}
              />
            )}
          </Field>
        ))}
      </DialogContent>
    </Dialog>
  )
}
