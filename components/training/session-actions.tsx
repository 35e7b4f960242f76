'use client'

import { CircleCheck, PencilLine, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { cancelSessionInput } from '@/server/training/schema'
import type { Session } from './outputs'
import { type Planning, SessionForm } from './session-form'

/** What the unit that holds a session may do with it now. */
export function SessionActions({ session, ...planning }: { session: Session } & Planning) {
  const t = useTranslations('training.session')
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState<'change' | 'cancel' | null>(null)
  const hold = useCommand(useTRPC().training.hold)
  const takeOver = useCommand(useTRPC().training.takeOver)
  const refused = hold.errorText ?? takeOver.errorText
  const { can } = session
  async function takeNow() {
    if (!(await takeOver.run({ sessionId: session.id }))) return
    toast({ message: t('takenOver') })
    router.refresh()
  }
  async function holdNow() {
    if (!(await hold.run({ sessionId: session.id, version: session.version }))) return
    toast({ message: t('held') })
    router.refresh()
  }
  return (
    <>
      {refused ? (
        <p role="alert" className="basis-full text-danger text-sm">
          {refused}
        </p>
      ) : null}
      {can.takeOver ? (
        <Button variant="primary" pending={takeOver.pending} onClick={() => void takeNow()}>
          {t('takeOver')}
        </Button>
      ) : null}
      {can.cancel ? (
        <Button icon={<X aria-hidden />} onClick={() => setOpen('cancel')}>
          {t('cancel')}
        </Button>
      ) : null}
      {can.change ? (
        <Button icon={<PencilLine aria-hidden />} onClick={() => setOpen('change')}>
          {t('change')}
        </Button>
      ) : null}
      {can.hold ? (
        <Button
          variant="primary"
          icon={<CircleCheck aria-hidden />}
          pending={hold.pending}
          onClick={() => void holdNow()}
        >
          {t('hold')}
        </Button>
      ) : null}
      {open === 'change' ? <SessionForm {...planning} session={session} onClose={() => setOpen(null)} /> : null}
      {open === 'cancel' ? <CancelDialog session={session} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function CancelDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const t = useTranslations('training.session')
  const form = useUnitForm(cancelSessionInput, useCommand(useTRPC().training.cancel))
  async function send(data: FormData) {
    const done = await form.submit({
      sessionId: session.id,
      version: session.version,
      reason: textOf(data.get('reason')),
    })
    return done && t('cancelled')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('cancelTitle', { title: session.title })}
      description={t('cancelWhat')}
      submitLabel={t('cancelNow')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('reason')} label={t('reason')}>
        {(control) => <Textarea {...control} name="reason" maxLength={300} rows={2} />}
      </Field>
    </FormDialog>
  )
}
