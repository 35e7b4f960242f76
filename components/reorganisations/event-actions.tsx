'use client'

import { CalendarX2, Pencil, Play, Trash2, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { undoReorganisationInput } from '@/server/reorganisations/schema'
import { listHref, reorganisationHref } from './address'
import { HeadDialog } from './head-dialog'
import type { Reorganisation } from './outputs'

export interface EventActionsProps {
  event: Reorganisation
  undecided: number
  /** Villages, teams and posts that nobody has placed yet. */
  waiting: number
}
type Asking = 'edit' | 'apply' | 'cancel' | 'undo' | 'delete' | null

/** The steps of a resolution that its reader may take now, each asked in words before it is done. */
export function EventActions({ event, undecided, waiting }: EventActionsProps) {
  const t = useTranslations('reorganisations.actions')
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const { can, lines } = event
  return (
    <>
      {can.edit ? (
        <>
          <Button variant="quiet" icon={<Trash2 aria-hidden />} onClick={() => setAsking('delete')}>
            {t('delete')}
          </Button>
          <Button icon={<Pencil aria-hidden />} onClick={() => setAsking('edit')}>
            {t('edit')}
          </Button>
        </>
      ) : null}
      {can.cancel && !event.due ? (
        <Button icon={<CalendarX2 aria-hidden />} onClick={() => setAsking('cancel')}>
          {t('cancel')}
        </Button>
      ) : null}
      {can.undo ? (
        <Button icon={<Undo2 aria-hidden />} onClick={() => setAsking('undo')}>
          {t('undo')}
        </Button>
      ) : null}
      {can.apply && lines.total > 0 ? (
        <Button
          variant="primary"
          disabled={undecided > 0}
          icon={<Play aria-hidden />}
          onClick={() => setAsking('apply')}
        >
          {t(event.over ? 'apply' : 'schedule')}
        </Button>
      ) : null}
      {asking === 'edit' ? <HeadDialog event={event} onClose={close} /> : null}
      {asking === 'undo' ? <UndoDialog event={event} waiting={waiting} onClose={close} /> : null}
      {asking === 'apply' || asking === 'cancel' || asking === 'delete' ? (
        <StepDialog event={event} step={asking} onClose={close} />
      ) : null}
    </>
  )
}

interface StepDialogProps {
  event: Reorganisation
  step: 'apply' | 'cancel' | 'delete'
  onClose: () => void
}

function StepDialog({ event, step, onClose }: StepDialogProps) {
  const t = useTranslations('reorganisations.actions')
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const { reorganisations } = useTRPC()
  const commands = {
    apply: useCommand(reorganisations.schedule),
    cancel: useCommand(reorganisations.cancel),
    delete: useCommand(reorganisations.delete),
  }
  const command = commands[step]
  const words = step === 'apply' && !event.over ? 'schedule' : step
  async function confirm() {
    const done = await command.run({ id: event.id, version: event.version })
    // Somebody was faster, or the dry run found something: the page shows how it stands now.
    if (!done) return router.refresh()
    toast({ message: t(`done.${words}`, { date: format.date(event.effectiveOn) }) })
    onClose()
    if (step === 'delete') router.push(listHref())
    else if (step === 'apply') router.push(reorganisationHref(event.id))
    router.refresh()
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t(`title.${words}`, { number: event.resolutionNumber })}
      confirmLabel={t(`confirm.${words}`)}
      cancelLabel={t('back')}
      tone={step === 'delete' ? 'danger' : 'primary'}
      pending={command.pending}
      onConfirm={() => void confirm()}
    >
      <span className="grid gap-3">
        <span>{t(`what.${words}`, { date: format.date(event.effectiveOn), count: event.lines.total })}</span>
        {step === 'apply' ? <span>{t('takenBack')}</span> : null}
        {command.errorText ? (
          <Notice tone="danger" role="alert">
            {command.errorText}
          </Notice>
        ) : null}
      </span>
    </ConfirmDialog>
  )
}

/** Taking back needs a reason; what stands in the way is named by the job, on the page. */
function UndoDialog({ event, waiting, onClose }: { event: Reorganisation; waiting: number; onClose: () => void }) {
  const t = useTranslations('reorganisations.actions')
  const router = useRouter()
  const form = useUnitForm(undoReorganisationInput, useCommand(useTRPC().reorganisations.undo))
  async function send(data: FormData) {
    const done = await form.submit({ id: event.id, version: event.version, reason: textOf(data.get('reason')) })
    if (!done) router.refresh()
    return done && t('done.undo')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('title.undo', { number: event.resolutionNumber })}
      description={
        <>
          {t('what.undo')} {waiting > 0 ? t('undoWaiting', { count: waiting }) : null}
        </>
      }
      submitLabel={t('confirm.undo')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('reason')} label={t('reason')} help={t('reasonHelp')}>
        {(control) => <Textarea {...control} name="reason" rows={3} maxLength={500} />}
      </Field>
    </FormDialog>
  )
}
