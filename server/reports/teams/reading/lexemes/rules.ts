import type { Mention } from '../names/rules'
import { numberInWords } from '../number-words/rules'
import type { Token, TokenKind } from '../tokens/rules'
import { phraseAt, type Sense } from '../words/rules'

/**
 * A piece of meaning of a text: a phrase, a number that may be a figure, an `aside` that is none (a date, a phone, the number of
 * a month), the number of a list (`mark`), a team, or a sign that parts.
 */
export type Lexeme = {
  sense: Sense | 'number' | 'aside' | 'mark' | 'team' | Separator
  /** Of a unit, a topic or a code what it stands for, of a month "month:11", else the key or the signs. */
  symbol: string
  start: number
  end: number
  capital: boolean
  team?: Mention
}
type Separator = Extract<TokenKind, 'line' | 'stop' | 'comma' | 'dash' | 'colon' | 'open' | 'close'>

const isGlued = (a: Token | undefined, b: Token | undefined) => a !== undefined && b !== undefined && a.end === b.start
const monthOf = (digits: string) => `month:${Number.parseInt(digits, 10)}`
const isYear = (digits: string) => /^(?:19|20)\d\d$/.test(digits)

class Reader {
  readonly lexemes: Lexeme[] = []

  constructor(
    private readonly tokens: readonly Token[],
    private readonly teamAt: (at: number, afterTeam: boolean) => Mention | null,
  ) {}

  read(): Lexeme[] {
    for (let at = 0; at < this.tokens.length; ) at = this.next(at)
    return this.lexemes
  }

  private push(sense: Lexeme['sense'], symbol: string, from: number, next: number, team?: Mention): number {
    const [first, last] = [this.tokens[from], this.tokens[next - 1]]
    const [start, end] = [first?.start ?? 0, last?.end ?? 0]
    this.lexemes.push({ sense, symbol, start, end, capital: first?.capital ?? false, ...(team ? { team } : {}) })
    return next
  }

  private next(at: number): number {
    const token = this.tokens[at] as Token
    const last = this.lexemes.at(-1)
    if (token.kind === 'word' || token.kind === 'code') {
      const team = this.teamAt(at, last?.sense === 'team')
      if (team) return this.push('team', '', at, team.next, team)
    }
    switch (token.kind) {
      case 'word':
        return this.word(at, token, last)
      case 'number':
        return this.number(at, token, last)
      case 'code':
        return this.push('unit', `=${token.key}`, at, at + 1)
      case 'fullDate':
      case 'phone':
        return this.push('aside', '', at, at + 1)
      case 'date':
      case 'time':
        return this.push(this.isDated(last) ? 'aside' : 'unknown', this.dated(at, token.key), at, at + 1)
      case 'keycap':
        return this.push('mark', token.key.slice(0, 1), at, at + 1)
      case 'about':
      case 'sign':
        return this.push(token.kind === 'about' ? 'about' : 'unknown', token.key, at, at + 1)
      default:
        return this.push(token.kind, token.key, at, at + 1)
    }
  }

  /** A day or an hour stands after a word that asks for one, after the team, or after another. */
  private isDated(last: Lexeme | undefined): boolean {
    const before = last?.sense === 'comma' || last?.sense === 'dash' ? this.lexemes.at(-2) : last
    if (before?.sense === 'plain') return /^(?:tinh )?(?:tu|den)(?: het)?$/.test(before.symbol)
    return before !== undefined && ['calendar', 'aside', 'intro', 'team'].includes(before.sense)
  }

  /** "tháng 11" and "11/2026" name a month. */
  private dated(at: number, digits: string): string {
    const named = this.tokens[at - 1]?.key === 'thang' || /^\d{1,2}\D\d{4}$/.test(digits)
    return named ? monthOf(digits) : digits
  }

