import { type SheetTable, writeSheets } from '../../sheets/write'
import type { WrongTable } from './queries'
import type { ImportProblem } from './rules'

/** The words of the file in the language of whoever asked; filled from messages by the caller. */
export type WrongRowsWords = {
  sheet: string
  title: (file: string, count: number) => string
  lead: string
  line: string
  problem: string
  problems: (problem: ImportProblem, text: string) => string
}

/** The wrong rows with their own columns, the line and the reason before them, the cells to blame on a red ground. */
export const wrongRowsTables = (tables: readonly WrongTable[], words: WrongRowsWords): SheetTable[] =>
  tables.map(({ file, sheet, headers, rows }) => ({
    name: sheet || file.replace(/\.[A-Za-z]+$/, '') || words.sheet,
    heading: [words.title(file, rows.length), words.lead],
    columns: [
      { header: words.line, kind: 'number', width: 8 },
      { header: words.problem, kind: 'text', width: 44 },
      ...headers.map((header) => ({ header, kind: 'text' as const, width: 18 })),
    ],
    rows: rows.map(({ line, cells, problem, text }) => [
      line,
      words.problems(problem, text),
      // As text: a code must not lose its zeros once more.
      ...headers.map((_, index) => (cells[index] === null || cells[index] === undefined ? null : String(cells[index]))),
    ]),
    marks: rows.map(({ faults }) => faults.map((index) => index + 2)),
  }))

export const writeWrongRows = (tables: readonly WrongTable[], words: WrongRowsWords) =>
  writeSheets(wrongRowsTables(tables, words))
