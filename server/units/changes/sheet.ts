import { type SheetTable, writeSheet } from '../../sheets/write'
import type { ListedChange, UnitChanges } from './queries'
import type { ChangeKind, ChangeLevel } from './rules'

/** The words of the file in the language of whoever asked; filled from messages by the caller. */
export type ChangesWords = {
  name: string
  heading: readonly string[]
  column: (
    id:
      | 'unit'
      | 'level'
      | 'on'
      | 'kinds'
      | 'oldName'
      | 'oldCode'
      | 'oldPlace'
      | 'newName'
      | 'newCode'
      | 'newPlace'
      | 'predecessors'
      | 'successors'
      | 'confirmed'
      | 'resolution',
  ) => string
  kind: (kind: ChangeKind) => string
  level: (level: ChangeLevel) => string
  crossed: (way: 'in' | 'out') => string
  confirmed: (yes: boolean) => string
  date: (day: string) => string
}

type Column = { header: string; cell: (row: ListedChange) => string | null; width: number }

/** The changes as a spreadsheet, a row for a unit and a day; everything is text, no code loses its zeros. */
export function sheetOf(changes: UnitChanges, words: ChangesWords): SheetTable {
  const names = (units: ListedChange['successors']) =>
    units.map(({ fullName, province }) => (province ? `${fullName} (${province})` : fullName)).join('; ') || null
  const columns: Column[] = [
    { header: words.column('unit'), width: 30, cell: (row) => (row.now ?? row.old)?.fullName ?? null },
    { header: words.column('level'), width: 16, cell: (row) => words.level(row.level) },
    { header: words.column('on'), width: 12, cell: (row) => words.date(row.on) },
    {
      ...{ header: words.column('kinds'), width: 34 },
      cell: (row) => [...row.kinds.map(words.kind), ...(row.crossed ? [words.crossed(row.crossed)] : [])].join('; '),
    },
    { header: words.column('oldName'), width: 28, cell: (row) => row.old?.fullName ?? null },
    { header: words.column('oldCode'), width: 10, cell: (row) => row.old?.code ?? null },
    { header: words.column('oldPlace'), width: 36, cell: (row) => row.old?.place.join(', ') || null },
    { header: words.column('newName'), width: 28, cell: (row) => row.now?.fullName ?? null },
    { header: words.column('newCode'), width: 10, cell: (row) => row.now?.code ?? null },
    { header: words.column('newPlace'), width: 36, cell: (row) => row.now?.place.join(', ') || null },
    { header: words.column('predecessors'), width: 60, cell: (row) => names(row.predecessors) },
    { header: words.column('successors'), width: 60, cell: (row) => names(row.successors) },
    {
      ...{ header: words.column('confirmed'), width: 16 },
      cell: (row) => (row.confirmed === null ? null : words.confirmed(row.confirmed)),
    },
    { header: words.column('resolution'), width: 32, cell: (row) => row.resolution },
  ]
  return {
    name: words.name,
    heading: words.heading,
    columns: columns.map(({ header, width }) => ({ header, kind: 'text', width })),
    rows: changes.rows.map((row) => columns.map((column) => column.cell(row))),
  }
}

export const writeChanges = (changes: UnitChanges, words: ChangesWords): Promise<Uint8Array<ArrayBuffer>> =>
  writeSheet(sheetOf(changes, words))
