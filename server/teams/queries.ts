import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { TeamLevel, TeamState, UnitType } from '@/db/enums'
import { assignments } from '@/db/schema'
import type { Tx } from '@/db/session'
import { type Day, dayInVietnam, endOfDay } from '../calendar/rules'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import type { PlacedUnit } from '../units/policy'
import { findUnit } from '../units/queries'
import { canManageTeams, canSeeChats, canSeeTeamNames, canSeeTeams, canSetChatLink } from './policy'
import type { CoverageInput, GetTeamInput, ListTeamsInput } from './schema'

/** SQL: the commune that a team `t` belonged to on a day, by its versions; `commune_id` is where it belongs now. */
const communeOf = (on: SQL): SQL => sql`(
  select x.parent_id from unit_versions x where x.unit_id = t.unit_id
   order by x.valid_from <= ${on} desc, case when x.valid_from <= ${on} then ${on} - x.valid_from end, x.valid_from limit 1)`

/** SQL: whether a team `t` belonged to the commune on a day. */
const belongsTo = (commune: SQL, on: SQL): SQL => sql`
  t.unit_id in (select m.unit_id from unit_versions m where m.parent_id = ${commune} and m.level = 'team') and ${communeOf(on)} = ${commune}`

/**
 * Figures of the villages and teams of a commune on a day, by indicator code: A01 villages, A02 commune-level teams,
 * A03 village-level teams, A04 villages with at least one team. Blank, never a false 0, while no village is kept in the
 * register (domain.md 22.14).
 */
export async function registerFigures(db: Tx, communeId: number, on: string): Promise<Record<string, number | null>> {
  const { rows } = await db.execute<{ A01: number; A02: number; A03: number; A04: number }>(sql`
    with villages as (
      select unit_id from unit_versions
       where parent_id = ${communeId} and level = 'village' and valid_from <= ${on} and (valid_to is null or valid_to > ${on})
    ), active as (
      select t.unit_id, t.level from teams t
       where ${belongsTo(sql`${communeId}`, sql`${on}::date`)}
         and t.founded_on <= ${on} and (t.dissolved_on is null or t.dissolved_on > ${on})
    )
    select (select count(*) from villages)::int as "A01",
           (select count(*) from active where level = 'commune')::int as "A02",
           (select count(*) from active where level = 'village')::int as "A03",
           (select count(distinct c.village_id) from team_coverages c
              join active a on a.unit_id = c.team_id join villages v on v.unit_id = c.village_id
             where c.valid_from <= ${on} and (c.valid_to is null or c.valid_to > ${on}))::int as "A04"`)
  const figures = rows[0]
  return figures && figures.A01 > 0 ? { ...figures } : { A01: null, A02: null, A03: null, A04: null }
}

const standing = (alias: string, on: SQL): SQL =>
  sql`${sql.raw(alias)}.valid_from <= ${on} and (${sql.raw(alias)}.valid_to is null or ${sql.raw(alias)}.valid_to > ${on})`

/** SQL: the villages that a team covers on a day, as jsonb, by their last name until then. */
const coveredBy = (teamId: SQL, on: SQL): SQL => sql`
  coalesce((
    select jsonb_agg(jsonb_build_object('id', c.village_id, 'fullName', w.full_name, 'standing', coalesce(w.valid_to > ${on}, true)) order by w.code nulls last, w.unit_id)
      from team_coverages c
      join lateral (select * from unit_versions x where x.unit_id = c.village_id and x.valid_from <= ${on} order by x.valid_from desc limit 1) w on true
     where c.team_id = ${teamId} and ${standing('c', on)}), '[]')`

export type CoveredVillage = { id: number; fullName: string; standing: boolean }
export type ListedTeam = {
  id: number
  fullName: string
  name: string
  level: TeamLevel
  state: TeamState
  foundedOn: Day
  dissolvedOn: Day | null
  /** Villages covered on the day; one that has ended since is marked, for a person to put right (domain.md 22.2). */
  villages: CoveredVillage[]
}
export type CommuneTeams = {
  on: Day
  teams: ListedTeam[]
  villages: { id: number; fullName: string; type: UnitType; covered: boolean }[]
  /** n/N: villages that stand on the day and have at least one active team. */
  covered: number
  can: { manage: boolean }
}

