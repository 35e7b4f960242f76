'use client'

import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { type AuthRefusal, useAuthText } from './auth-results'
import { PasswordInput } from './password-input'
import type { SharedLockProps } from './shared-lock'

interface LockScreenProps extends Pick<SharedLockProps, 'name' | 'unlock' | 'signOut'> {
  onOpen: () => void
  backTo: () => void
}

/** What covers everything until the password is given. */
export default function LockScreen({ name, unlock, signOut, onOpen, backTo }: LockScreenProps) {
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
