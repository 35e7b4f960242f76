'use client'

import { UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput, dayFrom } from '@/components/ui/day-input'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { delegateInput } from '@/server/people/schema'
import type { Me, Person } from './answers'

/** "Giao việc tạm thời": one's own post to this colleague, from one day to another. */
export function DelegateButton({ person, actor }: { person: Person; actor: Me }) {
  const t = useTranslations('people.delegate')
  const tActions = useTranslations('common.actions')
  const tRoles = useTranslations('enums.roles')
  const tForm = useTranslations('people.form')
  const lend = useCommand(useTRPC().people.delegate)
  const router = useRouter()
  const form = useId()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState('')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const span = { fromDay: dayFrom(String(data.get('from'))) ?? '', toDay: dayFrom(String(data.get('to'))) ?? '' }
    const days = delegateInput.pick({ fromDay: true, toDay: true }).safeParse(span)
    if (!days.success) return setProblem(tForm('badDay'))
    setProblem('')
    if (!(await lend.run({ personId: person.personId, ...span }))) return
    setOpen(false)
    router.refresh()
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button icon={<UserRound aria-hidden />}>{t('open')}</Button>
      </DialogTrigger>
      <DialogContent
        title={t('ask', { name: person.name, post: tRoles(actor.role) })}
        description={t('what')}
        footer={
          <>
            <DialogClose asChild>
              <Button>{tActions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={form} variant="primary" pending={lend.pending}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        {lend.errorText ? (
          <Notice tone="danger" role="alert">
            {lend.errorText}
          </Notice>
        ) : null}
        <form id={form} onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
          <Field label={t('from')} error={problem}>
            {(control) => <DayInput {...control} name="from" />}
          </Field>
          <Field label={t('to')}>{(control) => <DayInput {...control} name="to" />}</Field>
        </form>
      </DialogContent>
    </Dialog>
  )
}
