'use client'

import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { sharedIdleMinutes } from '@/server/auth/rules'
import { type AuthRefusal, useAuthText } from './auth-results'
import { PasswordInput } from './password-input'

interface SharedLockProps {
  /** "Máy dùng chung" was ticked. */
  shared: boolean
  /** The screen was locked before this page was loaded. */
  locked: boolean
  name: string
  lock: () => Promise<void>
  unlock: (password: string) => Promise<{ ok: true } | AuthRefusal>
  signOut: () => Promise<void>
  children: ReactNode
}

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * A shared PC locks after fifteen idle minutes. What was open stays as it was behind the lock, down to the cell that had
 * the focus; a page loaded while it is locked shows nothing until the password is given.
 */
export function SharedLock({ shared, locked: atStart, name, lock, unlock, signOut, children }: SharedLockProps) {
  const [locked, setLocked] = useState(atStart)
  const [opened, setOpened] = useState(!atStart)
  const lastSign = useRef(0)
  const focused = useRef<HTMLElement | null>(null)

  useEffect(() => {
    if (!shared || locked) return
    lastSign.current = Date.now()
    const onSign = () => {
      lastSign.current = Date.now()
    }
    // Asked by the clock and not by a timer's end: a PC that slept for an hour locks when it wakes.
    const look = () => {
      if (Date.now() - lastSign.current < sharedIdleMinutes * 60_000) return
      focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setLocked(true)
      lock().catch(() => {})
    }
    const timer = setInterval(look, 5000)
    for (const sign of signs) window.addEventListener(sign, onSign, { passive: true, capture: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [shared, locked, lock])

  const open = useCallback(() => {
    setOpened(true)
    setLocked(false)
  }, [])

  return (
    <>
      {opened ? <div className={locked ? 'invisible print:hidden' : 'contents'}>{children}</div> : null}
      {locked ? (
        <LockScreen name={name} unlock={unlock} signOut={signOut} onOpen={open} backTo={() => focused.current?.focus()} />
      ) : null}
    </>
  )
}

interface LockScreenProps extends Pick<SharedLockProps, 'name' | 'unlock' | 'signOut'> {
  onOpen: () => void
  backTo: () => void
}

function LockScreen({ name, unlock, signOut, onOpen, backTo }: LockScreenProps) {
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
    <Radix.Root open>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            backTo()
          }}
          className="fixed inset-0 z-50 grid content-start justify-items-center overflow-y-auto bg-canvas px-4 py-16 text-ink focus:outline-none"
        >
          <div className="grid w-full max-w-sm gap-4">
            <LockKeyhole aria-hidden className="size-6 text-muted" />
            <Radix.Title className="font-semibold text-lg">{t('title')}</Radix.Title>
            <p className="text-muted text-sm">{t('lead', { name })}</p>
            {refusal ? (
              <Notice tone="danger" role="alert">
                {toText(refusal)}
              </Notice>
            ) : null}
            <form onSubmit={submit} className="grid gap-4" noValidate>
              <Field label={t('password')}>
                {(control) => (
                  <PasswordInput {...control} name="password" autoComplete="off" maxLength={200} autoFocus />
                )}
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
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
