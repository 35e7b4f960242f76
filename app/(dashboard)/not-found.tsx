import { useTranslations } from 'next-intl'
import { ContextBar } from '@/components/frame/context-bar'
import { ErrorState } from '@/components/ui/error-state'
import { LinkButton } from '@/components/ui/link-button'

export default function DashboardNotFound() {
  const t = useTranslations('common.actions')
  return (
    <>
      <ContextBar />
      <main id="content" tabIndex={-1} className="frame-main">
        <ErrorState code="NotFound" heading="h1" action={<LinkButton href="/">{t('home')}</LinkButton>} />
      </main>
    </>
  )
}
