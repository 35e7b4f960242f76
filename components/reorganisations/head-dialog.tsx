'use client'

import { FilePlus2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { kindOf, maxFileBytes } from '@/server/files/rules'
import { createReorganisationInput, updateReorganisationInput } from '@/server/reorganisations/schema'
import { reorganisationHref } from './address'
import type { Reorganisation } from './outputs'

/** "Lập dự thảo": the head of a resolution first, its content on its own page. */
export function CreateButton() {
  const t = useTranslations('reorganisations.head')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon={<FilePlus2 aria-hidden />} onClick={() => setOpen(true)}>
        {t('create')}
      </Button>
      {open ? <CreateDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function CreateDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('reorganisations.head')
  const router = useRouter()
  const form = useUnitForm(createReorganisationInput, useCommand(useTRPC().reorganisations.create))
  const file = useFile(null)
  async function send(data: FormData) {
    const fileId = await file.store()
    if (fileId === undefined) return
    const done = await form.submit({ ...headOf(data), fileId })
    if (done) router.push(reorganisationHref(done.id))
    return done && t('created')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('create')}
      description={t('createWhat')}
      submitLabel={t('createNow')}
      form={{ pending: form.pending || file.pending, errors: [...form.errors, ...file.errors] }}
      onSubmit={send}
    >
      <HeadFields form={form} file={file} />
    </FormDialog>
  )
}

/** The head of a draft, changed; what is shown stays when somebody else was faster. */
export function HeadDialog({ event, onClose }: { event: Reorganisation; onClose: () => void }) {
  const t = useTranslations('reorganisations.head')
  const router = useRouter()
  const form = useUnitForm(updateReorganisationInput, useCommand(useTRPC().reorganisations.update))
  const file = useFile(event.fileId)
  async function send(data: FormData) {
    const fileId = await file.store()
    if (fileId === undefined) return
    const done = await form.submit({ id: event.id, version: event.version, ...headOf(data), fileId })
    if (!done) router.refresh()
    return done && t('saved')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('edit')}
      submitLabel={t('saveNow')}
      form={{ pending: form.pending || file.pending, errors: [...form.errors, ...file.errors] }}
      onSubmit={send}
    >
      <HeadFields form={form} file={file} event={event} />
    </FormDialog>
  )
}

const headOf = (data: FormData) => ({
  resolutionNumber: textOf(data.get('resolutionNumber')),
  issuer: textOf(data.get('issuer')),
  effectiveOn: textOf(data.get('effectiveOn')),
  note: textOf(data.get('note')),
})

/** The file of a resolution: checked here as there, stored once, kept when no other is chosen. */
function useFile(kept: string | null) {
  const t = useTranslations('reorganisations.head')
  const store = useCommand(useTRPC().files.store)
  const [file, setFile] = useState<File | null>(null)
  const [stored, setStored] = useState<{ file: File; fileId: string } | null>(null)
  const [problem, setProblem] = useState('')
  /** The id to keep; undefined when the file cannot be taken. */
  async function storeIt(): Promise<string | null | undefined> {
    setProblem('')
    if (!file) return kept
    if (stored?.file === file) return stored.fileId
    if (file.size > maxFileBytes) return void setProblem(t('tooLarge'))
    if (!kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))) return void setProblem(t('notAFile'))
    const answer = await store.run({ name: file.name, content: await base64Of(file) })
    if (answer) setStored({ file, fileId: answer.fileId })
    return answer?.fileId
  }
  const message = problem || store.errorText
  return {
    kept,
    choose: setFile,
    store: storeIt,
    problem,
    pending: store.pending,
    errors: message ? [{ fieldId: problem ? fileField : undefined, message }] : [],
  }
}
const fileField = 'resolution-file'

interface HeadFieldsProps {
  form: Pick<ReturnType<typeof useUnitForm>, 'field'>
  file: ReturnType<typeof useFile>
  event?: Reorganisation
}

function HeadFields({ form, file, event }: HeadFieldsProps) {
  const t = useTranslations('reorganisations.head')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('resolutionNumber')} label={t('number')} help={t('numberHelp')}>
          {(control) => (
            <Input
              {...control}
              name="resolutionNumber"
              maxLength={60}
              autoComplete="off"
              defaultValue={event?.resolutionNumber}
            />
          )}
        </Field>
        <Field {...form.field('effectiveOn')} label={t('effectiveOn')} help={t('effectiveOnHelp')}>
          {(control) => <DayInput {...control} name="effectiveOn" defaultValue={event?.effectiveOn ?? ''} />}
        </Field>
      </div>
      <Field {...form.field('issuer')} label={t('issuer')} help={t('issuerHelp')}>
        {(control) => <Input {...control} name="issuer" maxLength={200} defaultValue={event?.issuer} />}
      </Field>
      <Field {...form.field('note')} label={t('note')} optional>
        {(control) => <Textarea {...control} name="note" rows={2} maxLength={1000} defaultValue={event?.note ?? ''} />}
      </Field>
      <Field
        id={fileField}
        label={t('file')}
        help={file.kept ? t('fileKept') : t('fileHelp')}
        error={file.problem || undefined}
        optional
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
            className="min-h-11 w-full text-sm file:mr-3 file:min-h-9 file:rounded-sm file:border file:border-line-strong file:bg-surface file:px-3 file:text-ink"
            onChange={(change) => file.choose(change.target.files?.[0] ?? null)}
          />
        )}
      </Field>
    </>
  )
}
