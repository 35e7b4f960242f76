/** What a table is that people send, and why a file is not taken for one. Imports nothing. */

/** What a cell holds: text, a number as the program keeps it (codes lose their zeros that way), or nothing. */
export type Cell = string | number | null
/** What stands in place of a formula that was saved without its value; Excel's own sign for one that it could not work out. */
export const notCalculated = '#CALC!'
/** `line`: the row of the sheet, or the line of the text that the record begins on, from 1. */
export type TableRow = { line: number; cells: readonly Cell[] }
/** `name`: of the sheet; '' of a text. Blank rows are left out. */
export type Table = { name: string; rows: readonly TableRow[] }
/** How far the reading of a file is, in rows; `of` is judged by what has been read. May throw to stop it. */
export type ReadingTold = (done: number, of: number) => Promise<void>

/** Why a file is not read; a key under `reorganisationImport.refusals` and `rosterImport.refusals`. */
export type TableRefusal =
  | 'empty'
  | 'tooLarge'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'unpacksTooLarge'
  | 'macro'
  | 'password'
  | 'oldExcel'
  | 'encoding'
  | 'quotes'
  | 'broken'
  | 'kind'

export class TableRefused extends Error {
  override readonly name = 'TableRefused'
  constructor(readonly reason: TableRefusal) {
    super(reason)
  }
}

/**
 * `tags`: of all parts of a workbook, two or more to a cell, also of a million rows that hold nothing but a format; `merges`,
 * `merged`: merged ranges of a sheet, and the cells in them; `letters`: of all cells of a file together, since one text of a workbook
 * may stand in every cell of it; `texts`: those that cells share.
 */
export const tableLimits = {
  bytes: 10 * 1024 * 1024,
  unpacked: 100 * 1024 * 1024,
  parts: 1000,
  rows: 20_000,
  columns: 100,
  tags: 8_000_000,
  merges: 5000,
  merged: 500_000,
  letters: 30_000_000,
  texts: 1_000_000,
} as const

/** What a cell says, trimmed, without signs that no page and no database has a place for and without halves of one; null: nothing. */
export function heldText(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML and JSON have no place for them
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '').trim()
  return plain === '' ? null : plain
}

/** The beginning of a text, at most so long; no sign is cut in two. */
export const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
