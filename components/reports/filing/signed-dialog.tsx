'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { isDay } from '@/server/calendar/rules'
import { kindOf, maxFileBytes } from '@/server/files/rules'
import { PrintWarning } from './print-warning'

type Problem = 'number' | 'on' | 'future' | 'by' | 'file' | 'tooLarge' | 'kind'

export interface SignedDialogProps {
  step: { reportId: string; version: number } | null
  /** When the paper was printed, if figures have changed since. */
  outdatedPrint: Date | null
  onClose: () => void
  onDone: () => void
}

/** "Gửi theo văn bản đã ký": number, day, signer and the scan; the paper was signed, here it is only recorded. */
export default function SignedDialog({ step, outdatedPrint, onClose, onDone }: SignedDialogProps) {
  const t = useTranslations('reports.signed')
  const trpc = useTRPC()
  const store = useCommand(trpc.files.store)
  const submit = useCommand(trpc.reports.submitSigned)
  const [number, setNumber] = useState('')
  const [on, setOn] = useState('')
  const [by, setBy] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [stored, setStored] = useState<{ file: File; fileId: string } | null>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' })
  const say = (...among: Problem[]) => {
    const found = among.find((each) => problems.includes(each))
    return found ? t(`problems.${found}`) : undefined
  }

  async function send() {
    const found: Problem[] = []
    if (number.trim() === '') found.push('number')
    if (!isDay(on)) found.push('on')
    else if (on > today) found.push('future')
    if (by.trim().length < 2) found.push('by')
    if (!file) found.push('file')
    else if (file.size > maxFileBytes) found.push('tooLarge')
    else if (!kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))) found.push('kind')
    setProblems(found)
    if (found.length > 0 || !file || !step) return
    let fileId = stored?.file === file ? stored.fileId : null
    if (!fileId) {
      const answer = await store.run({ name: file.name, content: await base64Of(file) })
      if (!answer) return
      fileId = answer.fileId
      setStored({ file, fileId })
    }
    const answer = await submit.run({
      ...step,
      signedNumber: number.trim(),
      signedOn: on,
      signedBy: by.trim(),
      fileId,
    })
    if (answer) onDone()
  }

  const refused = store.errorText || submit.errorText
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title={t('title')}
        description={t('body')}
        footer={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button variant="primary" pending={store.pending || submit.pending} onClick={() => void send()}>
              {t('send')}
            </Button>
          </>
        }
      >
        {refused ? (
          <Notice tone="danger" role="alert">
            {refused}
          </Notice>
        ) : null}
        <PrintWarning printedAt={outdatedPrint} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('number')} help={t('numberHelp')} error={say('number')}>
            {(control) => (
              <Input {...control} maxLength={60} value={number} onChange={(event) => setNumber(event.target.value)} />
            )}
          </Field>
          <Field label={t('on')} error={say('on', 'future')} className="self-end">
            {(control) => <DayInput {...control} max={today} value={on} onDay={setOn} />}
          </Field>
        </div>
        <Field label={t('by')} help={t('byHelp')} error={say('by')}>
          {(control) => (
            <Input {...control} maxLength={120} value={by} onChange={(event) => setBy(event.target.value)} />
          )}
        </Field>
        <Field label={t('file')} help={t('fileHelp')} error={say('file', 'tooLarge', 'kind')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
              className="min-h-11 w-full text-sm file:mr-3 file:min-h-9 file:rounded-sm file:border file:border-line-strong file:bg-surface file:px-3 file:text-ink"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
      </DialogContent>
    </Dialog>
  )
}