/** Teams of a commune on a day, dissolved ones last, with what they cover. Null: not the caller's to see. Throws NotFound. */
export async function listTeams(ctx: Ctx, input: ListTeamsInput): Promise<CommuneTeams | null> {
  const commune = await findUnit(ctx.db, input.communeId)
  if (commune?.level !== 'commune') throw new NotFound('units.none')
  if (!canSeeTeams(ctx.actor, commune)) return null
  const today = dayInVietnam(ctx.now)
  const day = input.on ?? today
  const on = sql`${day}::date`
  const { rows: teams } = await ctx.db.execute<ListedTeam>(sql`
    select t.unit_id as id, v.full_name as "fullName", v.name, t.level, t.founded_on as "foundedOn",
           case when t.dissolved_on <= ${on} then 'dissolved' else 'active' end as state,
           case when t.dissolved_on <= ${on} then t.dissolved_on end as "dissolvedOn",
           ${coveredBy(sql`t.unit_id`, on)} as villages
      from teams t
      join lateral (select * from unit_versions x where x.unit_id = t.unit_id order by x.valid_from desc limit 1) v on true
     where ${belongsTo(sql`${commune.id}`, on)} and t.founded_on <= ${on}
     order by state, t.level, length(v.name), v.name collate "vi-x-icu", t.unit_id`)
  const { rows: villages } = await ctx.db.execute<Omit<CommuneTeams['villages'][number], 'covered'>>(sql`
    select v.unit_id as id, v.full_name as "fullName", v.type from unit_versions v
     where v.parent_id = ${commune.id} and v.level = 'village' and ${standing('v', on)}
     order by v.code nulls last, case when v.name ~ '^[0-9]{1,9}$' then v.name::integer end nulls last, v.name collate "vi-x-icu"`)
  const held = new Set(teams.filter((t) => t.state === 'active').flatMap((t) => t.villages.map((v) => v.id)))
  const marked = villages.map((village) => ({ ...village, covered: held.has(village.id) }))
  return {
    on: day,
    teams,
    villages: marked,
    covered: marked.filter((village) => village.covered).length,
    can: { manage: day === today && canManageTeams(ctx.actor, commune) },
  }
}

export type TeamLeader = { assignmentId: string; name: string; title: string | null }
export type TeamDetail = ListedTeam & {
  /** Where its people chat; null where nobody has said, and above the commune. */
  chatLink: string | null
  /** The day of villages and leaders: the one asked for, or the team's first or last when it does not stand then. */
  on: Day
  commune: { id: number; fullName: string }
  /** Who leads it on the day; null where the reader sees no names at this level. */
  leaders: TeamLeader[] | null
  can: { manage: boolean; seeChat: boolean; setChatLink: boolean }
}

/** A team on a day with what it covers and who leads it. Null: not the caller's to see. Throws NotFound. */
export async function getTeam(ctx: Ctx, input: GetTeamInput): Promise<TeamDetail | null> {
  const unit = await findUnit(ctx.db, input.id)
  if (unit?.level !== 'team') throw new NotFound('teams.none')
  return findTeam(ctx, unit, input.on)
}

/** The same for a unit at hand; null as well when nothing is recorded of the team. */
export async function findTeam(ctx: Ctx, unit: PlacedUnit & { id: number }, day?: Day): Promise<TeamDetail | null> {
  if (!canSeeTeams(ctx.actor, unit)) return null
  const today = dayInVietnam(ctx.now)
  const on = sql`${day ?? today}::date`
  const { rows } = await ctx.db.execute<Omit<TeamDetail, 'leaders' | 'can'> & { communePath: string }>(sql`
    with known as (
      select t.*, case when t.dissolved_on <= ${on} then t.dissolved_on - 1 else greatest(${on}, t.founded_on) end as day
        from teams t where t.unit_id = ${unit.id}
    ), team as (select t.*, ${communeOf(sql`t.day`)} as commune_then from known t)
    select t.unit_id as id, v.full_name as "fullName", v.name, t.level, t.founded_on as "foundedOn", t.day as on, t.chat_link as "chatLink",
           case when t.dissolved_on <= ${on} then 'dissolved' else 'active' end as state,
           case when t.dissolved_on <= ${on} then t.dissolved_on end as "dissolvedOn",
           jsonb_build_object('id', t.commune_then, 'fullName', p.full_name) as commune, u.path as "communePath",
           ${coveredBy(sql`t.unit_id`, sql`t.day`)} as villages
      from team t
      join units u on u.id = t.commune_id
      join lateral (select * from unit_versions x where x.unit_id = t.unit_id order by x.valid_from desc limit 1) v on true
      join lateral (select * from unit_versions x where x.unit_id = t.commune_then and x.valid_from <= t.day order by x.valid_from desc limit 1) p on true`)
  const team = rows[0]
  if (!team) return null
  const { communePath, ...shown } = team
  const seeChat = canSeeChats(ctx.actor, unit)
  return {
    ...shown,
    chatLink: seeChat ? shown.chatLink : null,
    leaders: canSeeTeamNames(ctx.actor, unit)
      ? await leadersOf(ctx.db, unit.id, team.on === today ? ctx.now : endOfDay(team.on))
      : null,
    can: {
      manage: team.state === 'active' && canManageTeams(ctx.actor, { level: 'commune', path: communePath }),
      seeChat,
      setChatLink: team.state === 'active' && canSetChatLink(ctx.actor, unit),
    },
  }
}

