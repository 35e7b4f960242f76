import { type FormRow, isNumeric } from '@/server/forms/rules'
import { type FigureReason, formatFigure, parseFigure, type ReportValues } from '@/server/reports/rules'

/** What stands in the fields of a team's form, by code, as it was typed. */
export type Typed = Record<string, string>

/** Figures as fields show them. */
export const typedOf = (rows: readonly FormRow[], values: ReportValues, locale: 'vi' | 'en'): Typed =>
  Object.fromEntries(rows.map((row) => [row.code, formatFigure(values[row.code], row.valueType, locale)]))

export type ReadTyped = { values: ReportValues; problems: Record<string, FigureReason> }

/** What was typed as figures and words; a blank field is left out, never 0. */
export function readTyped(rows: readonly FormRow[], typed: Typed, locale: 'vi' | 'en'): ReadTyped {
  const read: ReadTyped = { values: {}, problems: {} }
  for (const row of rows) {
    const parsed = parseFigure(typed[row.code] ?? '', row.valueType, locale)
    if (!parsed.ok) read.problems[row.code] = parsed.reason
    else if (parsed.value !== null) read.values[row.code] = parsed.value
  }
  return read
}

/** Whether the fields say what stands: blanks and thousands marks apart. */
export function saysThe(rows: readonly FormRow[], typed: Typed, values: ReportValues, locale: 'vi' | 'en'): boolean {
  const read = readTyped(rows, typed, locale)
  return (
    Object.keys(read.problems).length === 0 &&
    rows.every(({ code }) => (read.values[code] ?? null) === (values[code] ?? null))
  )
}

/** A block of cells pasted into the grid, from a field on: the fields it sets, by line. Cells beyond the last column are left out. */
export function pasteInto(
  columns: readonly FormRow[],
  start: string,
  block: readonly (readonly string[])[],
): { line: number; code: string; text: string }[] {
  const first = columns.findIndex(({ code }) => code === start)
  return block.flatMap((cells, line) =>
    cells.flatMap((text, i) => {
      const row = columns[first + i]
      return row && isNumeric(row) ? [{ line, code: row.code, text: text.trim() }] : []
    }),
  )
}
