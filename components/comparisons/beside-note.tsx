import { useTranslations } from 'next-intl'
import { cellOf } from '@/server/comparisons/cells/rules'
import type { Rate } from '@/server/comparisons/rules'
import type { Comparison } from './outputs'
import { useWords } from './words'

interface BesideNoteProps {
  table: Comparison
  column: Comparison['columns'][number]
  per: Rate
}

/** What a picture of units cannot draw: figures that have no unit today. Nothing where all have one. */
export function BesideNote({ table, column, per }: BesideNoteProps) {
  const t = useTranslations('compare')
  const words = useWords('none')
  if (!table.unallocated || per !== 'none') return null
  const { value } = cellOf(table.unallocated, { id: column.code, column, measure: 'value' }, { per, sameSet: false })
  if (value === null) return null
  return <span className="text-muted text-sm">{t('unallocated.beside', { value: words.figure(column, value) })}</span>
}
