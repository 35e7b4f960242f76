import { useTranslations } from 'next-intl'
import type { PeriodName } from '@/components/format/period'
import { useFormat } from '@/components/format/use-format'
import { ContextCaption } from './context-select'

/** When, on a page that belongs to one period only. */
export function PeriodLabel({ period }: { period: PeriodName }) {
  const t = useTranslations('frame')
  const format = useFormat()
  return (
    <p className="grid">
      <ContextCaption hidden>{t('when')}</ContextCaption>
      <span className="whitespace-nowrap py-0.5 font-medium text-ink text-sm">{format.period(period)}</span>
    </p>
  )
}
