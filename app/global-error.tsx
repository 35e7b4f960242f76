'use client'

import { NextIntlClientProvider } from 'next-intl'
import { useEffect, useState } from 'react'
import { PageError } from '@/components/frame/page-error'
import enCommon from '@/messages/en/common.json'
import enErrors from '@/messages/en/errors.json'
import { defaultLocale, type Locale, localeCookie } from '@/messages/locales'
import viCommon from '@/messages/vi/common.json'
import viErrors from '@/messages/vi/errors.json'
import './globals.css'

const messages = { vi: { common: viCommon, errors: viErrors }, en: { common: enCommon, errors: enErrors } }

/** Stands in when the root layout itself failed; so it brings its own sentences. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const [locale, setLocale] = useState<Locale>(defaultLocale)
  useEffect(() => {
    if (document.cookie.includes(`${localeCookie}=en`)) setLocale('en')
  }, [])
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider locale={locale} messages={messages[locale]}>
          <main className="px-4 py-8 sm:px-8">
            <PageError error={error} onRetry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
