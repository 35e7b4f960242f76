import { type SQL, sql } from 'drizzle-orm'
import type {
  ActivityChannel,
  ActivityKind,
  ActivityState,
  ActivityTask,
  ActivityTopic,
  ActivityVerb,
  TargetGroup,
} from '@/db/activity-enums'
import type { Actor } from '../auth/actor'
import { type Day, dayInVietnam, parsePeriod } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { within } from '../units/policy'
import { findUnit, unitLabels } from '../units/queries'
import { liesIn } from '../units/versions/queries'
import { photosOf, type ShownPhoto } from './photos/queries'
import {
  canCorrectActivity,
  canKeepPartners,
  canKeepProgrammes,
  canLogActivity,
  canReadWords,
  canRejectActivity,
  canSeeWho,
  canViewActivities,
} from './policy'
import { nextActivityState } from './rules'
import type { ActivityMembersInput, ListActivitiesInput } from './schema'

export const activitiesPageSize = 25

type Row = {
  id: string
  onDay: Day
  kind: ActivityKind
  channel: ActivityChannel
  tasks: ActivityTask[]
  targetGroups: TargetGroup[]
  topics: ActivityTopic[]
  households: number | null
  guided: (number | null)[]
  people: number | null
  people60: number | null
  membersPresent: number | null
  place: string | null
  programmeId: string | null
  programme: string | null
  note: string | null
  state: ActivityState
  stateReason: string | null
  version: number
  receivedAt: string
  madeAt: string | null
  createdBy: string | null
  path: string
  teamId: number
  team: string
  /** Without "Tổ công nghệ số cộng đồng", and whose it is, for lists. */
  teamName: string
  commune: string
  /** Came in after the team's report of its month was due, by the server's clock. */
  late: boolean
  photos: number
}

/** SQL: the name of a unit, by its last version. */
const nameOf = (unit: SQL): SQL =>
  sql`(select x.full_name from unit_versions x where x.unit_id = ${unit} order by x.valid_from desc limit 1)`

/** SQL: what is read of an activity `a`. */
const columns = sql`
  a.id, a.on_day::text as "onDay", a.kind, a.channel, a.tasks, a.target_groups as "targetGroups", a.topics, a.households,
  array[a.guided_1, a.guided_2, a.guided_3, a.guided_4, a.guided_5] as guided, a.people, a.people_60 as "people60",
  a.members_present as "membersPresent", a.place, a.programme_id as "programmeId", a.note, a.state, a.state_reason as "stateReason",
  a.version, a.received_at as "receivedAt", a.made_at as "madeAt", a.created_by as "createdBy", a.path,
  a.unit_id as "teamId", ${nameOf(sql`a.unit_id`)} as team,
  (select x.name from unit_versions x where x.unit_id = a.unit_id order by x.valid_from desc limit 1) as "teamName",
  ${nameOf(sql`(select x.parent_id from unit_versions x where x.unit_id = a.unit_id order by x.valid_from desc limit 1)`)} as commune,
  (select g.name from programmes g where g.id = a.programme_id) as programme,
  coalesce((select a.received_at > p.team_due_at from periods p where a.on_day between p.starts_on and p.ends_on), false) as late,
  (select count(*)::int from activity_photos f where f.activity_id = a.id and f.removed_at is null) as photos`

/** What is written in words may speak of people: why it was rejected is told in the commune, note and place below the ministry. */
const shown = <Each extends Row>({ path: _path, createdBy: _by, ...row }: Each, actor: Actor) => ({
  ...row,
  stateReason: canSeeWho(actor) ? row.stateReason : null,
  note: canReadWords(actor) ? row.note : null,
  place: canReadWords(actor) ? row.place : null,
  receivedAt: new Date(row.receivedAt),
  madeAt: row.madeAt === null ? null : new Date(row.madeAt),
})

/** SQL: the rows of an activity `a` that lie in the unit or, for a team, that it took part in. */
const ofUnit = (unit: { id: number; level: string; path: string }): SQL =>
  unit.level === 'team'
    ? sql`(a.unit_id = ${unit.id} or a.id in (select x.activity_id from activity_teams x where x.unit_id = ${unit.id}))`
    : liesIn('a', unit)

/**
 * Activities of a unit, newest first, 25 a page, with what they add up to. Those that a team took part in stand in its list and
 * not in its sums (22.5); rejected and withdrawn ones are in no sum. Throws NotFound, Forbidden activities.view.
 */
