import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import type { FrozenChanges } from './outputs'

/** The name of a row by its code, also of what is counted beside the rows; a row that no form of the month has keeps its code. */
export function useRowName(rows: FrozenChanges['rows']): (code: string) => string {
  const t = useTranslations('frozen.beside')
  const { locale } = useFormat()
  return (code) => {
    if (code === 'R00' || code === 'R01' || code === 'R02') return t(`${code}.name`)
    const row = rows[code]
    return row ? (locale === 'vi' ? row.nameVi : row.nameEn) : code
  }
}