/** Who held the post of team leader at an instant, by the name the post was given under. */
const leadersOf = (db: Tx, teamId: number, at: Date): Promise<TeamLeader[]> =>
  db
    .select({ assignmentId: assignments.id, name: assignments.holderName, title: assignments.title })
    .from(assignments)
    .where(
      and(
        eq(assignments.unitId, teamId),
        eq(assignments.role, 'team_leader'),
        lte(assignments.validFrom, at),
        or(isNull(assignments.validTo), gt(assignments.validTo, at)),
      ),
    )
    .orderBy(asc(assignments.validFrom), asc(assignments.id))

export type CommuneCoverage = {
  communeId: number
  villages: number
  covered: number
  communeTeams: number
  villageTeams: number
  /** A steering committee of its own is in force. */
  committee: boolean
}

/**
 * Villages, covered villages, active teams and whether a steering committee is in force, of each commune that a province had on a
 * day, from the registers; a commune that has none of them is left out, one without villages has N = 0. Null: not the caller's to see. Throws NotFound.
 */
export async function listCoverage(ctx: Ctx, input: CoverageInput): Promise<CommuneCoverage[] | null> {
  const unit = await findUnit(ctx.db, input.unitId)
  if (!unit || (unit.level !== 'province' && unit.level !== 'commune')) throw new NotFound('units.none')
  if (!canSeeTeams(ctx.actor, unit)) return null
  const on = sql`${input.on ?? dayInVietnam(ctx.now)}::date`
  const { rows } = await ctx.db.execute<CommuneCoverage>(sql`
    with commune as materialized (
      select v.unit_id as id from unit_versions v where ${unit.level === 'commune'} and v.unit_id = ${unit.id}
      union
      select v.unit_id from unit_versions v
       where ${unit.level === 'province'} and v.level = 'commune' and ${standing('v', on)}
         and (v.parent_id = ${unit.id}
           or v.parent_id in (select d.unit_id from unit_versions d where d.parent_id = ${unit.id} and d.level = 'district' and ${standing('d', on)}))
    ), village as (
      select v.unit_id, v.parent_id from commune join unit_versions v on v.parent_id = commune.id and v.level = 'village' and ${standing('v', on)}
    ), team as (
      select t.unit_id, ${communeOf(on)} as commune_id, t.level from teams t
       where t.unit_id in (select m.unit_id from commune join unit_versions m on m.parent_id = commune.id and m.level = 'team')
         and t.founded_on <= ${on} and (t.dissolved_on is null or t.dissolved_on > ${on})
    ), held as (
      select distinct c.village_id, team.commune_id from team join team_coverages c on c.team_id = team.unit_id and ${standing('c', on)}
    ), villages as (
      select v.parent_id as id, count(*)::int as villages, count(h.village_id)::int as covered
        from village v left join held h on h.village_id = v.unit_id and h.commune_id = v.parent_id group by 1
    ), teams as (
      select commune_id as id, (count(*) filter (where level = 'commune'))::int as commune_teams,
             (count(*) filter (where level = 'village'))::int as village_teams
        from team where commune_id in (select id from commune) group by 1
    ), committees as (
      select distinct s.unit_id as id from commune join steering_committees s on s.unit_id = commune.id and ${standing('s', on)}
    )
    select coalesce(v.id, t.id, s.id) as "communeId", coalesce(v.villages, 0) as villages, coalesce(v.covered, 0) as covered,
           coalesce(t.commune_teams, 0) as "communeTeams", coalesce(t.village_teams, 0) as "villageTeams",
           s.id is not null as committee
      from villages v full join teams t on t.id = v.id full join committees s on s.id = coalesce(v.id, t.id) order by 1`)
  return rows
}