export async function listActivities(ctx: Ctx, input: ListActivitiesInput) {
  const { actor, db } = ctx
  if (!canViewActivities(actor)) throw new Forbidden('activities.view')
  const unit = await findUnit(db, input.unitId ?? actor.unitId)
  if (!unit || !within(actor, unit)) throw new NotFound('units.none')
  const period = input.period ? parsePeriod(input.period) : null
  const wanted = sql.join(
    [
      ofUnit(unit),
      period ? sql`a.on_day between ${period.startsOn} and ${period.endsOn}` : sql`true`,
      input.kind ? sql`a.kind = ${input.kind}` : sql`true`,
      input.channel ? sql`a.channel = ${input.channel}` : sql`true`,
      input.task ? sql`${input.task}::smallint = any (a.tasks)` : sql`true`,
      input.group ? sql`${input.group} = any (a.target_groups)` : sql`true`,
      input.programmeId ? sql`a.programme_id = ${input.programmeId}` : sql`true`,
      input.state ? sql`a.state = ${input.state}` : sql`a.state <> 'withdrawn'`,
    ],
    sql` and `,
  )
  const counts = sql`a.state = 'recorded' and ${unit.level === 'team' ? sql`a.unit_id = ${unit.id}` : sql`true`}`
  const { rows: sums } = await db.execute<{
    total: number
    sessions: number
    households: number | null
    guided: number | null
    teams: number
  }>(sql`
    select count(*)::int as total, count(*) filter (where ${counts})::int as sessions,
           (sum(a.households) filter (where ${counts}))::int as households,
           (sum(coalesce(guided_1, 0) + coalesce(guided_2, 0) + coalesce(guided_3, 0) + coalesce(guided_4, 0) + coalesce(guided_5, 0))
              filter (where ${counts} and num_nonnulls(guided_1, guided_2, guided_3, guided_4, guided_5) > 0))::int as guided,
           count(distinct a.unit_id) filter (where ${counts})::int as teams
      from activities a where ${wanted}`)
  const order =
    input.order === 'received' ? sql`a.received_at desc, a.id` : sql`a.on_day desc, a.received_at desc, a.id`
  const { rows } = await db.execute<Row>(sql`
    select ${columns} from activities a where ${wanted} order by ${order}
     limit ${activitiesPageSize} offset ${(input.page - 1) * activitiesPageSize}`)
  const { total = 0, ...figures } = sums[0] ?? { sessions: 0, households: null, guided: null, teams: 0 }
  const labels = await unitLabels(db, [unit.id], ctx.now)
  return {
    unit: { id: unit.id, level: unit.level, fullName: labels.get(unit.id)?.fullName ?? '' },
    today: dayInVietnam(ctx.now),
    total,
    page: input.page,
    pageSize: activitiesPageSize,
    sums: figures,
    rows: rows.map((row) => shown(row, actor)),
    can: {
      log: canLogActivity(actor, unit) || canRejectActivity(actor, { path: unit.path, createdBy: null }),
      seePhotos: canSeeWho(actor) || actor.unitLevel === 'province',
      keepPartners: canKeepPartners(actor),
      keepProgrammes: canKeepProgrammes(actor),
    },
  }
}

export type ActivityEvent = {
  verb: ActivityVerb
  reason: string | null
  by: string | null
  toldBy: string | null
  version: number
  at: Date
}

/** One activity with the teams, partners and pictures of it; in the commune also who took part and what was done with it. Throws NotFound. */
export async function getActivity(ctx: Ctx, id: string) {
  const { actor, db } = ctx
  if (!canViewActivities(actor)) throw new Forbidden('activities.view')
  const { rows } = await db.execute<Row & { partners: string[]; partnerIds: string[] }>(sql`
    select ${columns}, a.partner_ids as "partnerIds",
           array(select p.name from partners p where p.id = any (a.partner_ids) order by p.name collate "vi-x-icu") as partners
      from activities a where a.id = ${id}`)
  const row = rows[0]
  if (!row) throw new NotFound('activities.none')
  const { rows: joint } = await db.execute<{ id: number; fullName: string }>(sql`
    select t.unit_id as id, ${nameOf(sql`t.unit_id`)} as "fullName" from activity_teams t where t.activity_id = ${id} order by t.unit_id`)
  const inside = canSeeWho(actor)
  const { rows: members } = inside
    ? await db.execute<{ id: string; fullName: string | null }>(sql`
        select m.id, m.full_name as "fullName" from members m
         where m.id in (select k.kept from kept_members(array(select t.member_id from activity_members t where t.activity_id = ${id})) k)
         order by m.sort_name collate "vi-x-icu", m.id`)
    : { rows: [] }
  const { rows: events } = inside
    ? await db.execute<Omit<ActivityEvent, 'at'> & { at: string }>(sql`
        select verb, reason, person_name as by, told_by as "toldBy", version, at from activity_events where activity_id = ${id} order by id`)
    : { rows: [] }
  const photos: ShownPhoto[] = await photosOf(ctx, id)
  const may = canCorrectActivity(actor, row)
  const rejects = canRejectActivity(actor, row)
  return {
    ...shown(row, actor),
    joint,
    members: inside ? members : null,
    events: inside ? events.map((each) => ({ ...each, at: new Date(each.at) })) : null,
    pictures: photos,
    can: {
      correct: may && nextActivityState(row.state, 'correct') !== null,
      withdraw: may && nextActivityState(row.state, 'withdraw') !== null,
      reject: rejects && nextActivityState(row.state, 'reject') !== null,
      restore: rejects && nextActivityState(row.state, 'restore') !== null,
      addPhoto: may && nextActivityState(row.state, 'add_photo') !== null,
      removePhoto: may,
      seePhotos: inside || actor.unitLevel === 'province',
    },
  }
}

