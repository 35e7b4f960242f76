import type { Lexeme } from '../lexemes/rules'

/** Words between two commas, mostly one figure with its label. */
export type Piece = readonly Lexeme[]
export type Sentence = {
  pieces: readonly Piece[]
  /** What stands in brackets and belongs to no piece. */
  bracketed: readonly Piece[]
  /** The number of the list that the sentence is under; null: none. */
  mark: Lexeme | null
}
export type Line = {
  sentences: readonly Sentence[]
  bulleted: boolean
  /** Ends with a colon: what follows is under it. */
  opens: boolean
  blank: boolean
}

const silent: ReadonlySet<string> = new Set([
  'plain',
  'soft',
  'unit',
  'topic',
  'about',
  'intro',
  'calendar',
  'aside',
  'self',
])
const isNumber = (lexeme: Lexeme) => lexeme.sense === 'number'
/** A label in brackets is part of the piece: "DVC (lượt): 120", "DVC (120)"; a part of the figure is not: "35 hộ (5 hộ nghèo)". */
function belongs(inner: readonly Lexeme[], piece: readonly Lexeme[]): boolean {
  const numbers = inner.filter(isNumber).length
  const known = inner.every(
    ({ sense }) => silent.has(sense) || sense === 'number' || (sense === 'comma' && numbers === 0),
  )
  if (!known || numbers > 1) return false
  if (numbers === 0) return !inner.some((lexeme) => lexeme.sense === 'topic') || piece.length > 0
  return !piece.some(isNumber) && piece.some((lexeme) => lexeme.sense === 'unit' || lexeme.sense === 'topic')
}

/** The lexemes inside a bracket and where it closes; null when it does not on its line. */
function bracketAt(lexemes: readonly Lexeme[], open: number): { inner: Lexeme[]; close: number } | null {
  const inner: Lexeme[] = []
  for (let at = open + 1; at < lexemes.length && inner.length < 60; at++) {
    const lexeme = lexemes[at] as Lexeme
    if (lexeme.sense === 'close') return { inner, close: at }
    if (lexeme.sense === 'line' || lexeme.sense === 'open') return null
    inner.push(lexeme)
  }
  return null
}

class Cutter {
  readonly lines: Line[] = []
  private sentences: Sentence[] = []
  private pieces: Piece[] = []
  private bracketed: Piece[] = []
  private piece: Lexeme[] = []
  private mark: Lexeme | null = null
  private bulleted = false
  private filled = false

  cut(lexemes: readonly Lexeme[]): Line[] {
    for (let at = 0; at < lexemes.length; at++) {
      const lexeme = lexemes[at] as Lexeme
      const bracket = lexeme.sense === 'open' ? bracketAt(lexemes, at) : null
      if (bracket) {
        if (belongs(bracket.inner, this.piece))
          this.piece.push(...bracket.inner.filter(({ sense }) => sense !== 'comma'))
        else this.bracketed.push(bracket.inner)
        this.filled = true
        at = bracket.close
      } else this.take(lexeme, lexemes[at - 1])
    }
    this.endLine(lexemes.at(-1))
    return this.lines
  }

  private take(lexeme: Lexeme, before: Lexeme | undefined): void {
    if (lexeme.sense === 'line') this.endLine(before)
    else if (lexeme.sense === 'stop') this.endSentence()
    else if (lexeme.sense === 'mark') {
      if (!this.filled) this.bulleted = true
      this.endSentence()
      this.mark = lexeme
      this.filled = true
    } else if (['comma', 'dash', 'open', 'close'].includes(lexeme.sense)) {
      if (!this.filled && lexeme.sense !== 'close') this.bulleted = true
      this.endPiece()
    } else {
      this.filled = true
      this.piece.push(lexeme)
    }
  }

  private endPiece(): void {
    if (this.piece.some((lexeme) => lexeme.sense !== 'colon')) this.pieces.push(this.piece)
    this.piece = []
  }

  private endSentence(): void {
    this.endPiece()
    const { pieces, bracketed, mark } = this
    if (pieces.length > 0 || bracketed.length > 0 || mark) this.sentences.push({ pieces, bracketed, mark })
    this.pieces = []
    this.bracketed = []
    this.mark = null
  }

  private endLine(last: Lexeme | undefined): void {
    this.endSentence()
    const { sentences, bulleted } = this
    this.lines.push({ sentences, bulleted, opens: last?.sense === 'colon', blank: !this.filled })
    this.sentences = []
    this.bulleted = false
    this.filled = false
  }
}

export const linesOf = (lexemes: readonly Lexeme[]): Line[] => new Cutter().cut(lexemes)
