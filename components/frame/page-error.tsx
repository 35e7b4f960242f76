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
  const tErrors = useTranslations('errors')
  const shown = offline ? 'Network' : code
  const retryable = shown !== 'Forbidden'
  return (
    <ErrorState
      code={shown}
      heading="h1"
      reference={shown === 'Unknown' ? digest : undefined}
      action={
        shown === 'NoPeriod' ? (
          // Trying again opens no period, and the first page has none either: the way on is where one is made to open.
          <a href="/units" className={buttonStyles({ variant: 'primary' })}>
            {tErrors('NoPeriod.action')}
          </a>
        ) : (
          <>
            {retryable ? (
              <Button variant="primary" onClick={onRetry}>
                {t('retry')}
              </Button>
            ) : null}
            {/* A plain link on purpose: after a failure the whole page is fetched anew. */}
            <a href="/" className={buttonStyles({ variant: retryable ? undefined : 'primary' })}>
              {t('home')}
            </a>
          </>
        )
      }
    />
  )
}
