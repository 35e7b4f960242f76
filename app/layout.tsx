import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/frame/client-messages'
import { themeCookie } from '@/components/frame/preferences'
import { ToastProvider } from '@/components/ui/toast'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: { template: `%s · ${t('product')}`, default: t('product') }, description: t('productLine') }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161c24' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(themeCookie)?.value
  return (
    <html lang={await getLocale()} data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
      <body>
        <ClientMessages>
          <ToastProvider>{children}</ToastProvider>
        </ClientMessages>
      </body>
    </html>
  )
}
