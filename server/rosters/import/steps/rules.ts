import { type EndedReason, type SelectionTick, selectionTicks } from '@/db/roster-enums'
import { addDays } from '../../../calendar/rules'
import { daysAhead } from '../../rules'
import type { Member, Membership, Register, Team } from '../register/rules'
import type { ParsedRow } from '../rows/rules'
import type { Change, Problem, ProblemKind, Values } from '../rules'

/** A person as he is written; `ref`: of whom a row of the file adds, which has no number yet. */
export type MemberValues = Omit<Member, 'id' | 'restricted'>
export type MemberStep =
  | { kind: 'new'; ref: string; values: MemberValues }
  | { kind: 'ref'; ref: string }
  | { kind: 'change'; id: string; values: MemberValues }
  | { kind: 'same'; id: string }
export type Post = Omit<Membership, 'id' | 'memberId'>
/** What a row writes. Days are half-open here. */
export type Effect = {
  member: MemberStep
  ends: { id: string; memberId: string; to: string; reason: EndedReason | null }[]
  edits: (Post & { id: string })[]
  adds: Post[]
}
export type Settled = { problems: Problem[] } | { effect: Effect | null; changes: Change[] }

const plus = (day: string) => addDays(day, 1)
const minus = (day: string) => addDays(day, -1)
const shownEnd = (to: string | null) => (to === null ? null : minus(to))
const wrong = (field: Problem['field'], kind: ProblemKind, text?: string): { problems: Problem[] } => ({
  problems: [{ field, kind, ...(text === undefined ? {} : { text }) }],
})
const ofMember = ['fullName', 'birthYear', 'sex', 'phone', 'employer', 'residence'] as const
const ofPost = ['role', 'component', 'concurrentPost', 'isLocal'] as const

/** Days of a membership against its team. */
function dayProblem(values: Values, team: Team, today: string, from: string | null): { problems: Problem[] } | null {
  const latest = addDays(today, daysAhead)
  if (from !== null && from < team.foundedOn) return wrong('from', 'beforeFounding', team.foundedOn)
  if (from !== null && from > latest) return wrong('from', 'dayAhead')
  if (values.to && values.to > latest) return wrong('to', 'dayAhead')
  if (values.to && from !== null && plus(values.to) <= from) return wrong('to', 'endBeforeBegin')
  if (values.reason && !values.to) return wrong('reason', 'reasonWithoutEnd')
  return null
}

function ticksAfter(before: readonly SelectionTick[], said: Values['ticks']): SelectionTick[] {
  return selectionTicks.filter((tick) => said?.[tick] ?? before.includes(tick))
}
const sameTicks = (a: readonly SelectionTick[], b: readonly SelectionTick[]) =>
  a.length === b.length && a.every((tick) => b.includes(tick))

function memberStep(member: Member, values: Values): { step: MemberStep; changes: Change[] } {
  const { id, restricted: _, ...before } = member
  const after = { ...before }
  const changes: Change[] = []
  for (const field of ofMember) {
    const said = values[field]
    if (said === undefined || said === before[field]) continue
    changes.push({ field, old: before[field], new: said })
    Object.assign(after, { [field]: said })
  }
  return { step: changes.length > 0 ? { kind: 'change', id, values: after } : { kind: 'same', id }, changes }
}

/** Somebody whom the register does not know, or knows in other teams alone: a membership begins. */
function begin(
  values: Values,
  team: Team,
  today: string,
  member: MemberStep,
  before: readonly Membership[],
  changes: Change[],
): Settled {
  const from = values.from ?? (team.foundedOn > today ? team.foundedOn : today)
  const bad = dayProblem(values, team, today, from)
  if (bad) return bad
  const to = values.to ? plus(values.to) : null
  if (team.dissolvedOn && (to === null || to > team.dissolvedOn))
    return wrong('team', 'teamDissolved', team.dissolvedOn)
  const other = before.find(
    (each) => (each.to === null || from < each.to) && (to === null || each.from < to) && each.from !== each.to,
  )
  if (other) return wrong('from', 'overlaps', other.from)
  const post: Post = {
    ...{ teamId: team.id, role: values.role ?? 'member', component: values.component ?? null },
    ...{ concurrentPost: values.concurrentPost ?? null, isLocal: values.isLocal ?? null },
    ...{ selection: ticksAfter([], values.ticks), from, to, reason: to ? (values.reason ?? null) : null },
  }
  return {
    effect: { member, ends: [], edits: [], adds: [post] },
    changes: [
      ...changes,
      { field: 'role', old: undefined, new: post.role },
      { field: 'from', old: undefined, new: post.from },
      ...(to ? [{ field: 'to' as const, old: undefined, new: shownEnd(to) }] : []),
    ],
  }
}

/** The days on which what holds began and began again: another role or team is another membership. */
function beginnings(post: Membership, all: readonly Membership[]): Set<string> {
  const days = new Set([post.from])
  let at: Membership | undefined = post
  while (at) {
    const { from }: Membership = at
    at = all.find(
      (each) => each.to === from && each.from < from && (each.reason === 'changed' || each.reason === 'other_team'),
    )
    if (at) days.add(at.from)
  }
  return days
}

