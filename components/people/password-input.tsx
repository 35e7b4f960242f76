'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Input } from '@/components/ui/input'

/** A password that can be looked at: on a phone most wrong ones are typing errors. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('auth.password')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <span className="relative block">
      <Input {...props} type={shown ? 'text' : 'password'} autoCapitalize="off" spellCheck={false} className="pr-12" />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={t('show')}
        onClick={() => setShown(!shown)}
        className="absolute top-1/2 right-1 grid size-9 -translate-y-1/2 place-items-center rounded-sm text-muted hover:text-ink sm:size-7"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  )
}
