import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { TrainingAudience } from '@/db/training-enums'
import { type Day, dayInVietnam, type MonthPeriod, periodOfDay } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { within } from '../units/policy'
import { findUnit } from '../units/queries'
import { canAddCourse, canKeepCourse, canRecord, canSeeTraining, canSetOfficial, seesNames } from './policy'
import { figuresOf, type Kept, reportYear, type TrainingFigures, yearBegins } from './rules'
import type { BoardInput } from './schema'

/** Whoever has no business with training is refused. Throws Forbidden. */
export function mustSee({ actor }: Ctx): void {
  if (!canSeeTraining(actor)) throw new Forbidden('training.view')
}

/** SQL: the last name of a unit, also of one that has ended. */
export const lastName = (unitId: SQL): SQL => sql`(
  select v.full_name from unit_versions v where v.unit_id = ${unitId} order by v.valid_from desc limit 1)`

/**
 * B01 classes for members in a period (one counts in the period of its last day), each once in the country, so that communes add up: those
 * that the commune held, and of those held above the communes the ones to which most came from it, of equals the first by code (domain.md 22.5),
 * B02 attendances, B03 members each once, B04 members who have finished an official course since the year of reports began,
 * whoever has left since included, B05 officials who have finished the course on running teams. What went wholly into the commune
 * counts with it. null: nothing was ever kept, or somebody has not yet said who came. Of a commune beyond the caller all are null.
 */
export async function trainingFigures(
  db: Tx,
  communeId: number,
  period: Pick<MonthPeriod, 'year' | 'startsOn' | 'endsOn'>,
): Promise<TrainingFigures> {
  const kept = await keptOf(db, communeId, period)
  return kept ? figuresOf(kept) : { B01: null, B02: null, B03: null, B04: null, B05: null }
}

async function keptOf(
  db: Tx,
  communeId: number,
  period: Pick<MonthPeriod, 'year' | 'startsOn' | 'endsOn'>,
): Promise<Kept | null> {
  const { rows } = await db.execute<Kept>(sql`
    select kept, classes, unmarked, named, persons, counted, counted_classes as "countedClasses",
           completions_kept as "completionsKept", finished, officers_kept as "officersKept", officers
      from training_figures(${communeId}, ${period.startsOn}, ${period.endsOn}, ${yearBegins(period)})`)
  return rows[0] ?? null
}

export type ListedCourse = {
  id: string
  code: string
  name: string
  audience: TrainingAudience
  official: boolean
  link: string | null
  dueOn: Day | null
  startsOn: Day | null
  endsOn: Day | null
  basis: string | null
  /** The last day on which somebody can finish it; null: it has not been closed. */
  closedOn: Day | null
  version: number
  owner: { id: number; fullName: string; level: 'nation' | 'province' | 'commune' }
  versionOf: { id: string; name: string } | null
  modules: { position: number; name: string }[]
}

const courseColumns = sql`
  k.id, k.code, k.name, k.audience, k.official, k.link, k.due_on as "dueOn", k.starts_on as "startsOn", k.ends_on as "endsOn", k.basis,
  k.closed_on as "closedOn", k.version,
  jsonb_build_object('id', k.unit_id, 'fullName', ${lastName(sql`k.unit_id`)}, 'level', (select u.level from units u where u.id = k.unit_id)) as owner,
  (select jsonb_build_object('id', o.id, 'name', o.name) from courses o where o.id = k.version_of) as "versionOf",
  coalesce((select jsonb_agg(jsonb_build_object('position', m.position, 'name', m.name) order by m.position)
              from course_modules m where m.course_id = k.id), '[]') as modules`

/**
 * The catalogue that the caller reads: the nation's courses first, then those of the line down to him, one level below, and of communes that ended
 * in his. Throws Forbidden.
 */
export async function listCourses(
  ctx: Ctx,
): Promise<{ courses: ListedCourse[]; can: { add: boolean; setOfficial: boolean } }> {
  mustSee(ctx)
  const own = ctx.actor.path
  const { rows } = await ctx.db.execute<ListedCourse>(sql`
    select ${courseColumns} from courses k
     where starts_with(${own}, k.path) or (starts_with(k.path, ${own}) and length(k.path) <= ${own.length + 8})
        or k.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[])
     order by length(k.path), k.path, array_position(array['officers', 'members', 'citizens'], k.audience), k.code`)
  return { courses: rows, can: { add: canAddCourse(ctx.actor), setOfficial: canSetOfficial(ctx.actor) } }
}

/** A course with its modules. Throws NotFound, Forbidden. */
export async function findCourse(ctx: Ctx, id: string): Promise<ListedCourse> {
  mustSee(ctx)
  const { rows } = await ctx.db.execute<ListedCourse>(sql`select ${courseColumns} from courses k where k.id = ${id}`)
  if (!rows[0]) throw new NotFound('training.noCourse')
  return rows[0]
}

