import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'

/** What becomes of figures that arrive after the commune has sent. */
export function LateHint({ commune }: { commune: string }) {
  const t = useTranslations('lateReports')
  return <p className="max-w-3xl text-muted text-sm">{t('hint', { commune: inSentence(commune) })}</p>
}
