import { sql } from 'drizzle-orm'
import type { CompletionSource } from '@/db/training-enums'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { canRecord, seesNames } from '../policy'
import { findCourse } from '../queries'
import {
  type Candidate,
  canFinishOn,
  type Done,
  dueFor,
  isLate,
  judgeList,
  listLimit,
  type Progress,
  progressOf,
  readList,
} from '../rules'
import type { ReadListInput } from '../schema'

export type Learner = {
  memberId: string
  name: string | null
  team: string
  joinedOn: Day
  /** On a roster today; who has left and had finished stands below. */
  present: boolean
  /** Asked for a restriction: on the page, in no file (domain.md section 12). */
  restricted: boolean
  progress: Progress
  due: Day | null
  late: boolean
  source: CompletionSource | null
  /** Modules done. */
  modules: number[]
}

type LearnerRow = Pick<Learner, 'memberId' | 'name' | 'team' | 'joinedOn' | 'present' | 'restricted' | 'source'> & {
  done: Done[]
}

/** SQL: what each member has done of a course and on which day, entries merged into his included: member_id, module, on, source. */
const doneOf = (courseId: string) => sql`(
  select k.kept as member_id, c.module, min(c.completed_on) as "on", (array_agg(c.source order by c.completed_on))[1] as source
    from completions c join kept_members(array(select x.member_id from completions x where x.course_id = ${courseId})) k on k.id = c.member_id
   where c.course_id = ${courseId} group by 1, 2)`

/** Everybody on a roster of the caller's teams on a day, and whoever has left having finished something, with what of the course is done. */
export async function learnersOf(ctx: Ctx, courseId: string, today: Day): Promise<LearnerRow[]> {
  const { rows } = await ctx.db.execute<LearnerRow>(sql`
    with done as materialized ${doneOf(courseId)}
    select m.id as "memberId", m.full_name as name, t.team, s.joined as "joinedOn", s.present, m.restricted_on is not null as restricted, d.source, coalesce(d.done, '[]') as done
      from members m
      join lateral (
        select min(x.valid_from)::text as joined, bool_or(x.valid_from <= ${today} and (x.valid_to is null or x.valid_to > ${today})) as present,
               (array_agg(x.unit_id order by (x.valid_to is null) desc, x.valid_from desc))[1] as team_id
          from memberships x where x.member_id = m.id
      ) s on s.team_id is not null
      join lateral (select v.full_name as team from unit_versions v where v.unit_id = s.team_id order by v.valid_from desc limit 1) t on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('module', c.module, 'on', c."on") order by c.module) as done,
               (array_agg(c.source order by c.module nulls first))[1] as source
          from done c where c.member_id = m.id
      ) d on true
     where m.merged_into is null and (s.present or d.done is not null)
     order by s.present desc, m.sort_name collate "vi-x-icu", m.id`)
  return rows
}

/** Who has finished a course and who has not, by name, with the day by which he should: the commune's and its teams' own. Throws NotFound, Forbidden. */
export async function listLearners(ctx: Ctx, { id }: { id: string }) {
  const course = await findCourse(ctx, id)
  if (!seesNames(ctx.actor)) throw new Forbidden('training.namesInside')
  const today = dayInVietnam(ctx.now)
  const learners = (await learnersOf(ctx, id, today)).map(({ done, ...row }): Learner => {
    const progress = progressOf(course.modules.length, done)
    const due = dueFor(course.dueOn, row.joinedOn)
    return {
      ...row,
      progress,
      due,
      // Of a course that was closed nobody is late any more.
      late: row.present && canFinishOn(course, today) && isLate(due, progress, today),
      modules: done.flatMap((each) => (each.module === null ? [] : [each.module])),
    }
  })
  return { today, learners, can: { record: canRecord(ctx.actor) } }
}

/** A pasted list against the members of the commune: a verdict for each line, nothing written. Throws NotFound, Forbidden, Invalid. */
export async function checkList(ctx: Ctx, input: ReadListInput) {
  const course = await findCourse(ctx, input.courseId)
  if (!canRecord(ctx.actor)) throw new Forbidden('training.record')
  const lines = readList(input.text)
  if (lines.length > listLimit.lines) throw new Invalid('training.longList', { limit: listLimit.lines })
  const { rows } = await ctx.db.execute<{
    memberId: string
    name: string
    phone: string | null
    team: string
    done: Done[]
  }>(sql`
    with done as materialized ${doneOf(input.courseId)}
    select m.id as "memberId", m.full_name as name, m.phone,
           (select v.full_name from memberships x join unit_versions v on v.unit_id = x.unit_id
             where x.member_id = m.id order by x.valid_to is null desc, x.valid_from desc, v.valid_from desc limit 1) as team,
           coalesce((select jsonb_agg(jsonb_build_object('module', c.module, 'on', c."on")) from done c where c.member_id = m.id), '[]') as done
      from members m where m.full_name is not null and m.merged_into is null`)
  const candidates = rows.map(({ done, ...row }): Candidate & { team: string } => ({
    ...row,
    done:
      progressOf(course.modules.length, done).state === 'done' ||
      (input.module !== null && done.some((each) => each.module === input.module)),
  }))
  const judged = judgeList(lines, candidates)
  const named = new Set(judged.flatMap((each) => each.members))
  return {
    lines: judged,
    members: candidates
      .filter((each) => named.has(each.memberId))
      .map(({ memberId, name, team }) => ({ memberId, name, team })),
  }
}

export type OfficerRow = { id: string; name: string | null; people: number; on: Day; source: CompletionSource }

/** Officials of the caller's commune who have finished a course for officers, and who holds a post there. Throws NotFound, Forbidden. */
export async function listOfficers(ctx: Ctx, { id }: { id: string }) {
  await findCourse(ctx, id)
  if (ctx.actor.unitLevel !== 'commune') throw new Forbidden('training.namesInside')
  const { rows } = await ctx.db.execute<OfficerRow>(sql`
    select c.id, p.full_name as name, c.people, c.completed_on as "on", c.source
      from officer_completions c left join persons p on p.id = c.person_id
     where c.course_id = ${id} order by c.completed_on desc, p.sort_name collate "vi-x-icu", c.id`)
  const { rows: people } = await ctx.db.execute<{ id: string; name: string; title: string | null }>(sql`
    select distinct on (p.sort_name collate "vi-x-icu", p.id) p.id, p.full_name as name, a.title
      from assignments a join persons p on p.id = a.person_id
     where a.unit_id = ${ctx.actor.unitId} and a.role in ('commune_leader', 'commune_officer')
       and a.valid_from <= ${ctx.now.toISOString()} and (a.valid_to is null or a.valid_to > ${ctx.now.toISOString()})
       and not exists (select from officer_completions c where c.course_id = ${id} and c.person_id = p.id)
     order by p.sort_name collate "vi-x-icu", p.id`)
  return { officers: rows, people, can: { record: canRecord(ctx.actor) } }
}
