'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, type ButtonLook } from './button'

/** Copies plain text. Where the browser forbids the clipboard (old or embedded ones) it falls back to a selection. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.style.position = 'fixed'
    area.style.opacity = '0'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

export interface CopyButtonProps extends ButtonLook {
  text: string
  children?: ReactNode
}

export function CopyButton({ text, children, variant, size }: CopyButtonProps) {
  const t = useTranslations('common.actions')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), 4000)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        variant={variant}
        size={size}
        icon={outcome === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'copyFailed')}
      >
        {children ?? t('copy')}
      </Button>
      <output aria-live="polite" className="text-muted text-sm">
        {outcome ? t(outcome) : ''}
      </output>
    </span>
  )
}
