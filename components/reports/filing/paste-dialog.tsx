'use client'

import { useLocale } from 'next-intl'
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react'
import type { Locale } from '@/messages/locales'
import { useFiling } from './filing-provider'
import { readPaste } from './paste'

const PastePreview = lazy(() => import('./paste-preview'))
const PasteContext = createContext<(text: string, start: string) => void>(() => {})

/** Shows what a pasted block would set, beginning at a cell; sets nothing before it is confirmed. */
export const usePaste = () => useContext(PasteContext)

export function PasteProvider({ children }: { children: ReactNode }) {
  const { store } = useFiling()
  const locale = useLocale() as Locale
  const [preview, setPreview] = useState<ReturnType<typeof readPaste> | null>(null)
  const paste = useCallback(
    (text: string, start: string) => {
      if (store) setPreview(readPaste(text, store.order, start, locale))
    },
    [store, locale],
  )
  return (
    <PasteContext value={paste}>
      {children}
      {preview ? (
        <Suspense>
          <PastePreview {...preview} onClose={() => setPreview(null)} />
        </Suspense>
      ) : null}
    </PasteContext>
  )
}
