import { type SheetCell, type SheetColumn, type SheetTable, writeSheet } from '../sheets/write'
import { breaksOf, cellOf, digitsOf, findRows, standsByDefault, tableColumns } from './cells/rules'
import type { Comparison } from './queries'
import type { Rate } from './rules'
import { averageRow, type CompareRow, type Doubt, partOf, totalRow, unallocatedNow } from './rules'

/** What the screen shows: which columns, in which order, which rows. Ids as in the address. */
export type ShownTable = {
  per: Rate
  sameSet: boolean
  columns: readonly string[] | null
  sort: { id: string; desc: boolean } | null
  search: string
}

/** The words of the file in the language of whoever asked; filled from messages by the caller. */
export type SheetWords = {
  name: string
  heading: readonly string[]
  notes: readonly string[]
  unit: string
  code: string
  received: string
  required: string
  /** Of all units, or of the provinces that have figures so far. */
  total: (part: { n: number; all: number } | null) => string
  average: (province: string) => string
  /** Lines beside the units: what has no place today, how many units of then; what another province has now. */
  unallocated: (units: number) => string
  elsewhere: string
  /** Header of the last column, why a unit cannot be compared, and why a change of it is not told. */
  note: string
  doubts: (doubts: readonly Doubt[]) => string
  breaks: (found: NonNullable<ReturnType<typeof breaksOf>>) => string
  /** Header of a figure, and of a change as a difference and in percent. */
  value: (code: string) => string
  change: (code: string, measure: 'month' | 'year', part: 'by' | 'percent') => string
  order: (a: string, b: string) => number
}

/** The rows as they stand on the screen: found by the search, in the order chosen. */
export function shownRows(table: Comparison, shown: ShownTable, words: Pick<SheetWords, 'order'>): CompareRow[] {
  const rows = findRows(table.rows, shown.search)
  const { sort } = shown
  if (!sort) return rows
  const column = tableColumns(table.columns).find((each) => each.id === sort.id)
  const keyOf = (row: CompareRow): string | number | null => {
    if (sort.id === 'name') return row.name
    if (sort.id === 'reports') return row.required > 0 ? row.received / row.required : null
    return column ? cellOf(row, column, shown).value : null
  }
  if (!column && sort.id !== 'name' && sort.id !== 'reports') return rows
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    // What has no figure stands last, whichever way one sorts.
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    const by = typeof left === 'number' && typeof right === 'number' ? left - right : words.order(`${left}`, `${right}`)
    return sort.desc ? -by : by
  })
}

/** The table of the screen as a spreadsheet, numbers as numbers: a change takes two columns, by how much and by which percentage. */
export function sheetOf(table: Comparison, shown: ShownTable, words: SheetWords): SheetTable {
  const chosen = tableColumns(table.columns).filter(
    (each) =>
      each.column.absence === null &&
      (shown.columns ? shown.columns.includes(each.id) : standsByDefault(each, table.compared)),
  )
  const reports = shown.columns === null || shown.columns.includes('reports')
  const parts = chosen.flatMap((each): { column: SheetColumn; cell: (row: CompareRow) => SheetCell }[] => {
    const { code, valueType } = each.column
    const digits = digitsOf(each.column, shown.per)
    const percent = valueType === 'percent'
    if (each.measure === 'value')
      return [
        {
          column: { header: words.value(code), kind: percent ? 'percent' : 'number', digits },
          cell: (row) => cellOf(row, each, shown).value,
        },
      ]
    const { measure } = each
    return [
      {
        column: { header: words.change(code, measure, 'by'), kind: 'number', digits },
        cell: (row) => cellOf(row, each, shown).value,
      },
      ...(percent
        ? []
        : [
            {
              column: { header: words.change(code, measure, 'percent'), kind: 'percent' as const },
              cell: (row: CompareRow) => cellOf(row, each, shown).percent,
            },
          ]),
    ]
  })
  const notes = (row: CompareRow): string => {
    const breaks = breaksOf(row)
    return [row.notComparable && words.doubts(row.notComparable), breaks && words.breaks(breaks)]
      .filter(Boolean)
      .join('; ')
  }
  const noted = table.rows.some((row) => notes(row) !== '')
  const line = (row: CompareRow, name: string): SheetCell[] => [
    name,
    row.code,
    // Nothing is known to be due of an average, or of who has published nothing: blank, as on the screen.
    ...(reports ? (row.required > 0 ? [row.received, row.required] : [null, null]) : []),
    ...parts.map((part) => part.cell(row)),
    ...(noted ? [notes(row) || null] : []),
  ]
  const rows = shownRows(table, shown, words).map((row) => line(row, row.name))
  const unallocated = unallocatedNow(table)
  if (unallocated) rows.push(line(unallocated, words.unallocated(unallocated.units)))
  if (table.elsewhere) rows.push(line(table.elsewhere, words.elsewhere))
  if (table.peer) rows.push(line(averageRow(table.peer, table.columns), words.average(table.peer.name)))
  return {
    name: words.name,
    heading: words.heading,
    columns: [
      { header: words.unit, kind: 'text', width: 34 },
      { header: words.code, kind: 'text', width: 10 },
      ...(reports
        ? ([
            { header: words.received, kind: 'number' },
            { header: words.required, kind: 'number' },
          ] as const)
        : []),
      ...parts.map((part) => part.column),
      ...(noted ? ([{ header: words.note, kind: 'text', width: 60 }] as const) : []),
    ],
    rows,
    ...(table.peer ? {} : { total: line(totalRow(table.rows, table), words.total(partOf(table))) }),
    notes: words.notes,
  }
}

/** The file. */
export const writeComparison = (table: Comparison, shown: ShownTable, words: SheetWords) =>
  writeSheet(sheetOf(table, shown, words))
