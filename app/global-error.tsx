'use client'

import { useEffect, useState } from 'react'
import { Button, buttonStyles } from '@/components/ui/button'
import en from '@/messages/en/fatal.json'
import { defaultLocale, type Locale, localeCookie } from '@/messages/locales'
import vi from '@/messages/vi/fatal.json'
import './globals.css'

const messages: Record<Locale, typeof vi> = { vi, en }

/** Stands in when the root layout itself failed, so it brings its own few sentences: these load with every page. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const [locale, setLocale] = useState<Locale>(defaultLocale)
  useEffect(() => {
    if (document.cookie.includes(`${localeCookie}=en`)) setLocale('en')
  }, [])
  const words = messages[locale]
  return (
    <html lang={locale}>
      <body>
        <main className="grid max-w-lg gap-3 px-4 py-8 sm:px-8">
          <title>{words.title}</title>
          <h1 className="font-semibold text-ink text-lg">{words.title}</h1>
          <p className="text-base text-muted">{words.body}</p>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onClick={retry}>
              {words.retry}
            </Button>
            <a href="/" className={buttonStyles()}>
              {words.home}
            </a>
          </div>
        </main>
      </body>
    </html>
  )
}
