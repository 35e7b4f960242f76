import { sql } from 'drizzle-orm'
import { courseModules, courses, trainingSessions } from '@/db/schema'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { hasNotEnded } from '../units/queries'
import { canAddCourse, canPlan, canRun, canSetOfficial, canTakeOverSession } from './policy'
import { findCourse } from './queries'
import { canStep, type SessionVerb } from './rules'
import type {
  AddCourseInput,
  CancelSessionInput,
  ChangeSessionInput,
  HoldSessionInput,
  PlanSessionInput,
  TakeOverSessionInput,
} from './schema'
import { findSession, type SessionRow } from './sessions/queries'

/** A course of the caller's own unit. Throws Forbidden, Conflict when the unit has a course of that code, NotFound, Invalid. */
export async function addCourse(
  ctx: Ctx,
  { requestId: _, modules, ...input }: AddCourseInput,
): Promise<{ id: string }> {
  const { actor } = ctx
  if (!canAddCourse(actor)) throw new Forbidden('training.addCourse')
  if (input.official && !canSetOfficial(actor)) throw new Invalid('training.officialAbove')
  await hasNotEnded(ctx, actor.unitId)
  if (input.versionOf) await findCourse(ctx, input.versionOf)
  const own = { unitId: actor.unitId, path: actor.path }
  const [course] = await ctx.db
    .insert(courses)
    .values({ ...input, ...own, createdBy: actor.personId, createdAt: ctx.now })
    .onConflictDoNothing({ target: [courses.unitId, courses.code] })
    .returning({ id: courses.id })
  if (!course) throw new Conflict('training.codeTaken', { code: input.code })
  if (modules.length > 0)
    await ctx.db
      .insert(courseModules)
      .values(modules.map((name, index) => ({ courseId: course.id, position: index + 1, ...own, name })))
  return course
}

/** What a session teaches stands in the catalogue on its first day. Throws NotFound, Invalid training.noModule, .courseClosed. */
async function checkTopics(
  ctx: Ctx,
  { courseId, modules, startsOn }: Pick<PlanSessionInput, 'courseId' | 'modules' | 'startsOn'>,
): Promise<void> {
  const course = courseId ? await findCourse(ctx, courseId) : null
  if (course?.closedOn && startsOn > course.closedOn)
    throw new Invalid('training.courseClosed', { on: course.closedOn })
  const known = new Set(course?.modules.map((each) => each.position))
  if (modules.some((each) => !known.has(each))) throw new Invalid('training.noModule')
}

/** Plans a session of the caller's own unit, or records one that has been held. Throws Forbidden, NotFound, Invalid. */
export async function planSession(
  ctx: Ctx,
  { requestId: _, held, ...input }: PlanSessionInput,
): Promise<{ id: string }> {
  const { actor } = ctx
  if (!canPlan(actor)) throw new Forbidden('training.plan')
  await hasNotEnded(ctx, actor.unitId)
  await checkTopics(ctx, input)
  if (held && input.endsOn > dayInVietnam(ctx.now)) throw new Invalid('training.notYet')
  const [session] = await ctx.db
    .insert(trainingSessions)
    .values({
      ...input,
      ...{ unitId: actor.unitId, path: actor.path, state: held ? 'held' : 'planned' },
      ...{ createdBy: actor.personId, createdAt: ctx.now },
    })
    .returning({ id: trainingSessions.id })
  if (!session) throw new Forbidden('training.plan')
  return session
}

/** The session, its row locked, when the caller holds it, has seen its last state and it can take the step. */
async function stepOf(
  ctx: Ctx,
  { sessionId, version }: { sessionId: string; version: number },
  verb: SessionVerb,
): Promise<SessionRow> {
  // A row that one may not change cannot be locked either: whether it is his comes first.
  const { unit } = await findSession(ctx, sessionId)
  if (!canRun(ctx.actor, { unitId: unit.id })) throw new Forbidden('training.run')
  const session = await findSession(ctx, sessionId, true)
  if (session.version !== version) throw new Conflict('training.changed')
  if (!canStep(verb, { ...session, people: session.people ?? 0 }, dayInVietnam(ctx.now)))
    throw new NotNow(verb === 'hold' && session.state === 'planned' ? 'training.notYet' : 'training.noStep')
  return session
}

const moved = sql`${trainingSessions.version} + 1`

/** Changes what is planned. Throws NotFound, Forbidden, Conflict, NotNow, Invalid. */
export async function changeSession(ctx: Ctx, input: ChangeSessionInput): Promise<{ id: string }> {
  const { requestId: _, sessionId, version, ...fields } = input
  const { id } = await stepOf(ctx, { sessionId, version }, 'change')
  await checkTopics(ctx, fields)
  await ctx.db
    .update(trainingSessions)
    .set({ ...fields, version: moved })
    .where(sql`id = ${id}`)
  return { id }
}

/** Says that a session has been held; from then on it counts. Throws NotFound, Forbidden, Conflict, NotNow. */
export async function holdSession(ctx: Ctx, input: HoldSessionInput): Promise<{ id: string }> {
  const { id } = await stepOf(ctx, input, 'hold')
  await ctx.db.update(trainingSessions).set({ state: 'held', version: moved }).where(sql`id = ${id}`)
  return { id }
}

/** What a commune had planned when it was cut is from now on the caller's, an heir of it, to hold. Throws NotFound, Forbidden. */
export async function takeOverSession(ctx: Ctx, { sessionId }: TakeOverSessionInput): Promise<{ id: string }> {
  const session = await findSession(ctx, sessionId)
  if (!canTakeOverSession(ctx.actor, session)) throw new Forbidden('training.run')
  const { rows } = await ctx.db.execute<{ done: boolean }>(
    sql`select take_over('training_sessions', ${sessionId}) as done`,
  )
  if (!rows[0]?.done) throw new NotFound('training.noSession')
  return { id: sessionId }
}

/** Calls off what is planned, or takes back what nobody came to. Throws NotFound, Forbidden, Conflict, NotNow. */
export async function cancelSession(ctx: Ctx, input: CancelSessionInput): Promise<{ id: string }> {
  const { id } = await stepOf(ctx, input, 'cancel')
  await ctx.db
    .update(trainingSessions)
    .set({ state: 'cancelled', cancelledReason: input.reason, version: moved })
    .where(sql`id = ${id}`)
  return { id }
}
