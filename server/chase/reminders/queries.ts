import { sql } from 'drizzle-orm'
import type { ReminderMoment } from '@/db/reminder-enums'
import { addDays, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'

export type ReminderLine = {
  unitId: number
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
    period: string
    kind: ReminderLine['kind']
    moment: ReminderMoment
    due: string
    open: boolean
  }>(sql`
    select r.id, r.on_day::text as "on", r.seen_at as seen, r.unit_id as "unitId", p.code as period, r.moment, r.due_at as due,
           case r.level when 'team' then 'team' when 'province' then 'province' else 'commune' end as kind, r.open
      from own_reminders(${addDays(dayInVietnam(ctx.now), -shownDays)}) r join periods p on p.id = r.period_id
     order by r.on_day desc, p.code desc, r.path`)
  const found = new Map<string, Reminder>()
  for (const { id, on, seen, due, ...line } of rows) {
    const reminder = found.get(id) ?? { id, onDay: on, seenAt: seen ? new Date(seen) : null, lines: [] }
    reminder.lines.push({ ...line, dueAt: new Date(due) })
    found.set(id, reminder)
  }
  return [...found.values()]
}

/** Reminders that the caller has not opened yet. */
export async function countUnseen(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.db.execute<{ unseen: number }>(
    sql`select count(*)::int as unseen from reminders where person_id = ${ctx.actor.personId} and seen_at is null`,
  )
  return rows[0]?.unseen ?? 0
}
