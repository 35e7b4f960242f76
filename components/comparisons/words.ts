import { useTranslations } from 'next-intl'
import { blank } from '@/components/format/number'
import { useFormat } from '@/components/format/use-format'
import { digitsOf, type TableCell } from '@/server/comparisons/cells/rules'
import type { CompareColumn, Rate } from '@/server/comparisons/rules'
import { formulaOf } from '@/server/forms/rules'

type Named = Pick<CompareColumn, 'shortVi' | 'shortEn' | 'unitVi' | 'unitEn' | 'valueType'>

/** The words of indicators and figures in the language of the page. */
export function useWords(per: Rate) {
  const t = useTranslations('compare')
  const format = useFormat()
  const vi = format.locale === 'vi'
  const figure = (column: Pick<CompareColumn, 'valueType'>, value: number | null): string =>
    column.valueType === 'percent'
      ? format.percent(value, digitsOf(column, per))
      : format.number(value, digitsOf(column, per))
  return {
    name: (column: Named) => (vi ? column.shortVi : column.shortEn),
    unit: (column: Named) => {
      const unit = vi ? column.unitVi : column.unitEn
      return per === 'none' || column.valueType === 'percent' ? unit : `${unit} ${t(`facts.rate.${per}`)}`
    },
    figure,
    /** The figure of a cell; a computed percentage with the two sums it is the ratio of. */
    cell: (column: Pick<CompareColumn, 'code' | 'kind' | 'valueType'>, { value, amount }: TableCell): string =>
      value !== null && amount?.num != null && formulaOf(column)?.op === 'percent'
        ? format.ratio(amount.num, amount.den)
        : figure(column, value),
    /** A unit's name in the middle of a sentence: "tỉnh Quảng Trị". */
    within: (name: string) => (vi ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name),
    /** "+1.234 (+5,3%)"; of a percentage in points. */
    change: (column: Pick<CompareColumn, 'valueType'>, cell: TableCell): string => {
      const by = format.change(cell.value, digitsOf(column, per))
      if (by === blank) return blank
      if (column.valueType === 'percent') return t('columns.points', { value: by })
      return cell.percent === null ? by : `${by} (${format.change(cell.percent, 1)}%)`
    },
  }
}
