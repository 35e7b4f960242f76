import { type FormRow, isNumeric } from '@/server/forms/rules'
import { clipboardGrid } from '@/server/reports/clipboard/rules'
import { type FigureReason, parseFigure } from '@/server/reports/rules'

import type { Value } from './draft'

/** One line of what was pasted: the cell it goes to and the figure, or why it goes nowhere. */
export type PasteLine = {
  /** What stood in the name column, where there was one. */
  name: string | null
  text: string
  row: FormRow | null
  value: Value
  problem: FigureReason | null
}

/** For comparing names: without diacritics, case and signs. */
export const plainName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0110\u0111]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Is it more than one cell? A single one is pasted by the browser itself. */
export const isBlock = (grid: readonly (readonly string[])[]): boolean => grid.length > 1 || (grid[0]?.length ?? 0) > 1

const isFigure = (text: string) => parseFigure(text, 'currency').ok || parseFigure(text, 'percent').ok

/** Which column holds figures: the last one in which most filled cells are figures. */
function figureColumn(grid: readonly (readonly string[])[]): number {
  const width = Math.max(...grid.map((row) => row.length))
  for (let column = width - 1; column > 0; column--) {
    const filled = grid.flatMap((row) => row[column]?.trim() || [])
    if (filled.length > 0 && filled.filter(isFigure).length * 2 >= filled.length) return column
  }
  return 0
}

/** Which column holds names: the one with the most letters, left of the figures. */
function nameColumn(grid: readonly (readonly string[])[], figures: number): number | null {
  const letters = (column: number) => grid.reduce((sum, row) => sum + (row[column]?.match(/\p{L}/gu)?.length ?? 0), 0)
  let best: number | null = null
  for (let column = 0; column < figures; column++)
    if (letters(column) > (best === null ? 0 : letters(best))) best = column
  return best
}

function findRow(rows: readonly FormRow[], name: string): FormRow | null {
  const plain = plainName(name)
  if (!plain) return null
  const names = (row: FormRow) => [row.code, row.nameVi, row.shortVi, row.nameEn, row.shortEn].map(plainName)
  const exact = rows.find((row) => names(row).includes(plain))
  if (exact) return exact
  const near = rows.filter((row) =>
    names(row).some((each) => each.length > 8 && (plain.startsWith(each) || each.startsWith(plain))),
  )
  return near.length === 1 && plain.length > 8 ? (near[0] ?? null) : null
}

/**
 * What a pasted block would set. One column fills consecutive cells from `start` on; a block with names goes by them.
 * Lines without a figure are left out when blank; the caller shows the rest before anything is set.
 */
export function readPaste(
  text: string,
  order: readonly FormRow[],
  start: string,
  locale: 'vi' | 'en',
): { lines: PasteLine[]; byName: boolean } {
  const grid = clipboardGrid(text)
  const rows = order.filter(isNumeric)
  const column = figureColumn(grid)
  const names = nameColumn(grid, column)
  const read = (row: FormRow | null, name: string | null, figure: string): PasteLine => {
    const parsed = row ? parseFigure(figure, row.valueType, locale) : null
    return {
      name,
      text: figure.trim().slice(0, 40),
      row,
      value: parsed?.ok ? parsed.value : null,
      problem: parsed && !parsed.ok ? parsed.reason : null,
    }
  }
  if (names !== null) {
    const lines = grid.map((each) => {
      const name = (each[names] ?? '').trim()
      return read(findRow(rows, name), name, each[column] ?? '')
    })
    return { byName: true, lines: lines.filter((line) => line.text !== '') }
  }
  const from = Math.max(
    0,
    rows.findIndex((row) => row.code === start),
  )
  const lines = grid.map((each, i) => read(rows[from + i] ?? null, null, each[column] ?? ''))
  return { byName: false, lines: lines.filter((line) => line.text !== '') }
}
