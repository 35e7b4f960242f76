import { useTranslations } from 'next-intl'
import { Breadcrumb, type Crumb } from '@/components/ui/breadcrumb'
import { ContextCaption } from './context-select'

/** Where: from the nation down to the unit of the page. */
export function UnitBreadcrumb({ items }: { items: readonly Crumb[] }) {
  const t = useTranslations('frame')
  return (
    <div className="grid min-w-0">
      <ContextCaption hidden>{t('where')}</ContextCaption>
      <Breadcrumb items={items} label={t('where')} />
    </div>
  )
}
