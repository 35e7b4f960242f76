import type { MemberRole } from '@/db/roster-enums'

/** Longest texts of a decision, in characters. */
export const decisionLimits = { number: 50, signer: 100, title: 100, issuer: 150, ground: 500, reason: 1000 } as const
/** Lines of one decision: a commune has at most some 120 teams. */
export const maxLines = 300
/** People whom a decision puts into one team. */
export const maxMembers = 99

/** Somebody's place in a team, as a roster has it or a decision puts it. */
export type Seat = { memberId: string; role: MemberRole; component: string | null; concurrentPost: string | null }

const same = (a: Seat, b: Seat) =>
  a.role === b.role && a.component === b.component && a.concurrentPost === b.concurrentPost

/** What a renewal does to a roster: who stays as he is, who gets another place, who comes and who leaves. */
export function rosterChange(before: readonly Seat[], after: readonly Seat[]) {
  const old = new Map(before.map((seat) => [seat.memberId, seat]))
  const next = new Map(after.map((seat) => [seat.memberId, seat]))
  const held = after.filter((seat) => old.has(seat.memberId))
  const isSame = (seat: Seat) => same(seat, old.get(seat.memberId) as Seat)
  return {
    stays: held.filter(isSame),
    changes: held.filter((seat) => !isSame(seat)),
    comes: after.filter((seat) => !old.has(seat.memberId)),
    leaves: before.filter((seat) => !next.has(seat.memberId)),
  }
}

/** What is wrong with the people of one team, as a key under `decisions.form`; null when nothing is. */
export function seatsProblem(seats: readonly Seat[]): 'twice' | 'twoLeaders' | null {
  if (new Set(seats.map((seat) => seat.memberId)).size !== seats.length) return 'twice'
  return seats.filter((seat) => seat.role === 'leader').length > 1 ? 'twoLeaders' : null
}

/** "12/QĐ-UBND": digits, a slash, the symbol; as the paper has it. */
export const isDecisionNumber = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}/.\- ]*$/u.test(text)
