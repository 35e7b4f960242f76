import { eq, sql } from 'drizzle-orm'
import { courseModules, courses } from '@/db/schema'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { canKeepCourse } from '../policy'
import { findCourse, isBegun, type ListedCourse } from '../queries'
import type { ChangeCourseInput, CloseCourseInput, ReopenCourseInput } from '../schema'

const next = sql`${courses.version} + 1`

/** A course of the caller's own unit, its row locked, as it was seen. Throws NotFound, Forbidden, Conflict training.courseChanged. */
async function lockCourse(ctx: Ctx, id: string, version: number): Promise<ListedCourse> {
  const course = await findCourse(ctx, id)
  // A row that one may not change cannot be locked either: whether it is his comes first.
  if (!canKeepCourse(ctx.actor, course.owner)) throw new Forbidden('training.keepCourse')
  const [row] = await ctx.db.select({ version: courses.version }).from(courses).where(eq(courses.id, id)).for('update')
  if (!row) throw new NotFound('training.noCourse')
  if (row.version !== version) throw new Conflict('training.courseChanged')
  return course
}

/**
 * Puts a course right: name, address, days, document, and what it is made of while nobody has finished any of it nor been taught it by
 * topics. Code, audience and whether it is official stay. Throws NotFound, Forbidden, Conflict, NotNow training.modulesUsed.
 */
export async function changeCourse(ctx: Ctx, input: ChangeCourseInput): Promise<{ id: string }> {
  const { requestId: _, courseId, version, modules, ...fields } = input
  const course = await lockCourse(ctx, courseId, version)
  const before = course.modules.map(({ name }) => name)
  if (modules.length !== before.length || modules.some((name, place) => name !== before[place])) {
    if (await isBegun(ctx, courseId)) throw new NotNow('training.modulesUsed')
    const own = { courseId, unitId: ctx.actor.unitId, path: ctx.actor.path }
    await ctx.db.delete(courseModules).where(eq(courseModules.courseId, courseId))
    if (modules.length > 0)
      await ctx.db.insert(courseModules).values(modules.map((name, index) => ({ ...own, position: index + 1, name })))
  }
  await ctx.db
    .update(courses)
    .set({ ...fields, version: next })
    .where(eq(courses.id, courseId))
  return { id: courseId }
}

/**
 * Says on which day a course can be finished for the last time. Who had by then, or is recorded of a day up to it, stays in the list and in the
 * figures. Throws NotFound, Forbidden, Conflict, Invalid training.badClose.
 */
export async function closeCourse(ctx: Ctx, { courseId, version, on }: CloseCourseInput): Promise<{ id: string }> {
  const { startsOn } = await lockCourse(ctx, courseId, version)
  if (startsOn !== null && on < startsOn) throw new Invalid('training.badClose', { from: startsOn })
  await ctx.db.update(courses).set({ closedOn: on, version: next }).where(eq(courses.id, courseId))
  return { id: courseId }
}

/** Takes a closing back. Throws NotFound, Forbidden, Conflict. */
export async function reopenCourse(ctx: Ctx, { courseId, version }: ReopenCourseInput): Promise<{ id: string }> {
  await lockCourse(ctx, courseId, version)
  await ctx.db.update(courses).set({ closedOn: null, version: next }).where(eq(courses.id, courseId))
  return { id: courseId }
}
