import { eq, sql } from 'drizzle-orm'
import { officerCompletions } from '@/db/schema'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound } from '../../errors'
import { canRecord } from '../policy'
import { findCourse, type ListedCourse } from '../queries'
import { canFinishOn, type Done, finishedOn } from '../rules'
import type {
  ExportNamesInput,
  RecordCompletionsInput,
  RecordOfficersInput,
  RemoveCompletionInput,
  RemoveOfficersInput,
} from '../schema'

function mustRecord(ctx: Ctx): void {
  if (!canRecord(ctx.actor)) throw new Forbidden('training.record')
}

/** Nobody finishes a course on a day to come, before it began or after it was closed. Throws Invalid training.badDay, .closedCourse. */
function mustBeOpen(course: Pick<ListedCourse, 'startsOn' | 'closedOn'>, days: readonly Day[], today: Day): void {
  const wrong = days.find((on) => on > today || !canFinishOn(course, on))
  if (wrong === undefined) return
  if (course.closedOn !== null && wrong > course.closedOn)
    throw new Invalid('training.closedCourse', { on: course.closedOn })
  throw new Invalid('training.badDay', { from: course.startsOn ?? '', today })
}

type Row = { memberId: string; on: Day }

/** Writes rows of one module, or of the whole course, under each member's team of that day, else his last before or first after. */
async function insert(
  ctx: Ctx,
  input: Pick<RecordCompletionsInput, 'courseId' | 'module' | 'source'>,
  rows: readonly Row[],
) {
  const { rows: made } = await ctx.db.execute<{ memberId: string }>(sql`
    insert into completions (member_id, course_id, module, unit_id, path, commune_id, completed_on, source, created_by, created_at)
    select x."memberId", ${input.courseId}, ${input.module}::smallint, t.unit_id, t.path,
           coalesce((select v.parent_id from unit_versions v where v.unit_id = t.unit_id and v.valid_from <= x."on" order by v.valid_from desc limit 1), t.commune_id),
           x."on", ${input.source}, ${ctx.actor.personId}, ${ctx.now.toISOString()}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x("memberId" uuid, "on" date)
      join lateral (
        select s.unit_id from memberships s where s.member_id = x."memberId"
         order by (s.valid_from <= x."on" and (s.valid_to is null or s.valid_to > x."on")) desc, s.valid_from <= x."on" desc, s.valid_from desc limit 1
      ) s on true
      join teams t on t.unit_id = s.unit_id
     where not exists (
       select from members_line(array[x."memberId"]) l
         join completions c on c.member_id = l.id and c.course_id = ${input.courseId} and c.module is not distinct from ${input.module}::smallint)
        on conflict (member_id, course_id, module) do nothing returning member_id as "memberId"`)
  return made
}

/**
 * Records that members have finished a course, or a module of it, each on his day; what is recorded already stays, of entries merged into
 * theirs too. Whoever has then
 * done every module has finished the course on the day of the last. Throws NotFound, Forbidden, Invalid.
 */
