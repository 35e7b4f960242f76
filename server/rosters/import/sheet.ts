import { type SheetTable, writeSheets } from '../../sheets/write'
import type { WrongSheet } from './queries'
import type { Problem } from './rules'

/** The words of the file in the language of whoever asked; filled from messages by the caller. */
export type WrongRowsWords = {
  sheet: string
  title: (count: number) => string
  lead: string
  line: string
  problem: string
  problems: (problem: Problem) => string
}

/** The wrong rows with their own columns, then the line and what is wrong; the cells to blame on a red ground. */
export const wrongRowsTables = (sheets: readonly WrongSheet[], words: WrongRowsWords): SheetTable[] =>
  sheets.map(({ name, headers, rows }) => ({
    name: name || words.sheet,
    heading: [words.title(rows.length), words.lead],
    columns: [
      ...headers.map((header) => ({ header, kind: 'text' as const, width: 18 })),
      { header: words.line, kind: 'number', width: 10 },
      { header: words.problem, kind: 'text', width: 50 },
    ],
    rows: rows.map(({ line, cells, problems }) => [
      // As text: a number must not lose its zeros once more.
      ...headers.map((_, index) => (cells[index] === null || cells[index] === undefined ? null : String(cells[index]))),
      line,
      problems.map(words.problems).join(' '),
    ]),
    marks: rows.map(({ faults }) => faults),
  }))

export const writeWrongRows = (sheets: readonly WrongSheet[], words: WrongRowsWords) =>
  writeSheets(wrongRowsTables(sheets, words))