/**
 * What the form of a team offers: other teams of its commune, partners and programmes that are going on. Names of units and
 * bodies alone, so that a device may keep it. Throws NotFound teams.none.
 */
export async function activityChoices(ctx: Ctx, teamId: number) {
  const { actor, db } = ctx
  const unit = await findUnit(db, teamId)
  if (!unit || !canLogActivity(actor, unit)) throw new NotFound('teams.none')
  const today = dayInVietnam(ctx.now)
  const { rows: teams } = await db.execute<{ id: number; fullName: string }>(sql`
    select o.unit_id as id, o.full_name as "fullName" from unit_versions v
      join unit_versions o on o.parent_id = v.parent_id and o.level = 'team' and o.valid_to is null
     where v.unit_id = ${teamId} and v.valid_to is null and o.unit_id <> ${teamId}
     order by length(o.name), o.name collate "vi-x-icu"`)
  const { rows: programmes } = await db.execute<{ id: string; name: string }>(sql`
    select id, name from programmes
     where ${liesOnLine(unit.path)} and starts_on <= ${today} and (ends_on is null or ends_on >= ${today}::date - 45)
     order by length(path), name collate "vi-x-icu"`)
  const { rows: partners } = await db.execute<{ id: string; name: string }>(sql`
    select id, name from partners where ${liesOnLine(unit.path)} and closed_on is null order by name collate "vi-x-icu", id`)
  const labels = await unitLabels(db, [teamId], ctx.now)
  return { team: { id: teamId, fullName: labels.get(teamId)?.fullName ?? '' }, teams, programmes, partners }
}
export type ActivityChoices = Awaited<ReturnType<typeof activityChoices>>

/** SQL: kept by the unit itself or by one above it. */
const liesOnLine = (path: string): SQL => sql`starts_with(${path}, path)`

/** Members who can have taken part: of the team on the day, by given name. Empty above the commune. Throws NotFound teams.none. */
export async function activityMembersOf(ctx: Ctx, input: ActivityMembersInput) {
  const unit = await findUnit(ctx.db, input.teamId)
  if (!unit || !canLogActivity(ctx.actor, unit)) throw new NotFound('teams.none')
  const { rows } = await ctx.db.execute<{ id: string; fullName: string }>(sql`
    select m.id, m.full_name as "fullName" from memberships s join members m on m.id = s.member_id
     where s.unit_id = ${input.teamId} and s.valid_from <= ${input.on} and (s.valid_to is null or s.valid_to > ${input.on})
       and m.full_name is not null
     order by m.sort_name collate "vi-x-icu", m.id`)
  return rows
}

/** Teams that somebody may log for, by name: his own, or all that stand in his commune. */
export async function teamsToLogFor(ctx: Ctx): Promise<{ id: number; fullName: string }[]> {
  const { actor, db } = ctx
  if (!canLogActivity(actor, { path: actor.path, level: 'team' })) return []
  const { rows } = await db.execute<{ id: number; fullName: string }>(sql`
    select t.unit_id as id, v.full_name as "fullName" from teams t join unit_versions v on v.unit_id = t.unit_id and v.valid_to is null
     where t.state = 'active' and starts_with(t.path, ${actor.path})
     order by t.level, length(v.name), v.name collate "vi-x-icu", t.unit_id`)
  return rows
}
