import { type SheetCell, type SheetColumn, type SheetTable, writeSheets } from '../../sheets/write'
import type { getFrozen, getFrozenChanges } from './queries'
import { type Sum, toldTotal } from './rules'

type Figures = Awaited<ReturnType<typeof getFrozen>>
type Changes = Awaited<ReturnType<typeof getFrozenChanges>>

/** The words of the file in the language of whoever asked; filled from messages by the caller. */
export type FrozenWords = {
  names: { totals: string; units: string; changes: string }
  heading: readonly string[]
  notes: readonly string[]
  columns: Record<
    'code' | 'row' | 'measure' | 'value' | 'givers' | 'unit' | 'required' | 'accepted' | 'was' | 'now',
    string
  >
  name: (code: string) => string
  measure: (code: string) => string
  numerator: (name: string) => string
}

/** The sheets of a revision: its totals, its units or provinces with their figures, and what differs from the one before. */
export function frozenSheets(figures: Figures, changes: Changes, words: FrozenWords): SheetTable[] {
  const { columns, name, measure, heading, notes } = words
  const text = (header: string, width: number): SheetColumn => ({ header, kind: 'text', width })
  const number = (header: string, digits?: number): SheetColumn => ({ header, kind: 'number', digits })
  const sums = new Map(figures.sums.map((each) => [each.code, each]))
  const codes = Object.keys(figures.rows)
  const beside = [...sums.keys()].filter((code) => !figures.rows[code])
  const told = (sum: Sum | null | undefined): SheetCell => (sum ? toldTotal(sum) : null)
  const isPercent = (code: string) => figures.rows[code]?.valueType === 'percent'
  const counted = codes.filter((code) => figures.rows[code]?.valueType !== 'text')
  const totals = new Map(figures.totals.map((each) => [`${each.unitId} ${each.code}`, each]))
  const country = figures.place.level === 'nation'
  return [
    {
      ...{ name: words.names.totals, heading, notes },
      columns: [
        text(columns.row, 60),
        text(columns.code, 10),
        text(columns.measure, 16),
        number(columns.value, 1),
        number(columns.givers),
      ],
      rows: [...counted, ...beside].map((code) => [
        ...[name(code), code, measure(code), told(sums.get(code))],
        sums.get(code)?.n ?? null,
      ]),
    },
    {
      ...{ name: words.names.units, heading, notes },
      columns: [
        text(columns.unit, 34),
        text(columns.code, 10),
        number(columns.required),
        number(columns.accepted),
        ...counted.map((code) => number(`${name(code)} (${measure(code)})`, isPercent(code) ? 1 : 0)),
      ],
      rows: figures.lines.map((line) => [
        ...[line.name, line.code, line.required, line.accepted],
        ...counted.map((code) =>
          country ? told(totals.get(`${line.unitId} ${code}`)) : (line.values?.[code] ?? null),
        ),
      ]),
    },
    {
      ...{ name: words.names.changes, heading, notes },
      columns: [
        text(columns.unit, 34),
        text(columns.row, 60),
        text(columns.code, 10),
        number(columns.was, 1),
        number(columns.now, 1),
      ],
      rows: [
        ...changes.totals.map((each) => [each.name, name(each.code), each.code, told(each.was), told(each.now)]),
        ...(country
          ? []
          : changes.units.flatMap((unit) =>
              unit.rows.map((row) => [
                unit.name,
                row.part === 'value' ? name(row.code) : words.numerator(name(row.code)),
                ...[row.code, row.was, row.now],
              ]),
            )),
      ],
    },
  ]
}

/** The file. */
export const writeFrozen = (figures: Figures, changes: Changes, words: FrozenWords) =>
  writeSheets(frozenSheets(figures, changes, words))
