import type { MemberRole, RosterVerdict } from '@/db/roster-enums'
import { cut } from '../../../sheets/table'
import { defaultLimits } from '../../rules'
import type { Register, Team } from '../register/rules'
import { nameKey } from '../register/rules'
import type { ParsedRow } from '../rows/rules'
import type { Candidate, Change, LimitNote, Problem, ProblemKind, Same } from '../rules'
import { type Effect, settle } from '../steps/rules'

/** A row with what it comes to; `effect`: what is written when it is applied. */
export type Judged = {
  row: ParsedRow
  verdict: RosterVerdict
  problems: Problem[]
  changes: Change[]
  candidates: Candidate[]
  effect: Effect | null
}
export type Judging = {
  register: Register
  today: string
  /** What persons have decided, by place of the row. */
  choices: ReadonlyMap<number, string>
  /** Above the commune: nothing that the register knows of a person is told. */
  blind: boolean
}

/** Who a row is: somebody known, somebody new, the new one of another row, or perhaps somebody. */
type Who = { memberId: string } | { fresh: number } | { candidates: Candidate[] } | { problem: Problem }

const sameOf = (row: ParsedRow, phone: string | null | undefined, birthYear: number | null | undefined): Same[] => [
  ...(row.values.phone && row.values.phone === phone ? (['phone'] as const) : []),
  ...(row.values.birthYear && row.values.birthYear === birthYear ? (['birthYear'] as const) : []),
]

/** Nothing but a name tells who it is. */
const unclear = ({ phone, birthYear }: { phone?: string | null; birthYear?: number | null }) => !phone && !birthYear

/** Rows that name new people, by name and commune: the same person may stand in several teams. */
type Fresh = Map<string, ParsedRow[]>
/** Rows by the code and team of somebody whom they name by his own code: of two that lead to him, they count. */
type Named = ReadonlyMap<string, ParsedRow>
/** So many people are offered for a row; whoever is none of them is somebody else. */
const mostCandidates = 20

function whoIs(row: ParsedRow, team: Team, fresh: Fresh, named: Named, { register, choices, blind }: Judging): Who {
  const name = row.values.fullName ?? ''
  if (row.memberCode) {
    const member = register.memberOf(row.memberCode)
    const own = member && named.get(`${member.id} ${team.id}`)
    if (own && own.place !== row.place)
      return { problem: { field: 'memberCode', kind: 'twice', text: String(own.line) } }
    return member
      ? { memberId: member.id }
      : { problem: { field: 'memberCode', kind: 'memberUnknown', text: cut(row.memberCode, 40) } }
  }
  const namesakes = register.namesakes(team.communeId, name)
  const known = namesakes.map((member) => ({ member, same: sameOf(row, member.phone, member.birthYear) }))
  const inTeam = (id: string) => register.memberships.get(id)?.some(({ teamId }) => teamId === team.id) === true
  const exact = known.filter(
    ({ member, same }) => same.length > 0 && inTeam(member.id) && nameKey(member.fullName) === nameKey(name),
  )
  if (exact.length === 1 && exact[0]) return { memberId: exact[0].member.id }
  // A list of names alone: the one in the team of whom nothing but that name is known is he.
  const nothing = unclear(row.values)
  const bearers = known.filter(({ member }) => inTeam(member.id) && nameKey(member.fullName) === nameKey(name))
  if (nothing && bearers.length === 1 && bearers[0] && unclear(bearers[0].member))
    return { memberId: bearers[0].member.id }
  const perhaps = known.filter(
    ({ member, same }) => same.length > 0 || (inTeam(member.id) && (nothing || unclear(member))),
  )
  const others = (fresh.get(freshKey(row, team)) ?? []).flatMap((other) => {
    const same = sameOf(row, other.values.phone, other.values.birthYear)
    const near = other.team?.id === team.id && (nothing || unclear(other.values))
    return same.length > 0 || near ? [{ other, same }] : []
  })
  // The same name with the same number or year, or with neither, in the same team: the row stands there twice.
  const again = others.find(
    ({ other, same }) => other.team?.id === team.id && (same.length > 0 || (nothing && unclear(other.values))),
  )
  if (again) return { fresh: again.other.place }
  const candidates: Candidate[] = [
    ...perhaps.map(
      ({ member, same }): Candidate => ({
        ...{ choice: `member:${member.id}`, kind: 'member', same: same.length > 0 ? same : ['name'] },
        teams: [
          ...new Set(
            register.memberships.get(member.id)?.map(({ teamId }) => register.teams.get(teamId)?.fullName ?? ''),
          ),
        ],
        fullName: blind ? null : member.fullName,
        birthYear: blind ? null : member.birthYear,
      }),
    ),
    ...others.map(
      ({ other, same }): Candidate => ({
        ...{ choice: `row:${other.place}`, kind: 'row', line: other.line, same: same.length > 0 ? same : ['name'] },
      }),
    ),
  ].slice(0, mostCandidates)
  if (candidates.length === 0) return { fresh: row.place }
  const choice = choices.get(row.place)
  if (choice === 'another') return { fresh: row.place }
  if (choice === undefined) return { candidates }
  const chosen = candidates.find((each) => each.choice === choice)
  if (!chosen) return { problem: { field: 'fullName', kind: 'choiceGone' } }
  return chosen.kind === 'member' ? { memberId: choice.slice('member:'.length) } : { fresh: Number(choice.slice(4)) }
}

