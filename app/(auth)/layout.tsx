import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/frame/client-messages'

export default function AuthLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  return (
    <ClientMessages namespaces={['auth']}>
      <div className="mx-auto grid min-h-screen w-full max-w-sm content-start gap-6 px-4 py-8 sm:py-16">
        <header className="grid gap-0.5">
          <p className="font-bold text-accent text-lg">{t('product')}</p>
          <p className="text-muted text-sm">{t('productLine')}</p>
        </header>
        <main id="content" tabIndex={-1} className="grid gap-4">
          {children}
        </main>
      </div>
    </ClientMessages>
  )
}
