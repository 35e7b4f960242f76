import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ActivityState, ActivityVerb } from '@/db/activity-enums'
import { activities, activityEvents, activityMembers, activityTeams, teams } from '@/db/schema'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { findUnit } from '../units/queries'
import { canCorrectActivity, canLogActivity, canRejectActivity } from './policy'
import { activityDayProblem, guidedOf, nextActivityState } from './rules'
import type { CorrectActivityInput, LogActivityInput, RejectActivityInput, RestoreActivityInput } from './schema'

type Owner = { id: number; path: string }
type Told = Pick<CorrectActivityInput, 'onDay' | 'programmeId' | 'partnerIds' | 'jointTeamIds' | 'memberIds'>
/** What an activity names already stays, also when whose register it is in has ended since. */
type Chosen = { programmeId: string | null; partnerIds: readonly string[] }
const nothing: Chosen = { programmeId: null, partnerIds: [] }

/** What is said must exist for the owner on the day. Throws Invalid activities.day…, .jointTeams, .members, .choices. */
async function check(ctx: Ctx, owner: Owner, told: Told, before: Chosen = nothing): Promise<void> {
  const partnerIds = told.partnerIds.filter((id) => !before.partnerIds.includes(id))
  const programmeId = told.programmeId === before.programmeId ? null : told.programmeId
  const [team] = await ctx.db.select().from(teams).where(eq(teams.unitId, owner.id))
  if (!team) throw new NotFound('teams.none')
  const problem = activityDayProblem(told.onDay, team, dayInVietnam(ctx.now))
  if (problem === 'ahead') throw new Invalid('activities.dayAhead', { on: told.onDay })
  if (problem === 'longAgo') throw new Invalid('activities.dayLongAgo')
  if (problem) throw new Invalid('activities.dayWithoutTeam', { on: told.onDay })
  const { rows } = await ctx.db.execute<{ joint: number; members: number; partners: number; programmes: number }>(sql`
    select (select count(distinct o.unit_id) from unit_versions v join unit_versions o on o.parent_id = v.parent_id and o.level = 'team'
             where v.unit_id = ${owner.id} and o.unit_id <> ${owner.id} and o.unit_id = any (${list(told.jointTeamIds)}::int[])
               and o.valid_from <= ${told.onDay} and (o.valid_to is null or o.valid_to > ${told.onDay}))::int as joint,
           (select count(distinct s.member_id) from memberships s
             where s.member_id = any (${list(told.memberIds ?? [])}::uuid[]) and s.unit_id = any (${list([owner.id, ...told.jointTeamIds])}::int[])
               and s.valid_from <= ${told.onDay} and (s.valid_to is null or s.valid_to > ${told.onDay}))::int as members,
           (select count(*) from partners where id = any (${list(partnerIds)}::uuid[]) and starts_with(${owner.path}, path))::int as partners,
           (select count(*) from programmes where id = ${programmeId} and starts_with(${owner.path}, path))::int as programmes`)
  const found = rows[0]
  if (found?.joint !== told.jointTeamIds.length) throw new Invalid('activities.jointTeams', { on: told.onDay })
  if (found.members !== (told.memberIds?.length ?? 0)) throw new Invalid('activities.members', { on: told.onDay })
  if (found.partners !== partnerIds.length || found.programmes !== (programmeId ? 1 : 0))
    throw new Invalid('activities.choices')
}

/** A Postgres array of ids, as text: numbers and uuids need no quotes. */
const list = (ids: readonly (number | string)[]): string => `{${ids.join(',')}}`

/** What is kept of what was said. Who took part may be more than were counted: then they count. */
function kept(input: Omit<CorrectActivityInput, 'requestId' | 'id' | 'version' | 'reason'>) {
  const guided = guidedOf(input.tasks, input.guided)
  const [guided1, guided2, guided3, guided4, guided5] = guided
  const named = input.memberIds?.length ?? 0
  const present = named > (input.membersPresent ?? 0) ? named : input.membersPresent
  const { onDay, kind, channel, tasks, targetGroups, topics, households, people, people60, programmeId, partnerIds } =
    input
  return {
    ...{ onDay, kind, channel, tasks, targetGroups, topics, households, people, people60, programmeId, partnerIds },
    ...{ guided1, guided2, guided3, guided4, guided5, membersPresent: present },
    place: input.place || null,
    note: input.note || null,
  }
}

async function keepWho(ctx: Ctx, id: string, owner: Owner, told: Told): Promise<void> {
  await ctx.db.delete(activityTeams).where(eq(activityTeams.activityId, id))
  if (told.jointTeamIds.length > 0)
    await ctx.db.execute(sql`
      insert into activity_teams (activity_id, unit_id, path, owner_id, owner_path)
      select ${id}, u.id, u.path, ${owner.id}, ${owner.path} from units u where u.id = any (${list(told.jointTeamIds)}::int[])`)
  if (!told.memberIds) return
  await ctx.db.delete(activityMembers).where(eq(activityMembers.activityId, id))
  if (told.memberIds.length > 0)
    await ctx.db
      .insert(activityMembers)
      .values(told.memberIds.map((memberId) => ({ activityId: id, memberId, unitId: owner.id, path: owner.path })))
}

type Noted = { verb: ActivityVerb; version: number; reason?: string; toldBy?: string }