  private word(at: number, token: Token, last: Lexeme | undefined): number {
    const following = this.tokens[at + 1]
    // T11 that is no village is the month.
    const isMonth = following?.kind === 'date' || (following?.kind === 'number' && Number(following.key) <= 12)
    if (token.key === 't' && following && isMonth && isGlued(token, following))
      return this.push('aside', monthOf(following.key), at, at + 2)
    const said = numberInWords(this.words(at))
    if (said) {
      const next = at + said.count
      if (last?.sense === 'calendar') return this.push('aside', this.dated(at, String(said.value)), at, next)
      const after = phraseAt(this.tokens, next)?.meaning.sense
      const ends = !this.tokens[next] || ['line', 'stop', 'comma', 'dash'].includes(this.tokens[next].kind)
      if (after === 'unit' || (ends && last?.sense === 'colon'))
        return this.push('number', String(said.value), at, next)
    }
    const phrase = phraseAt(this.tokens, at)
    if (phrase) {
      const { sense, symbol } = phrase.meaning
      const keys = this.tokens.slice(at, phrase.next).map((each) => each.key)
      return this.push(sense, sense === 'unit' || sense === 'topic' ? symbol : keys.join(' '), at, phrase.next)
    }
    return this.unknown(at)
  }

  private words(at: number): Token[] {
    const words: Token[] = []
    for (let i = at; i < at + 6 && this.tokens[i]?.kind === 'word'; i++) words.push(this.tokens[i] as Token)
    return words
  }

  /** A word that is not known, with whatever is written together with it: VssID2. */
  private unknown(at: number): number {
    let next = at + 1
    while (isGlued(this.tokens[next - 1], this.tokens[next]) && /word|number|code/.test(this.tokens[next]?.kind ?? ''))
      next++
    // "xã Lìa" says where the village lies.
    const last = this.lexemes.at(-1)
    const inCommune = last?.symbol === 'address' || (last?.sense === 'plain' && /^(?:xa|phuong)$/.test(last.symbol))
    if (inCommune && this.tokens[at]?.capital && next === at + 1) return this.push('aside', 'address', at, next)
    const symbol = this.tokens.slice(at, next).map((token) => token.key)
    return this.push('unknown', symbol.join(''), at, next)
  }

  private number(at: number, token: Token, last: Lexeme | undefined): number {
    const following = this.tokens[at + 1]
    const phrase = phraseAt(this.tokens, at + 1)
    if (following?.kind === 'word' && isGlued(token, following) && !phrase) return this.unknown(at)
    const known = phraseAt(this.tokens, at)
    if (known) return this.push(known.meaning.sense, known.meaning.symbol, at, known.next)
    if (last?.sense === 'calendar') return this.push('aside', this.dated(at, token.key), at, at + 1)
    // "16/11 120": a day and a figure, or the half of one.
    const isHalf = this.tokens[at - 1]?.kind === 'date' && /^\d{3}$/.test(token.key) && last?.sense !== 'comma'
    const isOdd = isHalf || /^0\d\d/.test(token.key) || (isYear(token.key) && phrase?.meaning.sense !== 'unit')
    if (isOdd) return this.push('unknown', token.key, at, at + 1)
    // "15 - 20" and "35 / 40" are no two figures.
    const sign = this.lexemes.at(-1)
    const before = this.lexemes.at(-2)
    const isJoint = sign && (sign.sense === 'dash' || ['+', '/', '*'].includes(sign.symbol))
    // Written closer on one side the sign parts: "1/ 35 hộ".
    const isEven = sign && before && sign.start > before.end === token.start > sign.end
    // "100 - 2. Số hộ": the second of a list.
    const isMark = /^\d{1,2}$/.test(token.key) && isGlued(token, following) && /stop|close/.test(following?.kind ?? '')
    if (before?.sense === 'number' && isJoint && isEven && !isMark) {
      this.lexemes.splice(-2)
      this.push('number', `${before.symbol.slice(0, 20)}-${token.key}`, at, at + 1)
      Object.assign(this.lexemes.at(-1) as Lexeme, { start: before.start })
      return at + 1
    }
    return this.push('number', token.key, at, at + 1)
  }
}

export const lexemesOf = (
  tokens: readonly Token[],
  teamAt: (at: number, afterTeam: boolean) => Mention | null,
): Lexeme[] => new Reader(tokens, teamAt).read()
