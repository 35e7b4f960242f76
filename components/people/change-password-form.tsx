'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { type AuthRefusal, useAuthText } from './auth-results'
import { NewPasswordFields } from './new-password-fields'
import { openSession } from './open-session'
import { PasswordInput } from './password-input'

interface ChangePasswordFormProps {
  /** The password was given by somebody else and must go. */
  must: boolean
  name: string
  change: (current: string, next: string) => Promise<{ ok: true; signInName: string } | AuthRefusal>
}

export function ChangePasswordForm({ must, name, change }: ChangePasswordFormProps) {
  const t = useTranslations('auth.change')
  const toText = useAuthText()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const [current, next] = [String(data.get('current') ?? ''), String(data.get('next') ?? '')]
    if (current === '' || next === '') return setRefusal({ ok: false, reason: 'empty' })
    if (next !== data.get('repeat')) return setRefusal({ ok: false, reason: 'differ' })
    setPending(true)
    setRefusal(null)
    const result = await change(current, next).catch((): AuthRefusal => ({ ok: false, reason: 'network' }))
    if (!result.ok) {
      setPending(false)
      return setRefusal(result)
    }
    // All sign-ins ended with the old password, this one too: it is opened anew.
    const session = await openSession(result.signInName, next)
    window.location.assign(session.ok ? '/' : '/sign-in')
  }

  const atNew = refusal && ['password', 'differ', 'same'].includes(refusal.reason)
  return (
    <>
      <h1 className="font-semibold text-ink text-lg">{t('title')}</h1>
      <p className="text-muted text-sm">{must ? t('must', { name }) : t('lead', { name })}</p>
      {refusal && !atNew ? (
        <Notice tone="danger" role="alert">
          {toText(refusal)}
        </Notice>
      ) : null}
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <Field label={t('current')}>
          {(control) => <PasswordInput {...control} name="current" autoComplete="current-password" maxLength={200} />}
        </Field>
        <NewPasswordFields error={atNew ? toText(refusal) : undefined} />
        <Button type="submit" variant="primary" pending={pending} className="w-full">
          {t('submit')}
        </Button>
      </form>
      {must ? null : (
        <p className="text-sm">
          <Link href="/" className="link">
            {t('back')}
          </Link>
        </p>
      )}
    </>
  )
}
