'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Phone } from '@/components/ui/phone'

interface RevealPhoneProps {
  memberId: string
  name: string
  /** '09xx xxx 234'; null when no number is kept. */
  masked: string | null
}

/** A masked number with the way to the whole one: asking for it is written down. */
export function RevealPhone({ memberId, name, masked }: RevealPhoneProps) {
  const t = useTranslations('rosters')
  const reveal = useCommand(useTRPC().persons.reveal)
  const [number, setNumber] = useState<string | null>(null)
  if (number) return <Phone number={number} />
  if (!masked) return <span className="text-muted">{t('noPhone')}</span>
  return (
    <span className="inline-flex items-center gap-x-1 max-sm:grid">
      <span className="whitespace-nowrap tabular-nums sm:min-w-24">{masked}</span>
      <Button
        size="sm"
        variant="quiet"
        pending={reveal.pending}
        onClick={async () => setNumber((await reveal.run({ memberId }))?.phone ?? null)}
      >
        {t('reveal')}
        <span className="sr-only"> {name}</span>
      </Button>
      {reveal.errorText ? <span className="text-danger text-sm">{reveal.errorText}</span> : null}
    </span>
  )
}
