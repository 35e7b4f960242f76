import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import type { Doubt } from '@/server/comparisons/rules'

const most = 12

/** "Không so sánh được", and by a tap or Enter why: which units of then nobody has placed. */
export function Doubts({ unit, doubts }: { unit: string; doubts: readonly Doubt[] }) {
  const t = useTranslations('compare.doubts')
  const format = useFormat()
  return (
    <details className="basis-full font-normal text-sm">
      <summary aria-label={t('titleOf', { unit })} className="min-h-6 w-fit cursor-pointer text-warn underline">
        {t('title')}
      </summary>
      <p className="mt-1 text-muted">{t('lead')}</p>
      <ul className="list-disc pl-5 text-muted">
        {doubts.slice(0, most).map((doubt) => (
          <li key={`${doubt.predecessorId} ${doubt.effectiveOn}`}>
            {t(doubt.reason, { unit: doubt.predecessor, date: format.date(doubt.effectiveOn) })}
          </li>
        ))}
        {doubts.length > most ? <li>{t('more', { count: doubts.length - most })}</li> : null}
      </ul>
    </details>
  )
}
