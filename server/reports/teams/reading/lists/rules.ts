import type { Lexeme } from '../lexemes/rules'

/** A point, a bracket or a stroke after the number of a list. */
const closes = (lexeme: Lexeme | undefined, before: Lexeme): boolean =>
  lexeme !== undefined &&
  lexeme.start === before.end &&
  (lexeme.sense === 'stop' || lexeme.sense === 'close' || ['/', '-', ':'].includes(lexeme.symbol))
const isLetterMark = (lexeme: Lexeme): boolean =>
  lexeme.end - lexeme.start <= 3 &&
  /^(?:[a-h]|i{1,3}|i?v|vi{1,3}|i?x)$/.test(lexeme.symbol) &&
  lexeme.sense === 'unknown'
/** "4.120" or "4 120" after the number of a list written without a space is 120 as the fourth. */
const joined = /^(\d{1,2})[. ]\d/

/** What a walk through the lexemes knows: the number of the list before, and what was said since. */
type State = { last: number; figures: number; labelled: boolean }

function begins(lexemes: readonly Lexeme[], at: number): 'line' | 'piece' | null {
  const [before, earlier] = [lexemes[at - 1], lexemes[at - 2]]
  if (before === undefined || before.sense === 'line') return 'line'
  const bullet = before.sense === 'dash' || before.sense === 'comma'
  if (bullet && (earlier === undefined || earlier.sense === 'line')) return 'line'
  const joins = before.sense === 'plain' && before.symbol === 'va'
  return bullet || joins || before.sense === 'stop' || before.sense === 'open' ? 'piece' : null
}

/** Is the number the next one of a list? Where it does not begin a piece, only when what stands before it is complete. */
function isMark(lexemes: readonly Lexeme[], at: number, state: State): boolean {
  const [before, number, close, follows] = [lexemes[at - 1], lexemes[at], lexemes[at + 1], lexemes[at + 2]]
  if (!number || !/^\d{1,2}$/.test(number.symbol) || !close || !closes(close, number)) return false
  const value = Number(number.symbol)
  const place = begins(lexemes, at)
  const isNext = value === state.last + 1
  const isOver = follows === undefined || follows.sense === 'line'
  if (close.sense !== 'stop' && close.sense !== 'close')
    return place === 'line' && (isNext || value === 1) && !isOver && follows.start > close.end
  if (place === 'line') return isNext || (value === 1 && !isOver)
  if (isOver) return false
  if (before?.sense === 'open') return begins(lexemes, at - 1) === 'line' && (isNext || value === 1)
  if (place === 'piece') return isNext && (value === 1 || state.figures > 0)
  if (value === 1) return before?.sense === 'team' || (before?.sense === 'colon' && !state.labelled)
  return isNext && state.figures > 0 && before?.sense !== 'colon'
}

/** "2 Số hộ: 20": a number before a piece that has one of its own. */
function isLabelled(lexemes: readonly Lexeme[], at: number): boolean {
  for (let i = at + 1; i < Math.min(at + 12, lexemes.length); i++) {
    const sense = lexemes[i]?.sense ?? ''
    if (sense === 'number') return true
    if (['comma', 'dash', 'line', 'stop'].includes(sense)) return false
  }
  return false
}

/**
 * Numbers of lists told from figures: "1. Số buổi: 3 2. Số hộ: 20". What could be either is made unknown, so that nobody
 * takes it for a figure.
 */
export function markLists(lexemes: readonly Lexeme[]): Lexeme[] {
  const result: Lexeme[] = []
  const unsure: Lexeme[] = []
  const heads = new Set<number>()
  let state: State = { last: 0, figures: 0, labelled: false }
  let isList = false
  for (let at = 0; at < lexemes.length; at++) {
    const lexeme = lexemes[at] as Lexeme
    const close = lexemes[at + 1]
    const mark = (value: number, symbol: string, end: number) => {
      state = { last: value, figures: 0, labelled: false }
      isList = true
      result.push({ ...lexeme, sense: 'mark', symbol, end })
    }
    if (lexeme.sense === 'mark') mark(Number(lexeme.symbol), lexeme.symbol, lexeme.end)
    else if (lexeme.sense === 'number' && close && isMark(lexemes, at, state)) {
      if (result.at(-1)?.sense === 'open') result.pop()
      mark(Number(lexeme.symbol), String(Number(lexeme.symbol)), close.end)
      at++
    } else if (begins(lexemes, at) === 'line' && isLetterMark(lexeme) && close && closes(close, lexeme)) {
      result.push({ ...lexeme, sense: 'mark', symbol: '', end: close.end })
      at++
    } else {
      result.push(lexeme)
      if (lexeme.sense === 'team') state = { last: 0, figures: 0, labelled: false }
      // "buổi 1: 15 hộ" is the first of them.
      if (lexeme.sense === 'number' && close?.sense === 'colon') lexeme.sense = 'unknown'
      if (lexeme.sense === 'number') {
        state.figures++
        const before = lexemes[at - 1]?.sense ?? ''
        const head = Number(joined.exec(lexeme.symbol)?.[1])
        const isFirst = begins(lexemes, at) !== null || ['colon', 'team', 'intro', 'aside', 'close'].includes(before)
        const isNext = state.last > 0 && head === state.last + 1
        // "và 3. Số hộ" within a line: the third, or three.
        const isClosed = close !== undefined && closes(close, lexeme) && lexemes[at + 2]?.sense !== 'line'
        const end = isClosed ? Number(/(?:^|[^\d., ])(\d{1,2})$/.exec(lexeme.symbol)?.[1]) : Number.NaN
        const isEnd = end <= 12
        if (before === 'number') isList = true
        if ((head > 0 && (isFirst || isNext || before === 'number')) || (isEnd && before !== 'colon'))
          unsure.push(lexeme)
        if (isNext || (isFirst && head === state.last + 1)) state.last = head
        if (isEnd && /[^\d., ]/.test(lexeme.symbol)) {
          isList = true
          state.last = end
        }
        if (isFirst) {
          isList ||= isLabelled(lexemes, at) || (isEnd && begins(lexemes, at) !== null)
          heads.add(Number(/^\d{1,2}(?=$|[. ]\d)/.exec(lexeme.symbol)?.[0]))
        }
      }
      if (lexeme.sense === 'line' || lexeme.sense === 'stop') state.labelled = false
      if (['unit', 'topic', 'unknown'].includes(lexeme.sense)) state.labelled = true
    }
  }
  for (const lexeme of unsure) {
    const head = Number(joined.exec(lexeme.symbol)?.[1])
    if (isList || heads.has(head - 1) || heads.has(head + 1)) lexeme.sense = 'unknown'
  }
  return result
}
