import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { breaksOf, breakWord } from '@/server/comparisons/cells/rules'
import type { CompareRow } from '@/server/comparisons/rules'

const most = 12

/** By the tree of then: which change is not told because the unit was another land, and by a tap or Enter why. */
export function Breaks({ row }: { row: CompareRow }) {
  const t = useTranslations('compare.breaks')
  const more = useTranslations('compare.doubts')
  const format = useFormat()
  const found = breaksOf(row)
  if (!found) return null
  const title = t(found.with)
  return (
    <details className="basis-full font-normal text-sm">
      <summary
        aria-label={t('titleOf', { unit: row.name, title })}
        className="min-h-6 w-fit cursor-pointer text-warn underline"
      >
        {title}
      </summary>
      <p className="mt-1 text-muted">{t('lead')}</p>
      {found.breaks.length > 0 ? (
        <ul className="list-disc pl-5 text-muted">
          {found.breaks.slice(0, most).map((each) => (
            <li key={`${each.otherId} ${each.gave} ${each.effectiveOn}`}>
              {t(breakWord(each), { unit: each.other, date: format.date(each.effectiveOn) })}
            </li>
          ))}
          {found.breaks.length > most ? <li>{more('more', { count: found.breaks.length - most })}</li> : null}
        </ul>
      ) : null}
    </details>
  )
}
