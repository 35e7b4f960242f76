import { useTranslations } from 'next-intl'
import { ErrorState } from '@/components/ui/error-state'
import { LinkButton } from '@/components/ui/link-button'

export default function NotFound() {
  const t = useTranslations('common.actions')
  return (
    <main className="px-4 py-8 sm:px-8">
      <ErrorState code="NotFound" heading="h1" action={<LinkButton href="/">{t('home')}</LinkButton>} />
    </main>
  )
}
