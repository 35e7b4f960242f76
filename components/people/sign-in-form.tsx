'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { type AuthRefusal, useAuthText } from './auth-results'
import { openSession } from './open-session'
import { PasswordInput } from './password-input'

interface SignInFormProps {
  /** A path of ours. */
  next: string
  /** The sign-in of before does not hold any more. */
  stale: boolean
  rememberDevice: (shared: boolean) => Promise<void>
}

export function SignInForm({ next, stale, rememberDevice }: SignInFormProps) {
  const t = useTranslations('auth.signIn')
  const toText = useAuthText()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null)
  const password = useRef<HTMLInputElement | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name') ?? '').trim()
    const typed = String(data.get('password') ?? '')
    if (name === '' || typed === '') return setRefusal({ ok: false, reason: 'empty' })
    setPending(true)
    setRefusal(null)
    try {
      await rememberDevice(data.get('shared') === 'on')
    } catch {
      setPending(false)
      return setRefusal({ ok: false, reason: 'network' })
    }
    const result = await openSession(name, typed)
    // The whole page anew: nothing of whoever used it before stays in memory.
    if (result.ok) return window.location.assign(next)
    setPending(false)
    setRefusal(result)
    password.current?.focus()
    password.current?.select()
  }

  return (
    <>
      <h1 className="font-semibold text-ink text-lg">{t('title')}</h1>
      {stale && !refusal ? <Notice tone="warn">{t('stale')}</Notice> : null}
      {refusal ? (
        <Notice tone="danger" role="alert">
          {toText(refusal)}
        </Notice>
      ) : null}
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <Field label={t('name')} help={t('nameHelp')}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="username"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={64}
            />
          )}
        </Field>
        <Field label={t('password')}>
          {(control) => (
            <PasswordInput
              {...control}
              ref={password}
              name="password"
              autoComplete="current-password"
              maxLength={200}
            />
          )}
        </Field>
        <Checkbox name="shared" label={t('shared')} help={t('sharedHelp')} />
        <Button type="submit" variant="primary" pending={pending} className="w-full">
          {t('submit')}
        </Button>
      </form>
      <p className="text-muted text-sm">
        {t('forgot')}{' '}
        <Link href="/activate" className="link">
          {t('activate')}
        </Link>
      </p>
    </>
  )
}