/** Whether somebody anywhere has finished a course or a module of it, or been taught it by topics; of courses of the caller's own unit. */
export async function isBegun(ctx: Ctx, id: string): Promise<boolean> {
  const { rows } = await ctx.db.execute<{ begun: boolean }>(sql`select course_begun(${id}) as begun`)
  return rows[0]?.begun ?? false
}

/** A course, and how many members of the caller's unit have finished each of its modules and the whole. Throws NotFound, Forbidden. */
export async function getCourse(ctx: Ctx, { id }: { id: string }) {
  const course = await findCourse(ctx, id)
  const today = dayInVietnam(ctx.now)
  const { unitId } = ctx.actor
  const { rows } = await ctx.db.execute<{ module: number | null; finished: number }>(sql`
    select module, finished from training_modules(${unitId}, ${id}, ${today})`)
  const finished = new Map(rows.map((row) => [row.module, row.finished]))
  const board = await boardOf(ctx, { unitId, courseId: id })
  const keep = canKeepCourse(ctx.actor, course.owner)
  return {
    ...course,
    modules: course.modules.map((each) => ({ ...each, finished: finished.get(each.position) ?? 0 })),
    board,
    can: {
      record: canRecord(ctx.actor),
      seeNames: seesNames(ctx.actor),
      keep,
      changeModules: keep && !(await isBegun(ctx, id)),
    },
  }
}

export type BoardRow = { unitId: number; fullName: string; members: number; trained: number; finished: number }
export type Board = {
  unit: { id: number; fullName: string; level: string }
  /** The year of reports in which somebody was trained, and its days; rosters are those of the last one, today while it runs. */
  year: number
  from: Day
  to: Day
  rows: BoardRow[]
  /** Of the whole, a person in two parts once. */
  total: Omit<BoardRow, 'unitId' | 'fullName'>
}

/**
 * Members on a roster, of them those who came to a class in a year of reports and those who have finished a course (any official
 * one unless told), for the provinces, communes or teams of a unit. Above the commune these are counts. Throws NotFound, Forbidden.
 */
export async function getBoard(ctx: Ctx, input: BoardInput): Promise<Board> {
  mustSee(ctx)
  const unit = await findUnit(ctx.db, input.unitId ?? ctx.actor.unitId)
  if (!unit || !within(ctx.actor, unit)) throw new NotFound('units.none')
  return boardOf(ctx, { unitId: unit.id, courseId: input.courseId, year: input.year })
}

async function boardOf(ctx: Ctx, { unitId, courseId, year }: BoardInput & { unitId: number }): Promise<Board> {
  const today = dayInVietnam(ctx.now)
  const chosen = year ?? periodOfDay(today).year
  const { from, to: last } = reportYear(chosen)
  const [to = today] = [last, today].sort()
  const { rows } = await ctx.db.execute<Omit<BoardRow, 'unitId'> & { unitId: number | null }>(sql`
    select s.unit_id as "unitId", ${lastName(sql`s.unit_id`)} as "fullName", s.members, s.trained, s.finished
      from training_shares(${unitId}, ${to}, ${from}, ${to}, ${courseId ?? null}) s
      left join lateral (select v.code, v.name from unit_versions v where v.unit_id = s.unit_id order by v.valid_from desc limit 1) v on true
     order by v.code nulls last, length(v.name), v.name collate "vi-x-icu"`)
  const { rows: units } = await ctx.db.execute<Board['unit']>(sql`
    select u.id, u.level, ${lastName(sql`u.id`)} as "fullName" from units u where u.id = ${unitId}`)
  const whole = rows.find((row) => row.unitId === null)
  return {
    unit: units[0] ?? { id: unitId, level: '', fullName: '' },
    ...{ year: chosen, from, to },
    rows: rows.flatMap((row) => (row.unitId === null ? [] : [{ ...row, unitId: row.unitId }])),
    total: { members: whole?.members ?? 0, trained: whole?.trained ?? 0, finished: whole?.finished ?? 0 },
  }
}

/** The figures of a commune for the period that runs, with what they lack; null above the commune and in a team. */
export async function getFigures(
  ctx: Ctx,
): Promise<(TrainingFigures & { period: MonthPeriod; unmarked: number }) | null> {
  mustSee(ctx)
  if (ctx.actor.unitLevel !== 'commune') return null
  const period = periodOfDay(dayInVietnam(ctx.now))
  const kept = await keptOf(ctx.db, ctx.actor.unitId, period)
  return kept && { ...figuresOf(kept), period, unmarked: kept.unmarked }
}
