import type { UnitType } from '@/db/enums'
import type { Day } from '../../calendar/rules'
import { restrictedComponents } from '../../rosters/rules'
import { type DecidedTeam, type RosterRow, type TeamDecision, usualGrounds } from '../words/rules'

/** Somebody on the roster of a paper, his component by its code: what it is called is the caller's to say. */
export type PaperSeat = {
  memberId: string
  fullName: string | null
  birthYear: number | null
  residence: string | null
  role: RosterRow['role']
  component: string | null
  concurrentPost: string | null
  restricted: boolean
}
/** What the paper of a decision needs of the registers. */
export type DecisionPaper = Pick<TeamDecision, 'kind' | 'office'> & {
  commune: { type: UnitType; name: string }
  province: { type: UnitType; name: string } | null
  signer: string | null
  signerTitle: string | null
  /** As it was entered: "15/QĐ-UBND"; null while it is a draft. */
  number: string | null
  decidedOn: Day | null
  effectiveOn: Day
  grounds: string[]
  reason: string | null
  replaces: { number: string; day: Day | null; issuer: string | null } | null
  teams: (Pick<DecidedTeam, 'name' | 'level' | 'villages' | 'successor'> & {
    before: PaperSeat[]
    after: PaperSeat[]
  })[]
}

/** "Phó Chủ tịch …" signs for the chairman; any other title as the head. */
const signsAs = (title: string | null) => (/^phó /iu.test(title ?? '') ? ('deputy' as const) : ('head' as const))

/** The number of a paper without its symbol; null where there is none yet. */
export const paperNumber = (number: string | null): number | null => {
  const digits = /^\d{1,6}/.exec(number ?? '')?.[0]
  return digits ? Number(digits) : null
}

/** What a paper says: nobody's Party office, nothing of those who asked for a restriction but their place. */
export function decisionOf(paper: DecisionPaper, nameOf: (component: string) => string): TeamDecision {
  const row = (seat: PaperSeat, joins = false): RosterRow => {
    const secret = seat.component !== null && restrictedComponents.includes(seat.component)
    const component = seat.component && !secret ? nameOf(seat.component) : null
    return {
      fullName: seat.restricted || seat.fullName === null ? '…' : seat.fullName,
      birthYear: seat.restricted ? null : seat.birthYear,
      post: secret ? null : (seat.concurrentPost ?? component),
      role: seat.role,
      village: seat.restricted ? null : seat.residence,
      joins,
    }
  }
  const teams = paper.teams.map(({ before, after, ...team }): DecidedTeam => {
    const renewal = paper.kind === 'renewal'
    const held = new Set(before.map((seat) => seat.memberId))
    const next = new Set(after.map((seat) => seat.memberId))
    return {
      ...team,
      reason: paper.reason,
      members: after.map((seat) => row(seat, renewal && !held.has(seat.memberId))),
      leaving: renewal ? before.filter((seat) => !next.has(seat.memberId)).map((seat) => row(seat)) : [],
    }
  })
  const { kind, commune, province, office, grounds, replaces, decidedOn, effectiveOn } = paper
  return {
    ...{ kind, commune, province, office, teams },
    signer: { as: signsAs(paper.signerTitle), name: paper.signer },
    number: paperNumber(paper.number),
    issuedOn: decidedOn ? { day: decidedOn } : { year: Number(effectiveOn.slice(0, 4)) },
    grounds: [...usualGrounds, ...grounds.map((text) => ({ text }))],
    replaces: replaces ? [replaces] : [],
    effectiveFrom: decidedOn && effectiveOn > decidedOn ? effectiveOn : null,
    recipients: null,
  }
}
