'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { codeOf, codeText } from '@/server/auth/rules'
import { type AuthRefusal, useAuthText } from './auth-results'
import { NewPasswordFields } from './new-password-fields'
import { openSession } from './open-session'

type Activate = (code: string, password: string) => Promise<{ ok: true; signInName: string } | AuthRefusal>

/** The first password, or a new one after a reset, by the code of a printed slip. */
export function ActivateForm({ activate }: { activate: Activate }) {
  const t = useTranslations('auth.activate')
  const toText = useAuthText()
  const [code, setCode] = useState('')
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null)
  const [doneAs, setDoneAs] = useState<string | null>(null)

  useEffect(() => {
    const read = codeOf(decodeURIComponent(window.location.hash.replace(/^#code=/, '')))
    if (!read) return
    setCode(codeText(read))
    // The code does not stay in the history of a PC that others use.
    window.history.replaceState(null, '', window.location.pathname)
  }, [])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const next = String(data.get('next') ?? '')
    if (!codeOf(code)) return setRefusal({ ok: false, reason: 'code' })
    if (next !== data.get('repeat')) return setRefusal({ ok: false, reason: 'differ' })
    setPending(true)
    setRefusal(null)
    const result = await activate(code, next).catch((): AuthRefusal => ({ ok: false, reason: 'network' }))
    if (!result.ok) {
      setPending(false)
      return setRefusal(result)
    }
    const session = await openSession(result.signInName, next)
    if (session.ok) return window.location.assign('/')
    setDoneAs(result.signInName)
  }

  if (doneAs) {
    return (
      <Notice
        tone="ok"
        role="status"
        title={t('done')}
        actions={
          <Link href="/sign-in" className="link">
            {t('toSignIn')}
          </Link>
        }
      >
        {t('doneAs', { name: doneAs })}
      </Notice>
    )
  }
  const atPassword = refusal?.reason === 'password' || refusal?.reason === 'differ'
  return (
    <>
      <h1 className="font-semibold text-ink text-lg">{t('title')}</h1>
      <p className="text-muted text-sm">{t('lead')}</p>
      {refusal && !atPassword ? (
        <Notice tone="danger" role="alert">
          {toText(refusal)}
        </Notice>
      ) : null}
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <Field label={t('code')} help={t('codeHelp')}>
          {(control) => (
            <Input
              {...control}
              name="code"
              value={code}
              onChange={(event) => setCode(event.target.value)}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={32}
              className="font-mono uppercase"
            />
          )}
        </Field>
        <NewPasswordFields error={atPassword ? toText(refusal) : undefined} />
        <Button type="submit" variant="primary" pending={pending} className="w-full">
          {t('submit')}
        </Button>
      </form>
      <p className="text-sm">
        <Link href="/sign-in" className="link">
          {t('toSignIn')}
        </Link>
      </p>
    </>
  )
}