const freshKey = (row: ParsedRow, team: Team) => `${team.communeId} ${nameKey(row.values.fullName ?? '')}`

const bare = (row: ParsedRow, verdict: RosterVerdict, more: Partial<Judged> = {}): Judged => ({
  ...{ row, verdict, problems: row.problems, changes: [], candidates: [], effect: null },
  ...more,
})

/** What each row comes to, in the order of the file. Nothing is written. */
export function judge(rows: readonly ParsedRow[], judging: Judging): Judged[] {
  const fresh: Fresh = new Map()
  const seen = new Map<string, number>()
  const named = new Map<string, ParsedRow>()
  for (const row of rows) {
    const key = `${row.memberCode} ${row.team?.id}`
    if (row.memberCode && judging.register.members.has(row.memberCode) && !named.has(key)) named.set(key, row)
  }
  const judged = rows.map((row): Judged => {
    const { team } = row
    if (row.restricted && team) return bare(row, 'unchanged')
    if (row.problems.length > 0 || !team) return bare(row, 'wrong')
    const who = whoIs(row, team, fresh, named, judging)
    if ('problem' in who) return bare(row, 'wrong', { problems: [who.problem] })
    if ('candidates' in who) return bare(row, 'duplicate', { candidates: who.candidates })
    const id = 'memberId' in who ? who.memberId : `row:${who.fresh}`
    const first = seen.get(`${id} ${team.id}`)
    if (first !== undefined)
      return bare(row, 'wrong', { problems: [{ field: null, kind: 'twice', text: String(first) }] })
    seen.set(`${id} ${team.id}`, row.line)
    if ('fresh' in who && who.fresh === row.place) {
      const key = freshKey(row, team)
      const known = fresh.get(key)
      if (known) known.push(row)
      else fresh.set(key, [row])
    }
    return outcome(row, settle(row, team, who, judging), judging.blind)
  })
  const settled = withoutSecondLeaders(withoutOrphans(judged), judging.register)
  return judging.blind ? settled.map((each) => ({ ...each, problems: each.problems.map(silent) })) : settled
}

function outcome(row: ParsedRow, settled: ReturnType<typeof settle>, blind: boolean): Judged {
  if ('problems' in settled) return bare(row, 'wrong', { problems: settled.problems })
  const { effect, changes } = settled
  const shown = blind ? changes.map(hide) : changes
  if (!effect) return bare(row, 'unchanged')
  return bare(row, effect.adds.length > 0 && effect.ends.length === 0 ? 'new' : 'changed', { changes: shown, effect })
}

/** Of people of the register a province is told that something differs, and what its own file says. */
const hide = (change: Change): Change => (change.old === undefined ? change : { ...change, old: null, hidden: true })
/** What these say comes from the register. */
const telling: readonly ProblemKind[] = ['secondLeader', 'overlaps', 'alreadyEnded', 'fromBefore']
const silent = ({ field, kind, text }: Problem): Problem =>
  telling.includes(kind) || text === undefined ? { field, kind } : { field, kind, text }

