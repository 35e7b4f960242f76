'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { issueDecisionInput } from '@/server/decisions/schema'
import { kindOf, maxFileBytes } from '@/server/files/rules'
import type { DecisionDetail, ListedDecision } from './outputs'

interface IssueDialogProps {
  decision: DecisionDetail
  /** Decisions that it may replace. */
  issued: readonly ListedDecision[]
  today: string
  onClose: () => void
}

/** Number, day, signer and the signed copy of a decision; then it takes effect. */
export function IssueDialog({ decision, issued, today, onClose }: IssueDialogProps) {
  const t = useTranslations('decisions')
  const trpc = useTRPC()
  const store = useCommand(trpc.files.store)
  const form = useUnitForm(issueDecisionInput, useCommand(trpc.decisions.issue), 'decisions.form')
  const [stored, setStored] = useState<{ file: File; fileId: string } | null>(null)
  const [badFile, setBadFile] = useState(false)

  /** The id of the chosen file once it is kept; null when none is chosen, undefined when it cannot be kept. */
  async function keep(file: File): Promise<string | null | undefined> {
    if (file.size === 0) return null
    if (stored?.file === file) return stored.fileId
    const known = file.size <= maxFileBytes && kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
    const content = known ? await base64Of(file).catch(() => null) : null
    setBadFile(content === null)
    const answer = content === null ? undefined : await store.run({ name: file.name, content })
    if (answer) setStored({ file, fileId: answer.fileId })
    return answer?.fileId
  }
  async function send(data: FormData) {
    const fileId = await keep(data.get('file') as File)
    if (fileId === undefined) return undefined
    const done = await form.submit({
      id: decision.id,
      version: decision.version,
      number: textOf(data.get('number')),
      decidedOn: textOf(data.get('decidedOn')),
      effectiveOn: textOf(data.get('effectiveOn')),
      signer: textOf(data.get('signer')),
      signerTitle: textOf(data.get('signerTitle')),
      issuer: textOf(data.get('issuer')),
      fileId,
      replaces: textOf(data.get('replaces')) || null,
    })
    return done && t('issued')
  }
  const fileError = badFile ? t('form.badFile') : store.errorText || undefined
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('issueTitle')}
      description={t('issueWhat')}
      submitLabel={t('issueNow')}
      form={{ pending: form.pending || store.pending, errors: form.errors }}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('number')} label={t('number')} help={t('numberHelp')}>
          {(control) => <Input {...control} name="number" maxLength={50} autoComplete="off" />}
        </Field>
        <Field label={t('fileField')} help={t('fileHelp')} error={fileError} optional>
          {(control) => <Input {...control} name="file" type="file" accept=".pdf,.jpg,.jpeg,.png" />}
        </Field>
        <Field {...form.field('decidedOn')} label={t('decidedOn')}>
          {(control) => <DayInput {...control} name="decidedOn" defaultValue={today} max={today} />}
        </Field>
        <Field {...form.field('effectiveOn')} label={t('effectiveOn')}>
          {(control) => <DayInput {...control} name="effectiveOn" defaultValue={today} max={today} />}
        </Field>
        <Field {...form.field('signer')} label={t('signer')}>
          {(control) => (
            <Input {...control} name="signer" maxLength={100} autoComplete="off" defaultValue={decision.signer ?? ''} />
          )}
        </Field>
        <Field {...form.field('signerTitle')} label={t('signerTitle')}>
          {(control) => (
            <Input
              {...control}
              name="signerTitle"
              maxLength={100}
              autoComplete="off"
              defaultValue={decision.signerTitle ?? t('signerTitleDefault')}
            />
          )}
        </Field>
        <Field {...form.field('replaces')} label={t('replaces')} optional>
          {(control) => (
            <Select {...control} name="replaces">
              <option value="">{t('replacesNone')}</option>
              {issued.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.number}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field {...form.field('issuer')} label={t('issuer')} help={t('issuerHelp')} optional>
          {(control) => <Input {...control} name="issuer" maxLength={150} autoComplete="off" />}
        </Field>
      </div>
    </FormDialog>
  )
}
