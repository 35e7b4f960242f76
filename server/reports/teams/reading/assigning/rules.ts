import { parseFigure } from '@/server/reports/figures/rules'
import { isTopic, type Labels, symbolOf } from '../labels/rules'
import type { Lexeme } from '../lexemes/rules'
import type { Piece } from '../pieces/rules'
import type { ReadProblem } from '../rules'

/** A figure with the row that it can only be of. */
export type Assigned = { code: string; value: number | null; problem?: ReadProblem }

/** A piece taken apart at its numbers: what is said before the first, between two, after the last. */
export type Parted = {
  numbers: readonly Lexeme[]
  gaps: readonly (readonly string[])[]
  /** Does a unit follow the number at once, so that it is its own? One for each number. */
  ownUnit: readonly boolean[]
  symbols: readonly string[]
  /** A colon stands right before the number, so that the words before it are of this one. */
  afterColon: readonly boolean[]
}

const units: ReadonlySet<string> = new Set(['=session', '=household', '=attendance', '=person'])
const isZero = (lexeme: Lexeme) => lexeme.sense === 'nil' || lexeme.sense === 'none' || lexeme.sense === 'no'
/** More numbers or words than anybody says in one breath are left to a person. */
const [mostNumbers, mostSymbols] = [40, 12]

export function partPiece(piece: Piece): Parted {
  const numbers: Lexeme[] = []
  const gaps: string[][] = [[]]
  const ownUnit: boolean[] = []
  const afterColon: boolean[] = []
  let fresh = false
  for (const [at, lexeme] of piece.entries()) {
    // "không" says none only where nothing follows it: "mua sắm: không".
    const isNumber =
      lexeme.sense === 'number' ||
      lexeme.sense === 'nil' ||
      lexeme.sense === 'none' ||
      (lexeme.sense === 'no' && piece.slice(at + 1).every(({ sense }) => sense === 'plain'))
    if (isNumber) {
      numbers.push(lexeme)
      afterColon.push(piece[at - 1]?.sense === 'colon')
      gaps.push([])
      ownUnit.push(false)
      fresh = true
      continue
    }
    const symbol = symbolOf(lexeme)
    if (symbol !== null) {
      if (fresh && units.has(symbol)) ownUnit[ownUnit.length - 1] = true
      gaps.at(-1)?.push(symbol)
    }
    fresh = false
  }
  return { numbers, gaps, ownUnit, symbols: gaps.flat(), afterColon }
}

/**
 * The row of each number of a piece, when every word between two numbers can be said of one of them in one way only:
 * "120 lượt DVC mua sắm 20". Null: in no way, or in several.
 */
function codesOf({ numbers, gaps, ownUnit, afterColon }: Parted, labels: Labels): string[] | null {
  if (numbers.length === 0 || numbers.length > mostNumbers || gaps.some((gap) => gap.length > mostSymbols)) return null
  if (numbers.length > 1 && gaps.flat().some(isForeign)) return null
  const before = (i: number, from: number) => (gaps[i] ?? []).slice(from)
  // Each way reaches a number with the words of its gap from `from` on; `ways[i]` says how it may go on from there.
  type Way = { code: string; next: number }
  const ways: Map<number, Way[]>[] = numbers.map(() => new Map())
  let reached = new Set([0])
  for (const [i] of numbers.entries()) {
    const next = new Set<number>()
    for (const from of reached) {
      const own = before(i, from)
      const gap = gaps[i + 1] ?? []
      const isLast = i === numbers.length - 1
      const found: Way[] = []
      const most = afterColon[i + 1] ? gap.length - 1 : gap.length
      for (let cut = isLast ? gap.length : 0; cut <= most; cut++) {
        const isOther = own.some((symbol) => units.has(symbol)) || (afterColon[i + 1] && gap.length === 1)
        if (cut === 0 && ownUnit[i] && !isOther) continue
        const code = labels.codeOf([...own, ...gap.slice(0, cut)])
        if (code !== null) found.push({ code, next: cut })
      }
      ways[i]?.set(from, found)
      for (const way of found) next.add(way.next)
    }
    reached = next
  }
  const codes: string[] = []
  let live = new Set([(gaps.at(-1) ?? []).length])
  for (let i = numbers.length - 1; i >= 0; i--) {
    const [used, starts] = [new Set<string>(), new Set<number>()]
    for (const [from, found] of ways[i] ?? [])
      for (const way of found)
        if (live.has(way.next)) {
          used.add(way.code)
          starts.add(from)
        }
    const [code] = used
    if (used.size !== 1 || code === undefined) return null
    codes.unshift(code)
    live = starts
  }
  return new Set(codes).size === codes.length ? codes : null
}

/** The figure that a number says for a row, or why it is none. "khoảng 30" is right for C06 alone, which may be estimated. */
function figureOf(code: string, number: Lexeme, parted: Parted, piece: Piece, labels: Labels): Assigned | null {
  const row = labels.rows.get(code)
  if (!row) return null
  if (isZero(number)) {
    // "lừa đảo: không có" says that nobody was deceived, not that nobody was taught.
    const isDoubtful = code === 'T4_01' && !parted.symbols.includes('=attendance')
    return isDoubtful ? null : { code, value: 0 }
  }
  const isVague = piece.some(({ sense }) => sense === 'roughly' || (sense === 'about' && code !== 'C06'))
  if (isVague) return { code, value: null, problem: 'approximate' }
  const parsed = parseFigure(number.symbol, row.valueType, 'en')
  if (!parsed.ok) return { code, value: null, problem: parsed.reason }
  return typeof parsed.value === 'number' ? { code, value: parsed.value } : null
}

/** The figures that a piece says; null when a number of it is not certain to belong to a row. */
export function assign(piece: Piece, parted: Parted, labels: Labels): Assigned[] | null {
  const codes = codesOf(parted, labels)
  if (!codes) {
    const mistaken = parted.numbers.length === 1 ? labels.mistakenUnit(parted.symbols) : null
    return mistaken === null ? null : [{ code: mistaken, value: null, problem: 'wrongUnit' }]
  }
  const figures = codes.map((code, i) => figureOf(code, parted.numbers[i] as Lexeme, parted, piece, labels))
  // Of several numbers one that is none leaves it open where the others belong.
  const isClear = figures.length === 1 || figures.every((figure) => figure?.value != null)
  return isClear && figures.every((figure) => figure !== null) ? figures : null
}

/** The figure of a number whose row is known from elsewhere: from a heading, from its place in the list of the paper form. */
export const assignTo = (code: string, piece: Piece, parted: Parted, labels: Labels): Assigned | null =>
  parted.numbers[0] && parted.numbers.length === 1 ? figureOf(code, parted.numbers[0], parted, piece, labels) : null

export const hasTopic = (symbols: readonly string[]): boolean => symbols.some(isTopic)
/** Words that are not known, or speak of something else. */
export const isForeign = (symbol: string): boolean => symbol.startsWith('?') || symbol === '=within'
export const countsOtherwise = (symbols: readonly string[]): boolean =>
  hasTopic(symbols) && symbols.some((symbol) => units.has(symbol) && symbol !== '=attendance')