/** One line in the history of an activity, under the name of whoever did it. */
export const note = (ctx: Ctx, id: string, owner: Owner, { verb, version, reason, toldBy }: Noted) =>
  ctx.db.insert(activityEvents).values({
    ...{ activityId: id, unitId: owner.id, path: owner.path, verb, version, at: ctx.now },
    reason: reason || null,
    toldBy: toldBy || null,
    personId: ctx.actor.personId,
    personName: ctx.actor.holderName,
  })

/**
 * Logs an activity of a team. What a device sends a second time, under whatever request, is there already and is answered as it
 * is. A commune that types for a team says who told it. Throws Conflict activities.idTaken, Invalid activities.toldBy and check's.
 */
export async function logActivity(ctx: Ctx, input: LogActivityInput): Promise<{ id: string; version: number }> {
  const { actor, db } = ctx
  const owner = await findUnit(db, input.teamId)
  if (!owner) throw new NotFound('teams.none')
  if (!canLogActivity(actor, owner)) throw new Forbidden('activities.log')
  const [there] = await db.select().from(activities).where(eq(activities.id, input.id))
  if (there) {
    if (there.createdBy === actor.personId && there.unitId === owner.id) return { id: there.id, version: there.version }
    throw new Conflict('activities.idTaken')
  }
  if (actor.unitLevel !== 'team' && input.toldBy.length < 2) throw new Invalid('activities.toldBy')
  await check(ctx, owner, input)
  const made = await db
    .insert(activities)
    .values({
      id: input.id,
      unitId: owner.id,
      path: owner.path,
      ...kept(input),
      createdBy: actor.personId,
      receivedAt: ctx.now,
      madeAt: input.madeAt,
    })
    .onConflictDoNothing()
    .returning({ id: activities.id })
  // Somebody else's, unseen from here.
  if (made.length === 0) throw new Conflict('activities.idTaken')
  await keepWho(ctx, input.id, owner, { ...input, memberIds: input.memberIds ?? [] })
  await note(ctx, input.id, owner, {
    verb: 'log',
    version: 1,
    toldBy: actor.unitLevel === 'team' ? undefined : input.toldBy,
  })
  return { id: input.id, version: 1 }
}

type Locked = Chosen & {
  id: string
  unitId: number
  path: string
  onDay: string
  createdBy: string | null
  state: ActivityState
  version: number
}

/** The activity, its row locked, when the step is the actor's and follows. Throws NotFound, Forbidden, NotNow. */
export async function lockActivity(
  ctx: Ctx,
  id: string,
  verb: ActivityVerb,
  may: typeof canCorrectActivity,
): Promise<Locked & { next: ActivityState; owner: Owner }> {
  const [seen] = await ctx.db.select().from(activities).where(eq(activities.id, id))
  if (!seen) throw new NotFound('activities.none')
  if (!may(ctx.actor, seen)) throw new Forbidden('activities.notYours')
  const [row] = await ctx.db.select().from(activities).where(eq(activities.id, id)).for('update')
  if (!row) throw new Forbidden('activities.notYours')
  const next = nextActivityState(row.state, verb)
  if (!next) throw new NotNow(`activities.${row.state}`)
  return { ...row, next, owner: { id: row.unitId, path: row.path } }
}

/** Puts an activity right, with a reason; a rejected one counts again. Throws Conflict activities.changed with the version that stands. */
export async function correctActivity(ctx: Ctx, input: CorrectActivityInput): Promise<{ id: string; version: number }> {
  const row = await lockActivity(ctx, input.id, 'correct', canCorrectActivity)
  if (row.version !== input.version) throw new Conflict('activities.changed', {}, { version: row.version })
  await check(ctx, row.owner, input, row)
  const version = row.version + 1
  await ctx.db
    .update(activities)
    .set({ ...kept(input), state: row.next, stateReason: null, version })
    .where(eq(activities.id, row.id))
  await keepWho(ctx, row.id, row.owner, input)
  await note(ctx, row.id, row.owner, { verb: 'correct', version, reason: input.reason })
  return { id: row.id, version }
}

async function step(
  ctx: Ctx,
  verb: 'withdraw' | 'reject' | 'restore',
  input: { id: string; reason?: string },
  may: typeof canCorrectActivity,
): Promise<{ id: string; version: number }> {
  const row = await lockActivity(ctx, input.id, verb, may)
  const version = row.version + 1
  await ctx.db
    .update(activities)
    .set({ state: row.next, stateReason: row.next === 'recorded' ? null : input.reason, version })
    .where(and(eq(activities.id, row.id), inArray(activities.state, [row.state])))
  await note(ctx, row.id, row.owner, { verb, version, reason: input.reason })
  return { id: row.id, version }
}

/** Takes back what was logged; it stays with its reason and counts nowhere. */
export const withdrawActivity = (ctx: Ctx, input: RejectActivityInput) =>
  step(ctx, 'withdraw', input, canCorrectActivity)
/** The commune does not accept a log (22.4); it stays with the reason and counts nowhere until it is put right. */
export const rejectActivity = (ctx: Ctx, input: RejectActivityInput) => step(ctx, 'reject', input, canRejectActivity)
/** The commune takes its rejection back. */
export const restoreActivity = (ctx: Ctx, input: RestoreActivityInput) => step(ctx, 'restore', input, canRejectActivity)
