import { sql } from 'drizzle-orm'
import type { TeamLevel } from '@/db/enums'
import type { EndedReason, MemberRole, SelectionTick, Sex } from '@/db/roster-enums'
import type { Tx } from '@/db/session'
import { type Day, dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { findUnit } from '../units/queries'
import { liesIn, standing } from '../units/versions/queries'
import { canKeepRoster, canOpenRoster, canSeeDetails, canSeeRoster } from './policy'
import { byRoleAndName, type Component, maskPhone } from './rules'
import type { ListRosterInput } from './schema'

/** SQL: the last name of a team `unitId` until a day. */
export const teamNameSql = (unitId: ReturnType<typeof sql>, on: ReturnType<typeof sql>) => sql`
  (select x.name from unit_versions x where x.unit_id = ${unitId} order by x.valid_from <= ${on} desc, x.valid_from desc limit 1)`

export type RosterRow = {
  membershipId: string
  memberId: string
  team: { id: number; name: string; level: TeamLevel }
  /** Null once the person has been anonymised. */
  fullName: string | null
  sortName: string | null
  sex: Sex | null
  birthYear: number | null
  /** '09xx xxx 234': the whole number is given by `persons.reveal`. */
  phone: string | null
  employer: string | null
  residence: string | null
  role: MemberRole
  component: string | null
  concurrentPost: string | null
  isLocal: boolean | null
  selection: SelectionTick[]
  validFrom: Day
  validTo: Day | null
  absentSince: Day | null
  restricted: boolean
  hasAccount: boolean
}
export type Roster = {
  on: Day
  rows: RosterRow[]
  components: Component[]
  /** `details`: more than name and place is told, and each person has a page. */
  can: { keep: boolean; details: boolean }
}

const compareNames = new Intl.Collator('vi', { numeric: true }).compare

const rowColumns = (on: ReturnType<typeof sql>) => sql`
  s.id as "membershipId", m.id as "memberId", jsonb_build_object('id', s.unit_id, 'name', ${teamNameSql(sql`s.unit_id`, on)}, 'level', t.level) as team,
  m.full_name as "fullName", m.sort_name as "sortName", m.sex, m.birth_year as "birthYear", m.phone, m.employer, m.residence,
  s.role, s.component, s.concurrent_post as "concurrentPost", s.is_local as "isLocal", s.selection,
  s.valid_from as "validFrom", s.valid_to as "validTo", s.absent_since as "absentSince",
  m.restricted_on is not null as restricted, m.person_id is not null as "hasAccount"`

const masked = <T extends { phone: string | null }>(row: T): T => ({ ...row, phone: maskPhone(row.phone) })

const nameAlone = (row: RosterRow): RosterRow => ({
  ...row,
  ...{ phone: null, birthYear: null, sex: null, employer: null, residence: null, concurrentPost: null, selection: [] },
  ...{ absentSince: null, restricted: false },
})

/** Components that may be chosen in a unit's province: the national list, then the province's own; closed ones are marked. */
export async function componentsOf(db: Tx, path: string): Promise<Component[]> {
  const { rows } = await db.execute<Component>(sql`
    select code, name, counts_as as "countsAs", closed_on as "closedOn" from components
     where owner_id is null or owner_id = ${Number(path.slice(0, 7) || 0)} order by position, name`)
  return rows
}

/**
 * Who is on the roster of a team, or of all teams of a commune, on a day: leaders first, then by given name; phones masked. Null:
 * not the caller's to see (above the commune `open` asks for a reason). Throws NotFound.
 */
export async function listRoster(ctx: Ctx, input: ListRosterInput): Promise<Roster | null> {
  const unit = await findUnit(ctx.db, input.unitId)
  if (unit?.level !== 'commune' && unit?.level !== 'team') throw new NotFound('units.none')
  if (!canSeeRoster(ctx.actor, unit)) return null
  const today = dayInVietnam(ctx.now)
  const day = input.on ?? today
  const on = sql`${day}::date`
  const { rows } = await ctx.db.execute<RosterRow>(sql`
    select ${rowColumns(on)}
      from memberships s join members m on m.id = s.member_id join teams t on t.unit_id = s.unit_id
     where ${liesIn('s', unit)} and ${standing('s', on)}`)
  const details = canSeeDetails(ctx.actor)
  return {
    on: day,
    rows: rows.map(details ? masked : nameAlone).sort(byRoleAndName(compareNames)),
    components: await componentsOf(ctx.db, unit.path),
    can: { keep: day === today && canKeepRoster(ctx.actor, unit), details },
  }
}

export type MembershipView = Omit<
  RosterRow,
  | 'fullName'
  | 'sortName'
  | 'sex'
  | 'birthYear'
  | 'phone'
  | 'employer'
  | 'residence'
  | 'restricted'
  | 'hasAccount'
  | 'memberId'
> & {
  endedReason: EndedReason | null
  endedNote: string | null
  decision: { id: string; number: string | null } | null
}
export type MemberDetail = {
  memberId: string
  /** The commune whose roster he is on now. */
  communeId: number
  version: number
  fullName: string | null
  /** Typed by hand; null where it follows from the name. */
  sortName: string | null
  sex: Sex | null
  birthYear: number | null
  phone: string | null
  employer: string | null
  residence: string | null
  informedOn: Day | null
  publishAgreedOn: Day | null
  restrictedOn: Day | null
  anonymised: boolean
  hasAccount: boolean
  /** Newest first. */
  memberships: MembershipView[]
  components: Component[]
  can: { keep: boolean }
}

/** One person with every team he has been in, newest first; the phone masked. Throws NotFound, Forbidden. */
export async function getMember(ctx: Ctx, memberId: string): Promise<MemberDetail> {
  const { rows } = await ctx.db.execute<
    Omit<MemberDetail, 'memberships' | 'components' | 'can'> & { path: string; unitId: number }
  >(sql`
    select m.id as "memberId", coalesce((select t.commune_id from teams t where t.unit_id = m.unit_id), m.unit_id) as "communeId", m.version, m.full_name as "fullName", m.sort_name as "sortName", m.sex, m.birth_year as "birthYear", m.phone,
           m.employer, m.residence, m.informed_on as "informedOn", m.publish_agreed_on as "publishAgreedOn",
           m.restricted_on as "restrictedOn", m.anonymised_at is not null as anonymised, m.person_id is not null as "hasAccount", m.path,
           m.unit_id as "unitId"
      from members m where m.id = ${memberId} and m.merged_into is null`)
  const found = rows[0]
  if (!found) throw new NotFound('rosters.noMember')
  const { path, unitId, ...member } = found
  if (!canSeeDetails(ctx.actor)) throw new Forbidden('persons.notOpened')
  const today = dayInVietnam(ctx.now)
  const { rows: memberships } = await ctx.db.execute<MembershipView>(sql`
    select s.id as "membershipId", jsonb_build_object('id', s.unit_id, 'name', ${teamNameSql(sql`s.unit_id`, sql`${today}::date`)}, 'level', t.level) as team,
           s.role, s.component, s.concurrent_post as "concurrentPost", s.is_local as "isLocal", s.selection, s.valid_from as "validFrom",
           s.valid_to as "validTo", s.absent_since as "absentSince", s.ended_reason as "endedReason", s.ended_note as "endedNote",
           (select jsonb_build_object('id', d.id, 'number', d.number) from team_decisions d where d.id = s.decision_id) as decision
      from memberships s join teams t on t.unit_id = s.unit_id
     where s.member_id = ${memberId} and s.valid_to is distinct from s.valid_from
     order by s.valid_from desc, s.created_at desc`)
  const unit = await findUnit(ctx.db, unitId)
  return {
    ...masked(member),
    // Why somebody left may speak of his health: the commune that keeps the roster knows.
    memberships: memberships.map((each) =>
      ctx.actor.unitLevel === 'commune' ? each : { ...each, endedReason: null, endedNote: null },
    ),
    components: await componentsOf(ctx.db, path),
    can: { keep: !member.anonymised && unit !== null && canKeepRoster(ctx.actor, unit) },
  }
}

/** Components that may be chosen in the province of a unit. Throws NotFound. */
export async function listComponents(ctx: Ctx, unitId: number): Promise<Component[]> {
  const unit = await findUnit(ctx.db, unitId)
  if (!unit) throw new NotFound('units.none')
  return componentsOf(ctx.db, unit.path)
}

export type Unplaced = { memberId: string; fullName: string; sortName: string | null; birthYear: number | null }

/** People of a commune who are in no team today: enlisted for a decision, or former members. Null: not the caller's to see. Throws NotFound. */
export async function listUnplaced(ctx: Ctx, communeId: number): Promise<Unplaced[] | null> {
  const commune = await findUnit(ctx.db, communeId)
  if (commune?.level !== 'commune') throw new NotFound('units.none')
  if (!canSeeRoster(ctx.actor, commune)) return null
  const { rows } = await ctx.db.execute<Unplaced>(sql`
    select m.id as "memberId", m.full_name as "fullName", m.sort_name as "sortName", m.birth_year as "birthYear" from members m
     where ${liesIn('m', commune)} and m.merged_into is null and m.anonymised_at is null
       and not exists (select from memberships s where s.member_id = m.id and ${standing('s', sql`${dayInVietnam(ctx.now)}::date`)})`)
  return rows.sort((a, b) => compareNames(a.sortName ?? '', b.sortName ?? ''))
}

export type RosterAccess = 'seen' | 'open' | 'hidden'
/** How a caller comes to the names of a unit's roster: as a matter of course, for a reason, or not at all. */
export async function rosterAccess(ctx: Ctx, unitId: number): Promise<RosterAccess> {
  const unit = await findUnit(ctx.db, unitId)
  if (!unit) throw new NotFound('units.none')
  if (canSeeRoster(ctx.actor, unit)) return 'seen'
  return canOpenRoster(ctx.actor, unit) ? 'open' : 'hidden'
}
