import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

/** What every page's browser part may say; a page adds the namespaces of its own nouns. */
const always = ['common', 'frame', 'errors', 'enums'] as const

/** Hands the browser only the sentences it needs: put it around the client components of a page, with their namespaces. */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: readonly string[]
  children: ReactNode
}) {
  const all: Record<string, unknown> = await getMessages()
  const picked = Object.fromEntries([...always, ...namespaces].map((name) => [name, all[name]]))
  return <NextIntlClientProvider messages={picked as typeof all & {}}>{children}</NextIntlClientProvider>
}
