import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Notice } from '@/components/ui/notice'

/** Said before sending when figures were saved after the report had been printed for the signature (domain.md 22.8). */
export function PrintWarning({ printedAt }: { printedAt: Date | null }) {
  const t = useTranslations('reports.signed')
  const format = useFormat()
  if (!printedAt) return null
  return (
    <Notice tone="warn" className="mt-3">
      {t('changedSincePrint', { at: format.dateTime(printedAt) })}
    </Notice>
  )
}
