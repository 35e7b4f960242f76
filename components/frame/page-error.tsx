'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button, buttonStyles } from '@/components/ui/button'
import { type ErrorCode, ErrorState } from '@/components/ui/error-state'

const codes: readonly ErrorCode[] = [
  'NotFound',
  'Forbidden',
  'Conflict',
  'Invalid',
  'NotNow',
  'SignedOut',
  'Network',
  'NoPeriod',
]

/**
 * In production the browser learns of a server error its digest alone. A page that wants its own sentence throws an error
 * whose digest opens with a code ("Forbidden:…").
 */
function readError(error: unknown): { code: ErrorCode; digest: string | undefined } {
  const found = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined
  const code = codes.find((each) => found?.startsWith(each))
  return { code: code ?? 'Unknown', digest: found }
}

/** What a page shows when it failed: what happened, try again, the way home. */
export function PageError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('common.actions')
  const { code, digest } = readError(error)
  const [offline, setOffline] = useState(false)
  useEffect(() => setOffline(!navigator.onLine), [])
  useEffect(() => console.error(error), [error])
  const shown = offline ? 'Network' : code
  return (
    <ErrorState
      code={shown}
      heading="h1"
      reference={shown === 'Unknown' ? digest : undefined}
      action={
        <>
          <Button variant="primary" onClick={onRetry}>
            {t('retry')}
          </Button>
          {/* A plain link on purpose: after a failure the whole page is fetched anew. */}
          <a href="/" className={buttonStyles()}>
            {t('home')}
          </a>
        </>
      }
    />
  )
}
