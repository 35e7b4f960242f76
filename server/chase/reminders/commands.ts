import { type SQL, sql } from 'drizzle-orm'
import type { DeliveryChannel } from '@/db/reminder-enums'
import type { Tx } from '@/db/session'
import { listCalendarDays } from '../../calendar/queries'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { mayRemind, momentOf } from './rules'

/** Which ways out of the house there are besides the page itself. */
export type Ways = Partial<Record<DeliveryChannel, boolean>>

const parentPath = (path: SQL) => sql`left(${path}, length(${path}) - 8)`

/**
 * Who is to be told of what is owed, `o`, by the posts held today: an unsent month its officer, or the leader on whose table it lies;
 * a team's its leader; totals of a province the department. What is late also the officer above: of a commune those in whose charge it
 * is, one level up and no further (section 10).
 */
const recipients = (now: string): SQL => sql`
  posts as materialized (
    select a.id, a.person_id, a.role, a.unit_id, a.path from assignments a
      join accounts c on c.person_id = a.person_id and c.disabled_at is null
     where a.role in ('team_leader', 'commune_officer', 'commune_leader', 'province_officer', 'province_admin', 'department_leader')
       and a.valid_from <= ${now} and (a.valid_to is null or a.valid_to > ${now})
       and (a.delegated_from is null or exists (
         select from assignments s where s.id = a.delegated_from and s.valid_from <= ${now} and (s.valid_to is null or s.valid_to > ${now})))
  ), held as materialized (select unit_id, role from posts group by 1, 2),
  told as (
    select o.period_id, o.unit_id, o.path, o.due_at, o.due_on, o.moment, w.id as assignment_id, w.person_id
      from o join posts w on w.unit_id = o.unit_id
     where case o.kind
             when 'team' then w.role = 'team_leader'
             when 'commune' then w.role = case
               when o.status = 'awaiting_leader' or not exists (select from held h where h.unit_id = o.unit_id and h.role = 'commune_officer')
               then 'commune_leader' else 'commune_officer' end
             else w.role = any (case when o.status = 'awaiting_leader' then '{department_leader}'::text[] else '{province_officer,province_admin}' end)
           end
    union
    select o.period_id, o.unit_id, o.path, o.due_at, o.due_on, 'late_below', w.id, w.person_id
      from o join posts w on w.path = case when o.kind = 'team' then ${parentPath(sql`o.path`)} else left(o.path, 8) end
     where o.moment = 'late' and o.kind <> 'province'
       and case when o.kind = 'team' then w.role = 'commune_officer'
           else w.role = 'province_officer' and (
             exists (select from assignment_areas x where x.assignment_id = w.id and x.unit_id = o.unit_id)
             or not exists (select from assignment_areas x where x.assignment_id = w.id)) end
  )`

/**
 * Makes the reminders of today, under one transaction and a lock of its own: one for each person who has something new to be told,
 * with everything that waits for him. What was told of a moment and due day is not told again; who was told today is not told a
 * second time today. To be run at any time and any number of times. Returns how many were made.
 */
export async function remind(db: Tx, now: Date, ways: Ways): Promise<number> {
  const days = await listCalendarDays({ db })
  if (!mayRemind(now, days)) return 0
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('tung-ngo reminders'))`)
  const { rows: dues } = await db.execute<{ at: string }>(sql`
    select distinct due_at::text as at from owed_months()`)
  const stages = dues.flatMap(({ at }) => {
    const due = new Date(at)
    const moment = momentOf(due, now, days)
    return moment ? [{ at, moment, on: dayInVietnam(due) }] : []
  })
  if (stages.length === 0) return 0
  const at = now.toISOString()
  const today = dayInVietnam(now)
  const { rows } = await db.execute<{ made: number }>(sql`
    with o as materialized (
      select w.*, s.moment, s."on" as due_on from owed_months() w
        join jsonb_to_recordset(${JSON.stringify(stages)}::jsonb) s(at timestamptz, moment text, "on" date) on s.at = w.due_at
       where s.moment <> 'before3' or not w.started
    ), ${recipients(at)},
    fresh as materialized (
      select distinct on (t.period_id, t.unit_id, t.person_id) t.* from told t
       where not exists (
         select from reminder_lines l where l.period_id = t.period_id and l.unit_id = t.unit_id and l.person_id = t.person_id
            and l.moment = t.moment and l.due_on = t.due_on)
         and not exists (select from reminders r where r.person_id = t.person_id and r.on_day = ${today})
       order by t.period_id, t.unit_id, t.person_id, t.moment, t.assignment_id
    ), made as (
      insert into reminders (person_id, on_day, created_at) select distinct person_id, ${today}::date, ${at}::timestamptz from fresh
      returning id, person_id
    ), said as (
      insert into reminder_lines (reminder_id, person_id, period_id, unit_id, path, moment, due_on, due_at, created_at)
      select m.id, m.person_id, f.period_id, f.unit_id, f.path, f.moment, f.due_on, f.due_at, ${at} from fresh f join made m using (person_id)
    ), post as (
      select distinct on (f.person_id) f.person_id, a.unit_id, a.path, bool_or(f.moment in ('before1', 'due', 'late')) over (partition by f.person_id) as pressing
        from fresh f join assignments a on a.id = f.assignment_id order by f.person_id, a.path, a.id
    ), sent as (
      insert into deliveries (reminder_id, person_id, unit_id, path, channel, next_at, created_at)
      select m.id, m.person_id, x.unit_id, x.path, way.channel, ${at}, ${at}
        from made m join post x using (person_id) join persons p on p.id = m.person_id
        cross join lateral (
          select 'email' as channel where ${ways.email ?? false} and p.email is not null
          union all
          select 'gateway' where ${ways.gateway ?? false} and x.pressing and p.phone is not null
             and exists (select from message_quotas q where q.path = left(x.path, 8) and q.enabled)
        ) way
    )
    select count(*)::int as made from made`)
  return rows[0]?.made ?? 0
}

/** The reader has seen what he was reminded of up to a day. Nobody says so for another: the rows are his own. */
export async function seeReminders(ctx: Ctx, upTo: Day): Promise<{ seen: number }> {
  const { rowCount } = await ctx.db.execute(
    sql`update reminders set seen_at = ${ctx.now.toISOString()} where person_id = ${ctx.actor.personId} and seen_at is null and on_day <= ${upTo}`,
  )
  return { seen: rowCount ?? 0 }
}
