import type { Lexeme } from '../lexemes/rules'
import type { Mention } from '../names/rules'

/** What a message says of one team, or of several at once, or of one that it does not name. */
export type Section = {
  teams: readonly Mention[]
  /** The words that name the team, from the first to the last. */
  named: { start: number; end: number } | null
  /** What stands before the name in its sentence: who writes, a greeting. */
  before: readonly Lexeme[]
  lexemes: readonly Lexeme[]
}

const isFigure = (lexeme: Lexeme) => lexeme.sense === 'number' || lexeme.sense === 'nil'
const isBreak = (lexeme: Lexeme | undefined) =>
  lexeme === undefined || lexeme.sense === 'line' || lexeme.sense === 'stop'
const isPieceBreak = (lexeme: Lexeme | undefined) =>
  isBreak(lexeme) || ['comma', 'dash', 'mark', 'open', 'close'].includes(lexeme?.sense ?? '')

/** Is a team named here as the one that reports, and not as a place where something was done? */
function heads(lexemes: readonly Lexeme[], at: number, figures: number): boolean {
  const [before, after] = [lexemes[at - 1], lexemes[at + 1]]
  const team = lexemes[at]?.team
  if (before?.sense === 'place') return false
  // "Kính gửi UBND xã Lìa" is no report of the commune's team.
  const tells = ['colon', 'number', 'nil', 'none', 'intro', 'dash'].includes(after?.sense ?? '')
  if (team?.address && !tells) return false
  const goesOn = after && ['plain', 'self'].includes(after.sense) ? lexemes[at + 2] : after
  const told =
    isBreak(goesOn) ||
    ['colon', 'dash', 'number', 'nil', 'none', 'comma', 'open', 'team', 'mark'].includes(goesOn?.sense ?? '')
  if (team?.bare)
    return told && (isPieceBreak(before) || ['plain', 'self', 'intro', 'team'].includes(before?.sense ?? ''))
  if (figures === 0) return true
  return isPieceBreak(before) && before?.sense !== 'open' && told && goesOn?.sense !== 'dash'
}

class Splitter {
  private readonly sections: Section[] = []
  private current: { teams: Lexeme[]; before: Lexeme[]; lexemes: Lexeme[] } = { teams: [], before: [], lexemes: [] }
  /** Where the sentence begins among the lexemes of the section, and how many figures it has. */
  private sentence = 0
  private figures = 0
  private told = false
  private paragraph = true

  split(lexemes: readonly Lexeme[]): Section[] {
    for (const [at, lexeme] of lexemes.entries()) {
      if (lexeme.sense === 'team' && heads(lexemes, at, this.figures)) this.head(lexeme)
      else this.follow(lexemes, at)
    }
    this.close()
    return this.sections
  }

  private follow(lexemes: readonly Lexeme[], at: number): void {
    const lexeme = lexemes[at] as Lexeme
    if (lexeme.sense === 'line') this.paragraph = lexemes[at - 1] === undefined || lexemes[at - 1]?.sense === 'line'
    const isNew = lexeme.sense === 'intro' && this.paragraph && this.told
    if (isNew && !lexemes.slice(at, at + 12).some(({ sense }) => sense === 'team')) this.begin([])
    if (isFigure(lexeme)) {
      this.figures++
      this.told = true
    }
    if (!['line', 'plain', 'self', 'intro', 'aside', 'calendar'].includes(lexeme.sense)) this.paragraph = false
    const place = lexeme.team?.address ? 'aside' : 'unknown'
    this.current.lexemes.push(lexeme.sense === 'team' ? { ...lexeme, sense: place } : lexeme)
    if (isBreak(lexeme)) {
      this.sentence = this.current.lexemes.length
      this.figures = 0
    }
  }

  private head(lexeme: Lexeme): void {
    const { teams, lexemes } = this.current
    const own = teams.length === 1 ? teams[0]?.team : undefined
    const same = own?.sure && lexeme.team?.sure && own.ids[0] === lexeme.team.ids[0]
    const isSentence = this.figures === 0
    // In the same sentence and before any figure: "Thôn 1, thôn 2: ..."
    const joins = teams.length > 0 && isSentence && this.sentence === 0
    if (joins && !same) {
      teams.push(lexeme)
      lexemes.push({ ...lexeme, sense: 'comma', symbol: ',' })
    } else if (!same) {
      const before = isSentence ? lexemes.splice(this.sentence) : []
      this.begin(before)
      this.current.teams.push(lexeme)
    } else lexemes.push({ ...lexeme, sense: 'comma', symbol: ',' })
    this.paragraph = false
  }

  private begin(before: Lexeme[]): void {
    this.close()
    this.current = { teams: [], before, lexemes: [] }
    this.sentence = 0
    this.figures = 0
    this.told = false
  }

  private close(): void {
    const { teams, before, lexemes } = this.current
    if (teams.length === 0 && before.length === 0 && lexemes.length === 0) return
    // Where a village lies is said beside it; it is not another team.
    const own = teams.filter((each) => !each.team?.address)
    const meant = own.length > 0 ? own : teams
    const [first, last] = [meant[0], meant.at(-1)]
    this.sections.push({
      teams: meant.flatMap((each) => each.team ?? []),
      named: first && last ? { start: first.start, end: last.end } : null,
      before,
      lexemes,
    })
  }
}

export const sectionsOf = (lexemes: readonly Lexeme[]): Section[] => new Splitter().split(lexemes)
