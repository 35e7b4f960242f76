'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { textLimits } from '@/server/people/rules'
import type { PersonPost } from './answers'

/** Ends a post, with the reason that stays in the record. */
export function EndPostButton({ post, name }: { post: PersonPost; name: string }) {
  const t = useTranslations('people.end')
  const tActions = useTranslations('common.actions')
  const tRoles = useTranslations('enums.roles')
  const tForm = useTranslations('people.form')
  const end = useCommand(useTRPC().people.endAssignment)
  const router = useRouter()
  const form = useId()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState('')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason.length < 3) return setProblem(tForm('reasonNeeded'))
    setProblem('')
    if (!(await end.run({ assignmentId: post.assignmentId, reason }))) return
    setOpen(false)
    router.refresh()
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="quiet">
          {post.delegated ? t('openLent') : t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t('ask', { name, post: tRoles(post.role), unit: inSentence(post.unit.fullName) })}
        description={t('what')}
        footer={
          <>
            <DialogClose asChild>
              <Button>{tActions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={form} variant="danger" pending={end.pending}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        {end.errorText ? (
          <Notice tone="danger" role="alert">
            {end.errorText}
          </Notice>
        ) : null}
        <form id={form} onSubmit={submit} noValidate>
          <Field label={t('reason')} error={problem}>
            {(control) => <Textarea {...control} name="reason" maxLength={textLimits.reason} />}
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  )
}
