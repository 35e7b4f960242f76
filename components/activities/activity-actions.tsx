'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { rejectActivityInput } from '@/server/activities/schema'
import type { Activity } from './answers'

/** Withdrawing, rejecting, taking a rejection back: each says in words what follows. */
export function ActivityActions({ activity }: { activity: Activity }) {
  const t = useTranslations('activities.actions')
  const trpc = useTRPC()
  const router = useRouter()
  const restore = useCommand(trpc.activities.restore)
  const [open, setOpen] = useState<'withdraw' | 'reject' | null>(null)
  const { can } = activity
  if (!can.withdraw && !can.reject && !can.restore) return null
  return (
    <div className="grid gap-3 border-line border-t pt-4 print:hidden">
      {restore.errorText ? (
        <Notice tone="danger" role="alert">
          {restore.errorText}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {can.reject ? <Button onClick={() => setOpen('reject')}>{t('reject.open')}</Button> : null}
        {can.restore ? (
          <Button
            pending={restore.pending}
            onClick={async () => {
              if (await restore.run({ id: activity.id })) router.refresh()
            }}
          >
            {t('restore')}
          </Button>
        ) : null}
        {can.withdraw ? <Button onClick={() => setOpen('withdraw')}>{t('withdraw.open')}</Button> : null}
      </div>
      {open ? <ReasonDialog key={open} verb={open} id={activity.id} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function ReasonDialog({ verb, id, onClose }: { verb: 'withdraw' | 'reject'; id: string; onClose: () => void }) {
  const t = useTranslations('activities.actions')
  const trpc = useTRPC()
  const form = useUnitForm(rejectActivityInput, useCommand(trpc.activities[verb]))
  async function send(data: FormData) {
    return (await form.submit({ id, reason: textOf(data.get('reason')) })) && t(`${verb}.done`)
  }
  return (
    <FormDialog
      title={t(`${verb}.title`)}
      description={t(`${verb}.what`)}
      submitLabel={t(`${verb}.now`)}
      danger
      form={form}
      onSubmit={send}
      onClose={onClose}
    >
      <Field {...form.field('reason')} label={t(`${verb}.reason`)}>
        {(control) => <Textarea {...control} name="reason" maxLength={500} />}
      </Field>
    </FormDialog>
  )
}
