import { firstCodes } from '@/server/forms/rules'
import { type Assigned, assignTo, hasTopic } from '../assigning/rules'
import { type Labels, symbolsOf } from '../labels/rules'
import type { Lexeme } from '../lexemes/rules'
import { type Line, linesOf, type Piece } from '../pieces/rules'
import type { ReadProblem } from '../rules'
import type { Section } from '../sections/rules'
import { readSentence, type Told } from '../sentences/rules'

export type Span = { start: number; end: number }
export type ToldFigure = Span & { value: number | null; problem?: ReadProblem }
/** What a section tells of its team. */
export type Telling = {
  values: Map<string, ToldFigure>
  nil: boolean
  unread: Span[]
  /** The name that the writer gives himself. */
  saidBy: Span | null
}

type Heading = { symbols: string[]; told: Told[]; marked: boolean; used: boolean }
type Item = { place: number; told: readonly Told[]; under: boolean }

/** From the first word of a piece to the last; a colon that opens or ends it is none. */
export function spanOf(piece: Piece): Span {
  const isWord = ({ sense }: Lexeme) => sense !== 'colon'
  return { start: piece.find(isWord)?.start ?? 0, end: piece.findLast(isWord)?.end ?? 0 }
}
/** The words of a figure, without the courtesy that follows: "35 hộ ạ". */
const figureSpan = (piece: Piece): Span =>
  spanOf(piece.slice(0, piece.findLastIndex(({ sense }) => sense !== 'plain' && sense !== 'self') + 1))

const hasFigure = (told: Told) => told.parted.numbers.length > 0
const isNumbered = (line: Line) => line.sentences.some(({ mark }) => mark !== null && mark.symbol !== '')
/** A line of a few words none of which is known may be the name of another team, misspelt. */
const isStrange = (piece: Piece): boolean =>
  piece.length <= 6 &&
  piece.some(({ sense }) => sense === 'unknown') &&
  piece.every(({ sense }) => sense === 'unknown' || sense === 'colon')

class SectionReader {
  private readonly values = new Map<string, ToldFigure>()
  private readonly told: Told[] = []
  private readonly items: Item[] = []
  private readonly unread: Span[] = []
  private heading: Heading | null = null
  private lost: boolean

  constructor(
    private readonly section: Section,
    private readonly labels: Labels,
  ) {
    const months = new Set(
      section.lexemes.flatMap(({ sense, symbol }) => (sense === 'aside' && symbol.startsWith('month:') ? symbol : [])),
    )
    // Two months, or something taken back: what holds is for a person to say.
    this.lost = months.size > 1 || section.lexemes.some(({ sense }) => sense === 'mended')
  }

  read(): Telling {
    const saidBy = writerOf([...this.section.before, ...this.section.lexemes.slice(0, 30)])
    const silenced = (lexemes: readonly Lexeme[]) =>
      lexemes.map(
        (each): Lexeme =>
          saidBy && each.start >= saidBy.start && each.end <= saidBy.end ? { ...each, sense: 'aside' } : each,
      )
    for (const line of linesOf(silenced(this.section.before)))
      for (const { pieces, bracketed } of line.sentences)
        for (const piece of [...pieces, ...bracketed]) if (speaks(piece)) this.unread.push(spanOf(piece))
    const lines = linesOf(silenced(this.section.lexemes))
    const filled = lines.findIndex((line) => !line.blank)
    for (const [at, line] of lines.entries())
      this.line(line, lines[at + 1], at === filled && this.section.teams.length > 0)
    this.placeItems()
    return this.close(saidBy)
  }

  private line(line: Line, next: Line | undefined, first: boolean): void {
    if (line.blank) {
      if (this.heading?.used) this.heading = null
      return
    }
    if (this.heading?.marked && isNumbered(line)) this.heading = null
    const told: Told[] = []
    for (const [at, sentence] of line.sentences.entries()) {
      const heading = this.heading?.symbols ?? null
      const read = readSentence(sentence, this.labels, { heading, first: first && at === 0 })
      if (this.lost)
        for (const each of read) if (each.kind !== 'silent') Object.assign(each, { figures: null, kind: 'unread' })
      if (sentence.mark && read.length === 0) this.unread.push(sentence.mark)
      if (sentence.mark?.symbol)
        this.items.push({ place: Number(sentence.mark.symbol), told: read, under: heading !== null })
      told.push(...read)
    }
    if (!first && !line.bulleted && this.told.some((each) => each.kind === 'figures' || each.kind === 'nil'))
      this.getLost(told)
    this.told.push(...told)
    this.underHeading(line, next, told, first)
  }

  /** From a line on that may name another team, nothing is certain any more. */
  private getLost(told: readonly Told[]): void {
    const [only] = told
    if (!only) return
    const colon = only.piece.findIndex(({ sense }) => sense === 'colon')
    const isName = told.length === 1 && isStrange(only.piece)
    const isNamed = hasFigure(only) && colon > 0 && isStrange(only.piece.slice(0, colon))
    if (!isName && !isNamed) return
    this.lost = true
    for (const each of told) if (each.kind !== 'silent') Object.assign(each, { figures: null, kind: 'unread' })
  }

