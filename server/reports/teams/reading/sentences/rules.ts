import {
  type Assigned,
  assign,
  assignTo,
  countsOtherwise,
  hasTopic,
  isForeign,
  type Parted,
  partPiece,
} from '../assigning/rules'
import { type Labels, symbolsOf } from '../labels/rules'
import type { Lexeme } from '../lexemes/rules'
import type { Piece, Sentence } from '../pieces/rules'

/** A piece of a sentence as it was read: figures, "không phát sinh" of all, nothing that counts, or not understood. */
export type Told = {
  piece: Piece
  parted: Parted
  figures: readonly Assigned[] | null
  kind: 'figures' | 'nil' | 'silent' | 'unread'
  /** The row follows from the line above alone. */
  under: boolean
}
export type Surroundings = {
  /** What the line above says that this one is under: "Dịch vụ công:". */
  heading: readonly string[] | null
  /** Stands in the line that names the team: who writes may be said before the figures. */
  first: boolean
}

const speaksOf = (lexemes: readonly Lexeme[], ...senses: Lexeme['sense'][]) =>
  lexemes.some((lexeme) => senses.includes(lexeme.sense))
const saysNothing = (piece: Piece) => symbolsOf(piece).every((symbol) => symbol.startsWith('~'))
/** A person's name, a post, a greeting: no figure, no label. */
const isPresentation = (piece: Piece) =>
  piece.every((lexeme) => ['unknown', 'plain', 'self', 'intro', 'aside', 'calendar', 'colon'].includes(lexeme.sense)) &&
  piece.every((lexeme) => lexeme.sense !== 'unknown' || lexeme.capital)

/** "Hồ Văn A: 4 buổi" in the line that names the team: the name apart, then the figures. */
function presented(piece: Piece): Piece[] {
  const colon = piece.findIndex((lexeme) => lexeme.sense === 'colon')
  const head = piece.slice(0, colon)
  return colon > 0 && speaksOf(head, 'unknown') && isPresentation(head) ? [head, piece.slice(colon + 1)] : [piece]
}

class SentenceReader {
  private readonly told: Told[] = []
  /** Words without a number that may belong to the next one: "phòng, chống lừa đảo: 3". */
  private waiting: Lexeme[] = []
  /** Said of something in particular, so that a bare "30 người" after it may be of that too. */
  private governed = false
  private within = false
  private over = false

  constructor(
    private readonly labels: Labels,
    private readonly around: Surroundings,
  ) {}

  read({ pieces, bracketed }: Sentence): Told[] {
    const isOther = [...pieces, ...bracketed].some((piece) => speaksOf(piece, 'other'))
    if (isOther) this.over = true
    for (const piece of pieces.flatMap((each) => (this.around.first ? presented(each) : [each]))) this.take(piece)
    this.endWaiting()
    for (const piece of bracketed) this.tell(piece, partPiece(piece), null)
    return this.told
  }

  private take(piece: Piece): void {
    if (speaksOf(piece, 'remark')) this.over = true
    const parted = partPiece(piece)
    if (parted.numbers.length === 0) {
      const isWaiting = !saysNothing(piece) && !(this.around.first && isPresentation(piece))
      if (isWaiting && this.waiting.length < 40) this.waiting.push(...piece)
      else this.tell(piece, parted, null)
      return
    }
    const waiting = this.waiting
    if (waiting.length === 0) this.figures(piece, parted)
    else {
      this.waiting = []
      const merged = [...waiting, ...piece]
      const isBound = this.doubtLast(symbolsOf(waiting)) || parted.numbers.length > 1
      if (isBound) this.tell(merged, partPiece(merged), null)
      else this.figures(merged, partPiece(merged))
    }
  }

  /**
   * Words without a number after "20 lượt mua sắm" may go with it as well ("20 lượt mua sắm, thanh toán"): then it is not
   * certain any more, nor is the number after them.
   */
  private doubtLast(waiting: readonly string[]): boolean {
    const last = this.told.findLast((each) => each.parted.numbers.length > 0)
    if (!last || !waiting.some((symbol) => symbol.startsWith('='))) return false
    const isOpen =
      last.figures === null || (last.parted.gaps[0]?.length === 0 && (last.parted.gaps.at(-1)?.length ?? 0) > 0)
    if (isOpen) this.doubt(last)
    return isOpen
  }

  private doubt(told: Told): void {
    if (told.kind === 'silent') return
    told.figures = null
    told.kind = 'unread'
  }

  private endWaiting(): void {
    if (this.waiting.length === 0) return
    this.doubtLast(symbolsOf(this.waiting))
    this.tell(this.waiting, partPiece(this.waiting), null)
    this.waiting = []
  }

  private figures(piece: Piece, parted: Parted): void {
    const before = parted.gaps[0] ?? []
    const isBare = before.length === 0 && !hasTopic(parted.symbols)
    const last = this.told.findLast((each) => each.parted.numbers.length > 0)
    const isNaked = parted.symbols.length === 0 && parted.numbers.some(({ sense }) => sense === 'number')
    const isDoubtful =
      this.over ||
      (this.governed && isBare) ||
      (this.within && !parted.symbols.includes('=attendance')) ||
      (last !== undefined && isNakedPiece(last))
    const figures = isDoubtful ? null : this.assign(piece, parted)
    if (isNaked && last && figures === null) this.doubt(last)
    this.tell(piece, parted, figures)
    const isForeignBefore = before.some(isForeign)
    this.governed ||=
      hasTopic(before) ||
      isForeignBefore ||
      countsOtherwise(parted.symbols) ||
      (figures === null && parted.symbols.some(isForeign))
    this.within ||= parted.symbols.includes('=within')
    if (isForeignBefore && parted.afterColon[0] && !this.within) this.over = true
  }

  private assign(piece: Piece, parted: Parted): Assigned[] | null {
    const { heading } = this.around
    if (!heading || hasTopic(parted.symbols)) return assign(piece, parted, this.labels)
    const own = assign(piece, parted, this.labels)
    // The line above was a label left blank: "Số buổi:" and then "Số hộ: 35".
    const isOwn = own && (parted.gaps[0]?.length ?? 0) > 0 && !hasTopic(heading) && !heading.some(isForeign)
    if (isOwn) return own
    const code = this.labels.codeOf([...heading, ...parted.symbols])
    const figure = code === null ? null : assignTo(code, piece, parted, this.labels)
    return figure && [figure]
  }

  private tell(piece: Piece, parted: Parted, figures: readonly Assigned[] | null): void {
    if (piece.every((lexeme) => lexeme.sense === 'colon')) return
    const isNil =
      figures === null &&
      !this.over &&
      !this.around.heading &&
      parted.numbers.length === 1 &&
      parted.numbers.every(({ sense }) => sense === 'nil' || sense === 'none') &&
      parted.symbols.length === 0
    const isSilent = parted.numbers.length === 0 && saysNothing(piece) && !speaksOf(piece, 'about', 'roughly')
    const kind = figures ? 'figures' : isNil ? 'nil' : isSilent ? 'silent' : 'unread'
    const under = figures !== null && this.around.heading !== null && assign(piece, parted, this.labels) === null
    this.told.push({ piece, parted, figures, kind, under })
  }
}

const isNakedPiece = (told: Told): boolean =>
  told.figures === null &&
  told.parted.symbols.length === 0 &&
  told.parted.numbers.some(({ sense }) => sense === 'number')

export const readSentence = (sentence: Sentence, labels: Labels, around: Surroundings): Told[] =>
  new SentenceReader(labels, around).read(sentence)
