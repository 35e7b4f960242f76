import type { TeamLevel } from '@/db/enums'
import type { DecisionKind } from '@/db/roster-enums'
import type { Day } from '../../calendar/rules'
import type { Say } from '../../documents/model/rules'
import { inSentence, type Place, placeName } from '../../documents/places/rules'
import type { IssuedOn, SignsAs } from '../../documents/rules'
import { cleanText } from '../../documents/text/rules'

/** A decision after which the teams work on, with tasks and a roster. */
export const keepsTeams = (kind: DecisionKind): boolean => kind === 'founding' || kind === 'renewal'

/** Legal bases the product knows, in the order of their rank; `pilot` was closed by `review` and is not among the usual ones. */
export const knownGrounds = ['organisationLaw', 'strategy', 'pilot', 'review'] as const
export type KnownGround = (typeof knownGrounds)[number]
export const usualGrounds: readonly KnownGround[] = ['organisationLaw', 'strategy', 'review']

/** A row of the roster. What is null is left blank; `post` is what may be said in public, never a Party office. */
export type RosterRow = {
  fullName: string
  birthYear: number | null
  post: string | null
  role: 'leader' | 'deputy' | 'member'
  village: string | null
  /** Comes by this renewal. */
  joins?: boolean
}

/** Names as they are kept: "Thôn Tân Lập", the villages in full ("Thôn Tân Lập"). `members` are those after the decision. */
export type DecidedTeam = {
  name: string
  level: TeamLevel
  villages: readonly string[]
  reason: string | null
  /** Name of the team that takes over. */
  successor: string | null
  members: readonly RosterRow[]
  leaving: readonly RosterRow[]
}

export type TeamDecision = {
  kind: DecisionKind
  commune: Place
  province: Place | null
  /** `name` null: nobody is named under the signature yet. */
  signer: { as: SignsAs; name: string | null }
  number: number | null
  issuedOn: IssuedOn
  /** Known bases by their key, others as typed ("Căn cứ …"). */
  grounds: readonly (KnownGround | { text: string })[]
  /** The office that proposes and carries out, with its abbreviation ("VHXH"); null where the commune has none. */
  office: { name: string; abbreviation: string | null } | null
  teams: readonly DecidedTeam[]
  /** Decisions that this one takes the place of, number with symbol ("12/QĐ-UBND"). */
  replaces: readonly { number: string; day: Day | null; issuer: string | null }[]
  /** First day in force; null: from the day of signing. */
  effectiveFrom: Day | null
  /** Receivers between the first line and the last; null: the usual ones. */
  recipients: readonly string[] | null
}

/** "a, b và c". */
export function listWords(say: Say, items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : say('and', { first: items.slice(0, -1).join(', '), last })
}

/** "Tổ công nghệ số cộng đồng thôn Tân Lập". */
export const teamWords = (say: Say, name: string): string =>
  say('teamDecisions.team', { name: inSentence(cleanText(name)) })

/** The same with its commune, where the name does not say it: "…, xã Lìa". */
export function teamInCommune(say: Say, team: Pick<DecidedTeam, 'name' | 'level'>, commune: Place): string {
  const name = inSentence(cleanText(team.name))
  if (team.level === 'commune' || name.includes(commune.name)) return say('teamDecisions.team', { name })
  return say('teamDecisions.teamIn', { name, unit: placeName(say, commune) })
}

/** The area of a team: the whole commune for one of commune level, else its villages; '' where none is known. */
export const areaWords = (say: Say, team: Pick<DecidedTeam, 'level' | 'villages'>, commune: Place): string =>
  team.level === 'commune'
    ? placeName(say, commune)
    : listWords(
        say,
        team.villages.map((village) => inSentence(cleanText(village))),
      )

/** For messages that leave a part out: `none` where there is nothing to say. */
export const orNone = (text: string): string => (text === '' ? 'none' : text)
