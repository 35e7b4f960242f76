import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LogShell } from '@/components/activities/log-shell'
import { ClientMessages } from '@/components/frame/client-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activities.log'))('title') }
}

/** Asks nothing of the server: what it shows is on the device. So it can be kept and opened without a network. */
export default async function LogPage() {
  const t = await getTranslations('activities.log')
  const tCommon = await getTranslations('common')
  return (
    <ClientMessages namespaces={['activities', 'photos']}>
      <div className="mx-auto grid min-h-screen w-full max-w-xl content-start gap-6 px-4 pt-4 [&_.action-bar]:bottom-0">
        <header className="flex items-center justify-between gap-4 border-line border-b pb-3">
          <p className="font-bold text-accent text-base">{tCommon('product')}</p>
          {/* A plain link: a page of the frame is loaded whole, or not at all. */}
          <a className="link inline-flex min-h-9 items-center text-sm" href="/activities">
            {t('all')}
          </a>
        </header>
        <main id="content" tabIndex={-1}>
          <LogShell />
        </main>
      </div>
    </ClientMessages>
  )
}
