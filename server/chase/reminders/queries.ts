import { sql } from 'drizzle-orm'
import type { ReminderMoment } from '@/db/reminder-enums'
import { latestPeriod, listPeriods, periodAmong } from '../../calendar/queries'
import { addDays, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { canViewReminderLog } from './policy'

export type ReminderLine = {
  unitId: number
  unit: string
  period: string
  kind: 'commune' | 'province' | 'team'
  moment: ReminderMoment
  dueAt: Date
  /** Still to be sent; what has arrived since is told as done. */
  open: boolean
}
export type Reminder = { id: string; onDay: string; seenAt: Date | null; lines: ReminderLine[] }

/** How many days of reminders a person is shown. */
const shownDays = 60

/** What the caller was reminded of, newest first, and what of it is still open. */
export async function listReminders(ctx: Ctx): Promise<Reminder[]> {
  const { rows } = await ctx.db.execute<{
    id: string
    on: string
    seen: string | null
    unitId: number
    unit: string
    period: string
    kind: ReminderLine['kind']
    moment: ReminderMoment
    due: string
    open: boolean
  }>(sql`
    select r.id, r.on_day::text as "on", r.seen_at as seen, r.unit_id as "unitId", v.full_name as unit, p.code as period, r.moment, r.due_at as due,
           case r.level when 'team' then 'team' when 'province' then 'province' else 'commune' end as kind, r.open
      from own_reminders(${addDays(dayInVietnam(ctx.now), -shownDays)}) r join periods p on p.id = r.period_id
      join lateral (
        select full_name from unit_versions v where v.unit_id = r.unit_id and v.valid_from <= ${dayInVietnam(ctx.now)}
         order by v.valid_from desc limit 1) v on true
     order by r.on_day desc, p.code desc, r.path`)
  const found = new Map<string, Reminder>()
  for (const { id, on, seen, due, ...line } of rows) {
    const reminder = found.get(id) ?? { id, onDay: on, seenAt: seen ? new Date(seen) : null, lines: [] }
    reminder.lines.push({ ...line, dueAt: new Date(due) })
    found.set(id, reminder)
  }
  return [...found.values()]
}

type Out = { sent: number; waiting: number; stopped: number; failed: number }
/** What was said on a day at a moment: of one unit, or of a province's units together. `units`: how many those are. */
export type ReminderLogRow = {
  on: string
  unitId: number
  unit: string
  moment: ReminderMoment
  units: number
  people: number
  email: Out
  gateway: Out
}

/**
 * What was said of a period below the caller, newest first: to a province of its communes, to a commune of itself and its teams, to the
 * ministry by province (chase goes one level down). Null for whoever does not chase, and before any month has opened. At most 1,000 rows.
 * @throws NotFound calendar.noPeriod.
 */
export async function getReminderLog(ctx: Ctx, code?: string) {
  const periods = await listPeriods(ctx)
  if (!canViewReminderLog(ctx.actor) || periods.length === 0) return null
  const period = code ? periodAmong(periods, code) : latestPeriod(periods, dayInVietnam(ctx.now))
  const { unitLevel } = ctx.actor
  const out = (channel: string) =>
    sql.raw(
      `jsonb_build_object(${['sent', 'waiting', 'stopped', 'failed']
        .map(
          (state) =>
            `'${state}', count(distinct d.id) filter (where d.channel = '${channel}' and d.state ${state === 'waiting' ? `in ('waiting', 'sending')` : `= '${state}'`})`,
        )
        .join(', ')})`,
    )
  const { rows } = await ctx.db.execute<ReminderLogRow>(sql`
    with lines as materialized (
      select (l.created_at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, l.moment, l.person_id, l.reminder_id, l.unit_id,
             ${unitLevel === 'nation' ? sql`left(l.path, 8)` : sql`l.path`} as path
        from reminder_lines l join units u on u.id = l.unit_id
       where l.period_id = ${period.id} and ${unitLevel === 'commune' ? sql`true` : sql`u.level <> 'team'`}
    )
    select l.on_day::text as "on", u.id as "unitId", v.full_name as unit, l.moment, count(distinct l.unit_id)::int as units,
           count(distinct l.person_id)::int as people, ${out('email')} as email, ${out('gateway')} as gateway
      from lines l join units u on u.path = l.path
      join lateral (
        select full_name from unit_versions v where v.unit_id = u.id and v.valid_from <= ${dayInVietnam(ctx.now)}
         order by v.valid_from desc limit 1) v on true
      left join deliveries d on d.reminder_id = l.reminder_id
     group by 1, 2, 3, 4 order by 1 desc, l.moment, min(l.path) limit 1000`)
  return { period, periods, rows, byProvince: unitLevel === 'nation' }
}
