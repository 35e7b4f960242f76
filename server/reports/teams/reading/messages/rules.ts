import type { FormRow } from '@/server/forms/rules'
import { type ChatMessage, messagesOf } from '../headers/rules'
import { Labels } from '../labels/rules'
import { type Lexeme, lexemesOf } from '../lexemes/rules'
import { markLists } from '../lists/rules'
import { type Mention, type ReadTeam, TeamNames } from '../names/rules'
import type { MessageReading, Piece } from '../rules'
import { type Section, sectionsOf } from '../sections/rules'
import { type Span, type Telling, tellingOf } from '../tellings/rules'
import { type Token, tokenize } from '../tokens/rules'

/** Where a text names teams; "T11" after "báo cáo" or after a team is the month. */
function teamsIn(tokens: readonly Token[], names: TeamNames): (at: number, afterTeam: boolean) => Mention | null {
  return (at, afterTeam) => {
    const [before, token, number] = [tokens[at - 1], tokens[at], tokens[at + 1]]
    const isShort = token?.key === 't' && number?.kind === 'number'
    if (isShort && (afterTeam || ['cao', 'bc', 'lieu', 'qua', 'ky', 'thang'].includes(before?.key ?? ''))) return null
    const mention = names.at(tokens, at)
    if (mention || !isShort) return mention
    const heads = (!before || before.kind === 'line') && tokens[at + 2]?.kind === 'colon'
    return heads ? { next: at + 2, ids: [], sure: false, bare: false, address: false } : null
  }
}

const isTold = ({ sense }: Lexeme) => ['number', 'nil', 'none', 'unknown', 'unit', 'topic'].includes(sense)

/** A message that ends with the name of its team: "4 buổi, 35 hộ ... Thôn 3". */
function signed(sections: readonly Section[]): readonly Section[] {
  const [first, last] = sections
  if (!first || !last || sections.length !== 2 || first.teams.length > 0 || last.lexemes.some(isTold)) return sections
  return [
    { teams: last.teams, named: last.named, before: [], lexemes: [...first.lexemes, ...last.before, ...last.lexemes] },
  ]
}

const saysWhat = ({ sense }: Lexeme) => sense === 'unit' || sense === 'topic'

class MessageReader {
  private readonly readings: MessageReading[] = []
  private readonly names: TeamNames
  private readonly labels: Labels
  private readonly order: ReadonlyMap<number, number>
  /** Teams that a sender has named before. */
  private readonly bySender = new Map<string, number>()

  constructor(
    private readonly text: string,
    teams: readonly ReadTeam[],
    rows: readonly FormRow[],
  ) {
    this.names = new TeamNames(teams)
    this.labels = new Labels(rows)
    this.order = new Map(teams.map((team, i) => [team.id, i]))
  }

  read(): MessageReading[] {
    for (const message of messagesOf(this.text)) this.message(message)
    return this.readings
  }

  private message(message: ChatMessage): void {
    const tokens = tokenize(this.text.slice(message.start, message.end), this.labels.codes).map((token) => ({
      ...token,
      start: token.start + message.start,
      end: token.end + message.start,
    }))
    const sections = signed(sectionsOf(markLists(lexemesOf(tokens, teamsIn(tokens, this.names)))))
    let ahead: Span[] = []
    for (const [at, section] of sections.entries()) {
      const telling = tellingOf(section, this.labels)
      const isEmpty = telling.values.size === 0 && !telling.nil
      const goesAhead = section.teams.length === 0 && isEmpty && !section.lexemes.some(saysWhat)
      if (goesAhead && at < sections.length - 1) ahead = [...ahead, ...telling.unread]
      else if (section.teams.length > 0 || !isEmpty || telling.unread.length > 0) {
        this.tell(message, section, { ...telling, unread: [...ahead, ...telling.unread] })
        ahead = []
      }
    }
  }

  private tell(message: ChatMessage, section: Section, telling: Telling): void {
    const ids = [...new Set(section.teams.flatMap((team) => team.ids))]
    const isSure = section.teams.length > 0 && section.teams.every((team) => team.sure)
    // "Thôn 1, thôn 2: không phát sinh" says it of each; figures of several together are of none alone.
    const apart = isSure && telling.nil ? ids : [ids.length === 1 && isSure ? (ids[0] ?? null) : null]
    for (const teamId of apart) {
      const saidBy = message.saidBy ?? (telling.saidBy && this.text.slice(telling.saidBy.start, telling.saidBy.end))
      if (teamId !== null && message.saidBy) this.bySender.set(message.saidBy, teamId)
      const others = ids.length > 0 || section.teams.length > 0 ? ids : this.sendersTeams(message.saidBy)
      this.readings.push({
        teamId,
        candidates: teamId === null ? this.ordered(others) : [],
        teamSaid: section.named ? this.text.slice(section.named.start, section.named.end) : '',
        values: Object.fromEntries(
          [...telling.values].map(([code, { start, end, ...figure }]) => [
            code,
            { ...this.piece({ start, end }), ...figure },
          ]),
        ),
        nil: telling.nil,
        saidBy,
        saidAt: message.saidAt,
        unread: telling.unread.map((span) => this.piece(span)),
        named: section.named,
      })
    }
  }

  private piece({ start, end }: Span): Piece {
    return { said: this.text.slice(start, end), start, end }
  }

  private ordered(ids: readonly number[]): number[] {
    return [...ids].sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0))
  }

  /** Which team a sender may write for who names none: the one in his name, or the one that he wrote for before. */
  private sendersTeams(sender: string | null): readonly number[] {
    if (sender === null) return []
    const tokens = tokenize(sender, new Set())
    const named = tokens.flatMap((_, at) => this.names.at(tokens, at)?.ids ?? [])
    const before = this.bySender.get(sender)
    return [...new Set(named.length > 0 ? named : before === undefined ? [] : [before])]
  }
}

/** What a pasted message says, team by team, in the order of the text. Takes any text; nothing in it is taken as confirmed. */
export const readMessage = (
  text: string,
  { teams, rows }: { teams: readonly ReadTeam[]; rows: readonly FormRow[] },
): MessageReading[] => new MessageReader(text, teams, rows).read()
