import { searchKey } from '@/db/unit-names'
import type { FormRow } from '../../forms/rules'
import {
  type Amount,
  type Break,
  type CompareColumn,
  type CompareRow,
  changeOf,
  figureOf,
  perThousand,
  type RangeName,
  type Rate,
} from '../rules'

/** Rows whose name has the words looked for, written with or without diacritics. */
export function findRows<Row extends { name: string }>(rows: readonly Row[], search: string): Row[] {
  const key = searchKey(search)
  return key === '' ? [...rows] : rows.filter((row) => searchKey(row.name).includes(key))
}

/** One column of the table: a figure, its change to the range before, or to last year. Its id stands in addresses. */
export type Measure = 'value' | 'month' | 'year'
export type TableColumn = { id: string; column: CompareColumn; measure: Measure }

/** The columns of a comparison in order; 'T1_01', 'T1_01.month', 'T1_01.year'. */
export const tableColumns = (columns: readonly CompareColumn[]): TableColumn[] =>
  columns.flatMap((column) =>
    column.absence === null
      ? (['value', 'month', 'year'] as const).map((measure) => ({
          id: measure === 'value' ? column.code : `${column.code}.${measure}`,
          column,
          measure,
        }))
      : [{ id: column.code, column, measure: 'value' as const }],
  )

/** The columns that stand when none was chosen: the change to last year where there was such a month. */
export const standsByDefault = ({ measure }: Pick<TableColumn, 'measure'>, compared: { lastYear: boolean }): boolean =>
  measure !== 'year' || compared.lastYear

export type TableOptions = { per: Rate; sameSet: boolean }
/** `value` in the column's unit (percentages in percent); `percent`: of a change; `amount`: what stands behind it. */
export type TableCell = { value: number | null; percent: number | null; amount: Amount | undefined }

/** What a cell of the table says, for the screen and for the spreadsheet alike. */
export function cellOf(row: CompareRow, { column, measure }: TableColumn, { per, sameSet }: TableOptions): TableCell {
  const buckets = row.figures[column.code] ?? {}
  const rate = (range: RangeName) => {
    const figure = figureOf(column, buckets[range])
    return per === 'none' || column.valueType === 'percent' ? figure : perThousand(column, figure, buckets[range]?.base)
  }
  if (measure === 'value') return { value: rate('now'), percent: null, amount: buckets.now }
  // Over one set of units a rate has no base: a difference of counts never stands beside it.
  const same = sameSet && per === 'none'
  const since = (range: 'before' | 'lastYear') =>
    row.broken?.[range] ? null : changeOf(rate('now'), rate(range), column.valueType)
  const change =
    measure === 'year'
      ? since('lastYear')
      : same
        ? changeOf(figureOf(column, buckets.sameNow), figureOf(column, buckets.sameBefore), column.valueType)
        : since('before')
  return {
    value: change?.by ?? null,
    percent: change?.percent ?? null,
    amount: same && measure === 'month' ? buckets.sameNow : buckets.now,
  }
}

/** Decimals of a figure: none for counts and money, one for percentages, two for small rates. */
export const digitsOf = (column: Pick<FormRow, 'valueType'>, per: Rate): number =>
  column.valueType === 'percent' ? 1 : per === 'none' ? 0 : 2

/** Which earlier figures of a row are of another land, so that no change to them is told, and why; null: none that it has. */
export function breaksOf(row: CompareRow): { with: 'before' | 'lastYear' | 'both'; breaks: Break[] } | null {
  const told = (['before', 'lastYear'] as const).filter(
    (range) => row.broken?.[range] && Object.values(row.figures).some((buckets) => buckets[range]),
  )
  const [first] = told
  if (!first) return null
  const breaks = new Map(
    told
      .flatMap((range) => row.broken?.[range] ?? [])
      .map((each) => [`${each.otherId} ${each.gave} ${each.effectiveOn}`, each]),
  )
  return { with: told.length > 1 ? 'both' : first, breaks: [...breaks.values()] }
}

/** Which sentence, under `compare.breaks`, tells of what parted a unit from itself. */
export function breakWord({ gave, moved }: Break): 'gave' | 'took' | 'movedOut' | 'movedIn' {
  if (moved) return gave ? 'movedOut' : 'movedIn'
  return gave ? 'gave' : 'took'
}