export async function recordCompletions(
  ctx: Ctx,
  input: RecordCompletionsInput,
): Promise<{ recorded: number; already: number; finished: number }> {
  mustRecord(ctx)
  const course = await findCourse(ctx, input.courseId)
  const today = dayInVietnam(ctx.now)
  mustBeOpen(
    course,
    input.members.map(({ on }) => on),
    today,
  )
  if (input.module !== null && !course.modules.some((each) => each.position === input.module))
    throw new Invalid('training.noModule')
  const rows = [...new Map(input.members.map((each) => [each.memberId, each])).values()]
  const ids = sql.param(rows.map((each) => each.memberId))
  const { rows: known } = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from members m where m.id = any (${ids}::uuid[]) and m.merged_into is null and exists (select from memberships s where s.member_id = m.id)`,
  )
  if (known[0]?.n !== rows.length) throw new Invalid('training.notOnRoster')
  const made = await insert(ctx, input, rows)
  let finished = input.module === null ? made.length : 0
  if (input.module !== null) {
    const { rows: done } = await ctx.db.execute<{ memberId: string; done: Done[] }>(sql`
      select l.kept as "memberId", jsonb_agg(jsonb_build_object('module', c.module, 'on', c.completed_on)) as done
        from members_line(${ids}::uuid[]) l join completions c on c.member_id = l.id and c.course_id = ${input.courseId} group by 1`)
    const whole = done.flatMap((each): Row[] => {
      const on = each.done.some(({ module }) => module === null) ? null : finishedOn(course.modules.length, each.done)
      return on ? [{ memberId: each.memberId, on }] : []
    })
    finished = whole.length > 0 ? (await insert(ctx, { ...input, module: null }, whole)).length : 0
  }
  return { recorded: made.length, already: rows.length - made.length, finished }
}

/** Takes back what was recorded of somebody's course by mistake. Throws NotFound, Forbidden. */
export async function removeCompletion(ctx: Ctx, input: RemoveCompletionInput): Promise<{ removed: number }> {
  mustRecord(ctx)
  const { rows: gone } = await ctx.db.execute(sql`
    delete from completions where course_id = ${input.courseId}
       and member_id in (select l.id from members_line(array[${input.memberId}::uuid]) l) returning id`)
  if (gone.length === 0) throw new NotFound('training.noCompletion')
  return { removed: gone.length }
}

/** Officials of the commune who have finished a course for officers: those with a post here, and a number of others. Throws NotFound, Forbidden, Invalid. */
export async function recordOfficers(ctx: Ctx, input: RecordOfficersInput): Promise<{ recorded: number }> {
  mustRecord(ctx)
  const course = await findCourse(ctx, input.courseId)
  if (course.audience !== 'officers') throw new Invalid('training.notForOfficers')
  const today = dayInVietnam(ctx.now)
  mustBeOpen(course, [input.on], today)
  const { rows } = await ctx.db.execute<{ n: number }>(sql`
    select count(distinct person_id)::int as n from assignments
     where unit_id = ${ctx.actor.unitId} and role in ('commune_leader', 'commune_officer') and person_id = any (${sql.param(input.personIds)}::uuid[])`)
  if (rows[0]?.n !== new Set(input.personIds).size) throw new Invalid('training.noOfficer')
  const common = {
    ...{ unitId: ctx.actor.unitId, path: ctx.actor.path, courseId: input.courseId },
    ...{ completedOn: input.on, source: input.source, createdBy: ctx.actor.personId, createdAt: ctx.now },
  }
  const made = await ctx.db
    .insert(officerCompletions)
    .values([
      ...[...new Set(input.personIds)].map((personId) => ({ ...common, personId })),
      ...(input.others > 0 ? [{ ...common, people: input.others }] : []),
    ])
    .onConflictDoNothing()
    .returning({ people: officerCompletions.people })
  return { recorded: made.reduce((sum, each) => sum + each.people, 0) }
}

/** Takes back a line about officials. Throws NotFound, Forbidden. */
export async function removeOfficers(ctx: Ctx, input: RemoveOfficersInput): Promise<{ id: string }> {
  mustRecord(ctx)
  const [gone] = await ctx.db
    .delete(officerCompletions)
    .where(eq(officerCompletions.id, input.id))
    .returning({ id: officerCompletions.id })
  if (!gone) throw new NotFound('training.noCompletion')
  return gone
}

/** Writes down that the names of a course leave in a file, and why; the file is then made of what the caller reads. Throws Forbidden, NotFound. */
export async function exportNames(ctx: Ctx, input: ExportNamesInput): Promise<{ course: string }> {
  mustRecord(ctx)
  const { name } = await findCourse(ctx, input.courseId)
  await ctx.db.execute(sql`select log_access('export', ${`training/${input.courseId}`}, ${input.reason})`)
  return { course: name }
}
