'use client'

import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { type AuthRefusal, useAuthText } from './auth-results'
import { PasswordInput } from './password-input'
import type { SharedLockProps } from './shared-lock'

export interface LockFormProps extends Pick<SharedLockProps, 'name' | 'unlock' | 'signOut'> {
  /** The heading, in the element that names the whole. */
  heading: (text: string) => ReactNode
  onOpen: () => void
}

/** The password of whoever locked the screen, or the way out for somebody else. */
export function LockForm({ name, unlock, signOut, heading, onOpen }: LockFormProps) {
  const t = useTranslations('auth.lock')
  const toText = useAuthText()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const password = String(new FormData(form).get('password') ?? '')
    if (pending || password === '') return
    setPending(true)
    const result = await unlock(password).catch((): AuthRefusal => ({ ok: false, reason: 'network' }))
    setPending(false)
    if (result.ok) return onOpen()
    setRefusal(result)
    form.reset()
  }

  return (
    <div className="grid w-full max-w-sm gap-4">
      <LockKeyhole aria-hidden className="size-6 text-muted" />
      {heading(t('title'))}
      <p className="text-muted text-sm">{t('lead', { name })}</p>
      {refusal ? (
        <Notice tone="danger" role="alert">
          {toText(refusal)}
        </Notice>
      ) : null}
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <Field label={t('password')}>
          {(control) => <PasswordInput {...control} name="password" autoComplete="off" maxLength={200} autoFocus />}
        </Field>
        <Button type="submit" variant="primary" pending={pending} className="w-full">
          {t('submit')}
        </Button>
      </form>
      <form action={signOut}>
        <Button type="submit" variant="quiet" className="w-full">
          {t('other')}
        </Button>
      </form>
    </div>
  )
}