/** What a row of a known membership changes of it. */
function change(
  row: ParsedRow,
  team: Team,
  post: Membership,
  all: readonly Membership[],
  today: string,
  of: { step: MemberStep; changes: Change[] },
): Settled {
  const { values } = row
  const moved = post.teamId !== team.id
  const known = beginnings(post, all)
  const changes = [...of.changes]
  const next: Post & { id: string } = { ...post, teamId: team.id, selection: ticksAfter(post.selection, values.ticks) }
  for (const field of ofPost) {
    const said = values[field]
    if (said === undefined || said === post[field]) continue
    changes.push({ field, old: post[field], new: said })
    Object.assign(next, { [field]: said })
  }
  if (!sameTicks(next.selection, post.selection))
    changes.push({ field: 'selection', old: post.selection, new: next.selection })
  const another = moved || next.role !== post.role || next.component !== post.component
  const says = values.from !== undefined && !known.has(values.from) ? values.from : null
  if (moved) changes.push({ field: 'team', old: row.codeTeam?.fullName ?? null, new: team.fullName })
  const since = says ?? (another ? (post.from > today ? post.from : today) : post.from)
  const bad = dayProblem(values, team, today, says ?? (moved ? since : null))
  if (bad) return bad
  if (another && since < post.from) return wrong('from', 'fromBefore', post.from)
  if (says !== null) changes.push({ field: 'from', old: post.from, new: since })
  if (values.to !== undefined) next.to = values.to === null ? null : plus(values.to)
  if (next.to !== null && next.to <= since) return wrong('to', 'endBeforeBegin')
  if (next.to !== post.to) changes.push({ field: 'to', old: shownEnd(post.to), new: shownEnd(next.to) })
  if (next.to === null) next.reason = null
  else if (values.reason !== undefined && values.reason !== post.reason) {
    changes.push({ field: 'reason', old: post.reason, new: values.reason })
    next.reason = values.reason
  }
  if (team.dissolvedOn && (next.to === null || next.to > team.dissolvedOn) && changes.length > of.changes.length)
    return wrong('team', 'afterDissolution', team.dissolvedOn)
  if (changes.length === 0) return { effect: null, changes }
  const others = all.filter((each) => each.id !== post.id && each.teamId === team.id && each.from !== each.to)
  const over = others.find((each) => (each.to === null || since < each.to) && (next.to === null || each.from < next.to))
  if (over) return wrong('from', 'overlaps', over.from)
  const effect: Effect = { member: of.step, ends: [], edits: [], adds: [] }
  if (another && (moved || since > post.from)) {
    effect.ends.push({ id: post.id, memberId: post.memberId, to: since, reason: moved ? 'other_team' : 'changed' })
    const { id: _, ...fresh } = next
    effect.adds.push({ ...fresh, from: since })
  } else if (changes.length > of.changes.length) effect.edits.push({ ...next, from: since })
  return { effect, changes }
}

/** What a row writes into its team, for whom it is of. */
export function settle(
  row: ParsedRow,
  team: Team,
  who: { memberId: string } | { fresh: number },
  { register, today }: { register: Register; today: string },
): Settled {
  const { values } = row
  const asked = values.component
  if ('fresh' in who) {
    if (!values.fullName) return wrong('fullName', 'noName')
    const ref = `row:${who.fresh}`
    if (who.fresh !== row.place) return begin(values, team, today, { kind: 'ref', ref }, [], [])
    const made: MemberValues = {
      ...{ fullName: values.fullName, sex: values.sex ?? null, birthYear: values.birthYear ?? null },
      ...{ phone: values.phone ?? null, residence: values.residence ?? null, employer: values.employer ?? null },
    }
    return begin(values, team, today, { kind: 'new', ref, values: made }, [], [])
  }
  const member = register.members.get(who.memberId)
  if (!member) return wrong('memberCode', 'memberUnknown')
  const all = register.memberships.get(member.id) ?? []
  const here = all.filter(({ teamId }) => teamId === team.id).sort((a, b) => (a.from < b.from ? -1 : 1))
  const of = memberStep(member, values)
  const runs = (each: Membership) => each.to === null || each.to > today
  const elsewhere = row.codeTeam ? all.find((each) => each.teamId === row.codeTeam?.id && runs(each)) : undefined
  const post = here.findLast(runs) ?? elsewhere
  if (asked && asked !== post?.component && register.components.get(asked)?.closed)
    return wrong('component', 'component')
  if (post) return change(row, team, post, all, today, of)
  const end = values.to ? plus(values.to) : null
  const ended = here.findLast((each) => values.from === undefined || beginnings(each, all).has(values.from))
  // What has ended already: the same end says nothing new, another end is a correction.
  if (ended && (end !== null || values.from !== undefined)) {
    if (end === null) return wrong('to', 'alreadyEnded', shownEnd(ended.to) ?? '')
    return change(row, team, ended, all, today, of)
  }
  return begin(values, team, today, of.step, here, of.changes)
}