/** A row of somebody whom another row was to add goes when that one cannot be taken. */
function withoutOrphans(judged: readonly Judged[]): Judged[] {
  const added = new Set(judged.flatMap(({ effect }) => (effect?.member.kind === 'new' ? effect.member.ref : [])))
  return judged.map((each) =>
    each.effect?.member.kind === 'ref' && !added.has(each.effect.member.ref)
      ? bare(each.row, 'wrong', { problems: [{ field: 'fullName', kind: 'choiceGone' }] })
      : each,
  )
}

type Span = { from: string; to: string | null; place: number | null; who: string }
const meets = (a: Span, b: Span) =>
  (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to) && a.from !== a.to && b.from !== b.to

/** One leader of a team at a time, in file and register together: a row that would make a second is wrong. */
function withoutSecondLeaders(judged: readonly Judged[], register: Register): Judged[] {
  let now = [...judged]
  for (;;) {
    const touched = new Map(
      now
        .flatMap(({ effect }) =>
          effect ? [...effect.ends.map(({ id }) => id), ...effect.edits.map(({ id }) => id)] : [],
        )
        .map((id) => [id, true]),
    )
    const spans = new Map<number, Span[]>()
    const refused = new Map<number, string>()
    const add = (teamId: number, role: MemberRole, span: Span) => {
      if (role !== 'leader') return
      const of = spans.get(teamId) ?? []
      const other = of.find((each) => meets(each, span))
      if (other && span.place !== null) refused.set(span.place, other.who)
      else spans.set(teamId, [...of, span])
    }
    const teams = new Set(
      now.flatMap(({ effect }) => (effect ? [...effect.adds, ...effect.edits].map(({ teamId }) => teamId) : [])),
    )
    for (const teamId of teams)
      for (const each of register.roster.get(teamId) ?? [])
        if (!touched.has(each.id))
          add(teamId, each.role, { ...each, place: null, who: register.members.get(each.memberId)?.fullName ?? '' })
    for (const { row, effect } of now) {
      if (!effect) continue
      const who = row.says.fullName
      for (const end of effect.ends) {
        const old = register.memberships.get(end.memberId)?.find(({ id }) => id === end.id)
        if (old) add(old.teamId, old.role, { ...old, to: end.to, place: null, who })
      }
      for (const each of [...effect.edits, ...effect.adds])
        add(each.teamId, each.role, { ...each, place: row.place, who })
    }
    if (refused.size === 0) return withoutOrphans(now)
    now = now.map((each) =>
      refused.has(each.row.place)
        ? bare(each.row, 'wrong', {
            problems: [{ field: 'role', kind: 'secondLeader', text: refused.get(each.row.place) }],
          })
        : each,
    )
  }
}

/** Teams that would have too few or too many members today, among those the rows write to. */
export function limitsOf(judged: readonly Judged[], register: Register, today: string): LimitNote[] {
  const runs = ({ from, to }: { from: string; to: string | null }) => from <= today && (to === null || to > today)
  const touched = new Set<string>()
  const now = new Map<number, number>()
  const teams = new Set<number>()
  for (const { effect } of judged) {
    if (!effect) continue
    for (const { id } of [...effect.ends, ...effect.edits]) touched.add(id)
    for (const each of [...effect.edits, ...effect.adds]) {
      teams.add(each.teamId)
      if (runs(each)) now.set(each.teamId, (now.get(each.teamId) ?? 0) + 1)
    }
  }
  return [...teams].flatMap((id): LimitNote[] => {
    const team = register.teams.get(id)
    if (!team) return []
    const kept = register.roster.get(id)?.filter((each) => !touched.has(each.id) && runs(each)).length ?? 0
    const members = kept + (now.get(id) ?? 0)
    const { min, max } = register.limits.find(({ level }) => level === team.level) ?? defaultLimits
    if (members >= min && members <= max) return []
    return [{ team: team.fullName, commune: register.communes.get(team.communeId)?.fullName ?? '', members, min, max }]
  })
}
