import { searchKey } from '@/db/unit-names'
import { type FormRow, isEntered, isNumeric } from '@/server/forms/rules'
import { type Lexeme, lexemesOf } from '../lexemes/rules'
import { tokenize } from '../tokens/rules'

/** What people say for the rows that a team reports first: a unit, a topic or both. "lượt" alone could be of any task. */
const said: Readonly<Record<string, string>> = {
  C01: 'session',
  C02: 'household',
  C06: 'person',
  C07: 'elderly|person elderly|within elderly|within person elderly',
  T1_01: 'services|attendance services|within attendance services',
  T2_01: 'shopping|attendance shopping|within attendance shopping',
  T3_01: 'payment|attendance payment|within attendance payment',
  T4_01:
    'scams|safety|scams safety|attendance scams|attendance safety|attendance scams safety|within attendance scams|within attendance safety',
  T5_01: 'platforms|attendance platforms|within attendance platforms',
}
const topics = new Set(['services', 'shopping', 'payment', 'scams', 'safety', 'platforms'].map((topic) => `=${topic}`))

/** What a lexeme adds to the meaning of a label, or null when it adds nothing. */
export function symbolOf({ sense, symbol }: Lexeme): string | null {
  if (sense === 'unit' || sense === 'topic') return symbol
  if (sense === 'soft') return `~${symbol}`
  if (sense === 'within') return '=within'
  const silent = ['plain', 'self', 'intro', 'calendar', 'aside', 'about', 'roughly', 'mark', 'number']
  return silent.includes(sense) || ['line', 'stop', 'comma', 'dash', 'colon', 'open', 'close'].includes(sense)
    ? null
    : `?${symbol}`
}

export const symbolsOf = (lexemes: readonly Lexeme[]): string[] => lexemes.flatMap((lexeme) => symbolOf(lexeme) ?? [])

/** As many words as the longest name of a row has; a longer label is none. */
const longest = 24
const keyOf = (symbols: readonly string[]): string => {
  const set = new Set(symbols)
  const hasTopic = symbols.some((symbol) => topics.has(symbol))
  return [...set]
    .filter((symbol) => !(hasTopic && symbol.startsWith('~')))
    .sort()
    .join('|')
}

export const isTopic = (symbol: string): boolean => topics.has(symbol) || symbol === '=elderly'

/** The rows of a form that a team reports, by what people call them. */
export class Labels {
  readonly codes: ReadonlySet<string>
  readonly rows: ReadonlyMap<string, FormRow>
  private readonly byMeaning = new Map<string, Set<string>>()
  private readonly byName = new Map<string, Set<string>>()
  private readonly symbols = new Map<string, Set<string>>()

  constructor(rows: readonly FormRow[]) {
    const entered = rows.filter((row) => isNumeric(row) && isEntered(row) && row.enteredBy === 'village')
    this.rows = new Map(entered.map((row) => [row.code, row]))
    this.codes = new Set(entered.map((row) => row.code.toUpperCase()))
    for (const row of entered) {
      const own = Object.hasOwn(said, row.code) ? (said[row.code] ?? '') : ''
      for (const way of own.split('|').filter(Boolean))
        this.mean(
          row.code,
          way.split(' ').map((word) => `=${word}`),
        )
      for (const name of [row.nameVi, row.shortVi]) {
        this.mean(row.code, symbolsOf(lexemesOf(tokenize(name.replace(/\([^)]*\)/g, ' '), new Set()), () => null)))
        this.name(row.code, name)
      }
      this.name(row.code, row.code)
    }
  }

  private mean(code: string, symbols: readonly string[]): void {
    const key = keyOf(symbols)
    if (key !== '') this.byMeaning.set(key, (this.byMeaning.get(key) ?? new Set()).add(code))
    const known = this.symbols.get(code) ?? new Set()
    for (const symbol of symbols) known.add(symbol)
    this.symbols.set(code, known)
  }

  private name(code: string, name: string): void {
    const key = searchKey(name)
    if (key !== '') this.byName.set(key, (this.byName.get(key) ?? new Set()).add(code))
  }

  private only(codes: ReadonlySet<string> | undefined): string | null {
    const [code] = codes ?? []
    return codes?.size === 1 && code !== undefined ? code : null
  }

  /** The row that a label means, when it means one alone and nothing besides. */
  codeOf(symbols: readonly string[]): string | null {
    if (symbols.length === 0 || symbols.length > longest) return null
    const coded = symbols.filter((symbol) => this.codes.has(symbol.slice(1)) && symbol.startsWith('='))
    const [code] = coded
    if (code === undefined) return this.only(this.byMeaning.get(keyOf(symbols)))
    const row = [...this.rows.keys()].find((each) => each.toUpperCase() === code.slice(1))
    const known = this.symbols.get(row ?? '')
    const rest = symbols.filter((symbol) => symbol !== code && !symbol.startsWith('~'))
    return row !== undefined && rest.every((symbol) => known?.has(symbol)) ? row : null
  }

  /** The row that people are counted for where attendances are, or the other way round: they never mix. */
  mistakenUnit(symbols: readonly string[]): string | null {
    const others = symbols.filter((symbol) => symbol !== '=person')
    if (symbols.length > longest || others.length === symbols.length) return null
    if (others.length === 1 && others[0] === '=attendance') return this.codeOf(['=person'])
    return others.some((symbol) => topics.has(symbol)) ? this.codeOf(others) : null
  }

  /** The row that the head of a column names, word for word or by its meaning. */
  codeOfHead(head: string): string | null {
    if (head.length > 400) return null
    const exact = this.only(this.byName.get(searchKey(head)))
    if (exact !== null) return exact
    const lexemes = lexemesOf(tokenize(head.replace(/^\s*\(?\d{1,2}\s*[.)/-]\s*/, ''), this.codes), () => null)
    return lexemes.some(({ sense }) => sense === 'number') ? null : this.codeOf(symbolsOf(lexemes))
  }
}