  private underHeading(line: Line, next: Line | undefined, told: readonly Told[], first: boolean): void {
    if (told.some(hasFigure)) {
      if (this.heading && told.some((each) => each.under)) this.heading.used = true
      if (this.heading?.used) for (const each of this.heading.told) each.kind = 'silent'
      if (told.some((each) => hasFigure(each) && hasTopic(each.parted.symbols))) this.heading = null
      return
    }
    const all = told.flatMap((each) => [...each.parted.symbols])
    const isIntro = first || told.some((each) => each.piece.some(({ sense }) => sense === 'intro'))
    const symbols = all.filter((symbol) => symbol.startsWith('=') || (!isIntro && symbol.startsWith('?')))
    const isOver = next?.bulleted === true && (!line.bulleted || (isNumbered(line) && !isNumbered(next)))
    const isOpen = line.opens || isOver
    if (symbols.length > 0 && isOpen)
      this.heading = { symbols: symbols.slice(0, 20), told: [...told], marked: isNumbered(line), used: false }
  }

  /**
   * "1. 4  2. 35 ...": the eight figures of the paper form by their places, where the whole list is there or a labelled item
   * further on shows that none is left out.
   */
  private placeItems(): void {
    for (let from = 0; from < this.items.length; ) {
      let to = from + 1
      while (this.items[to] && this.items[to]?.place === (this.items[to - 1]?.place ?? 0) + 1) to++
      this.placeRun(this.items.slice(from, to))
      from = to
    }
  }

  private placeRun(run: readonly Item[]): void {
    const isForm =
      run[0]?.place === 1 &&
      run.length <= firstCodes.length &&
      run.every((item) => item.told.length <= 1 && !item.under)
    const bare = (item: Item) => item.told[0]?.kind === 'unread' && isBare(item.told[0], item.place)
    const agrees = (item: Item) =>
      item.told.length === 0 || bare(item) || item.told[0]?.figures?.[0]?.code === firstCodes[item.place - 1]
    if (!isForm || this.lost || !run.every(agrees)) return
    const labelled = run.findLast((item) => item.told[0]?.figures)?.place ?? 0
    for (const item of run) {
      const [told] = item.told
      const code = firstCodes[item.place - 1]
      if (!told || !code || !bare(item) || (run.length < firstCodes.length && item.place > labelled)) continue
      const figure = assignTo(code, told.piece, told.parted, this.labels)
      if (figure) Object.assign(told, { figures: [figure], kind: 'figures' })
    }
  }

  private put(figure: Assigned, span: Span): void {
    const before = this.values.get(figure.code)
    const told: ToldFigure = { ...span, value: figure.value, ...(figure.problem ? { problem: figure.problem } : {}) }
    if (!before || (before.problem && before.problem !== 'saidTwice' && !figure.problem)) {
      if (before) this.unread.push({ start: before.start, end: before.end })
      this.values.set(figure.code, told)
      return
    }
    this.unread.push(span)
    // Also when both are equal: two days of two sessions are four.
    if (!before.problem && !figure.problem)
      this.values.set(figure.code, { start: before.start, end: before.end, value: null, problem: 'saidTwice' })
  }

  private close(saidBy: Span | null): Telling {
    for (const { figures, piece } of this.told) for (const figure of figures ?? []) this.put(figure, figureSpan(piece))
    const unread = this.told.filter((each) => each.kind === 'unread')
    const nils = this.told.filter((each) => each.kind === 'nil')
    const saysMore = unread.some(
      (each) => hasFigure(each) || each.parted.symbols.some((symbol) => symbol.startsWith('=')),
    )
    const nil = nils.length > 0 && this.values.size === 0 && !saysMore && !this.lost
    this.unread.push(
      ...unread.map((each) => spanOf(each.piece)),
      ...(nil ? [] : nils.map((each) => spanOf(each.piece))),
    )
    return { values: this.values, nil, unread: this.unread.sort((a, b) => a.start - b.start), saidBy }
  }
}

/** A number alone, or "lượt" where the form asks for attendances. */
function isBare({ parted }: Told, place: number): boolean {
  const isAttendance = firstCodes[place - 1]?.startsWith('T') === true
  return (
    parted.numbers.length === 1 &&
    parted.numbers[0]?.sense === 'number' &&
    parted.symbols.every((symbol) => isAttendance && symbol === '=attendance')
  )
}

const speaks = (piece: Piece): boolean =>
  symbolsOf(piece).some((symbol) => !symbol.startsWith('~')) || piece.some(({ sense }) => sense === 'number')

/** "Em Hồ Văn A tổ trưởng ...": the name of who writes. */
function writerOf(lexemes: readonly Lexeme[]): Span | null {
  for (const [at, lexeme] of lexemes.entries()) {
    if (lexeme.sense !== 'self') continue
    let next = at + 1
    while (lexemes[next]?.sense === 'unknown' && lexemes[next]?.capital) next++
    const [first, last] = [lexemes[at + 1], lexemes[next - 1]]
    if (next - at > 2 && next - at <= 6 && first && last) return { start: first.start, end: last.end }
  }
  return null
}

export const tellingOf = (section: Section, labels: Labels): Telling => new SectionReader(section, labels).read()
