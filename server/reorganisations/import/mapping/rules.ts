import { searchKey } from '@/db/unit-names'
import type { Cell } from '../../../sheets/table'
import { whole } from '../../../units/tree/rules'
import {
  type CodedLevel,
  codeOf,
  codeWidths,
  keepsZeros,
  type Recognised,
  readerOf,
  type UnitCode,
  wordKey,
} from '../columns/rules'
import { levelFrom, type Source } from '../gazetteer/rules'

/** One old unit and one new one that took it or a part of it, as a file says. */
export type MappingRow = Source & {
  old: UnitCode
  next: UnitCode
  /** In hundred-millionths of the whole; null when the file does not say. */
  share: number | null
  /** Said to be a part, though not how large. */
  part: boolean
  oldName: string
  newName: string
  padded: boolean
  /** Codes that had lost their zeros and of which nothing in the row says of what level they are. */
  guessed: UnitCode[]
}
/** Why a row of a mapping cannot be taken, a key under `reorganisationImport.problems`. */
export type MappingProblem =
  | 'badOldCode'
  | 'badNewCode'
  | 'badShare'
  | 'oldUnknown'
  | 'oldEnded'
  | 'newUnknown'
  | 'otherLevel'
  | 'rowTwice'
  | 'restMissing'
  | 'sharesTooMuch'
  | 'sharesNotWhole'
  | 'otherRowWrong'
/** Whatever of the codes could be read is kept: the other rows of that old unit cannot stand without this one. */
export type WrongMapping = Source & {
  problem: MappingProblem
  text: string
  old: UnitCode | null
  next: UnitCode | null
}

const textOf = (cell: Cell): string => (cell === null ? '' : String(cell).trim())

const wholeWords = ['full', 'whole', 'all', 'toan bo', 'tron', 'nguyen trang', 'ca']
const partWords = ['partial', 'part', 'mot phan', '1 phan', 'phan']

/**
 * 'full' and 'toàn bộ', 'partial' and 'một phần', '25%', '0,25', 25 (percent, being above 1), or nothing: not said. Null when it is
 * none of these.
 */
export function shareFrom(cell: Cell): { share: number | null; part: boolean } | null {
  const text = textOf(cell)
  if (text === '') return { share: null, part: false }
  const key = wordKey(text)
  if (wholeWords.includes(key)) return { share: whole, part: false }
  if (partWords.includes(key)) return { share: null, part: true }
  const match = /^(\d{1,3}(?:[.,]\d+)?|[.,]\d+)\s*(%?)$/.exec(text)
  if (!match) return null
  const number = Number((match[1] ?? '').replace(',', '.'))
  const share = Math.round((match[2] || number > 1 ? number / 100 : number) * whole)
  return share > 0 && share <= whole ? { share, part: share < whole } : null
}

/** What the header of a column of codes says of their level: "Mã xã cũ". */
function saidBy(header: string): CodedLevel | null {
  const words = searchKey(header).split(' ')
  const has = (...any: string[]) => any.some((word) => words.includes(word))
  if (has('xa', 'px', 'phuong', 'ward', 'commune')) return 'commune'
  if (has('huyen', 'qh', 'district')) return 'district'
  return has('tinh', 'province') ? 'province' : null
}

const levelOfWidth = (width: number) => (width <= 2 ? 'province' : width === 3 ? 'district' : 'commune')
const longestOf = (cells: readonly Cell[]) =>
  cells.reduce<number>((most, cell) => Math.max(most, textOf(cell).length), 0)

/**
 * How the codes of a column are read. Where zeros stand in front, or every width is one of a level, the width says the level; else
 * zeros were lost (a number, or text that went through a program) and all are of one level: the header's, or that of the longest code.
 */
function codesOf(cells: readonly Cell[], common: CodedLevel) {
  const kept = keepsZeros(cells)
  const exact = (width: number) =>
    (Object.entries(codeWidths) as [CodedLevel, number][]).find(([, each]) => each === width)
  return (cell: Cell, said: CodedLevel | null): { code: UnitCode; padded: boolean; guessed: boolean } | null => {
    const wide = kept && typeof cell === 'string'
    const level = said ?? (wide ? exact(cell.trim().length)?.[0] : common)
    const read = level ? codeOf(cell, level) : null
    if (!level || !read) return null
    return { code: { level, code: read.code }, padded: read.padded, guessed: read.padded && said === null }
  }
}

/** The rows of a mapping, and those that say no two codes or no share. */
export function readMapping(table: number, recognised: Recognised): { rows: MappingRow[]; wrong: WrongMapping[] } {
  const at = readerOf(recognised)
  const [olds, news] = (['oldCode', 'newCode'] as const).map((field) => recognised.rows.map((row) => at(row, field)))
  const longest = levelOfWidth(Math.max(longestOf(olds ?? []), longestOf(news ?? [])))
  const headed = (field: 'oldCode' | 'newCode') =>
    saidBy(recognised.columns.find((column) => column.field === field)?.header ?? '') ?? longest
  const oldOf = codesOf(olds ?? [], headed('oldCode'))
  const newOf = codesOf(news ?? [], headed('newCode'))
  const newKept = keepsZeros(news ?? []) && (news ?? []).every((cell) => typeof cell === 'string')
  const found: { rows: MappingRow[]; wrong: WrongMapping[] } = { rows: [], wrong: [] }
  for (const row of recognised.rows) {
    const source = { table, line: row.line }
    // A row that says the level of the old unit says that of the new one: only districts become something else.
    const level = levelFrom(at(row, 'oldLevel'))
    const old = oldOf(at(row, 'oldCode'), level)
    const next = newOf(at(row, 'newCode'), level === 'district' || newKept ? null : level)
    const share = shareFrom(at(row, 'share'))
    const wrong = (problem: MappingProblem, cell: Cell) =>
      found.wrong.push({
        ...source,
        ...{ problem, text: textOf(cell).slice(0, 200), old: old?.code ?? null, next: next?.code ?? null },
      })
    if (!old) wrong('badOldCode', at(row, 'oldCode'))
    else if (!next) wrong('badNewCode', at(row, 'newCode'))
    else if (!share) wrong('badShare', at(row, 'share'))
    else
      found.rows.push({
        ...source,
        ...{ old: old.code, next: next.code, ...share, padded: old.padded || next.padded },
        guessed: [old, next].flatMap((each) => (each.guessed ? each.code : [])),
        ...{ oldName: textOf(at(row, 'oldName')), newName: textOf(at(row, 'newName')) },
      })
  }
  return found
}
