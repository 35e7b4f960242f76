import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { owe } from '../../calendar/commands'
import { listCalendarDays } from '../../calendar/queries'
import { dueDates, parsePeriod } from '../../calendar/rules'
import type { Carrying } from '../../units/owners/rules'
import { standingHeirs } from '../../units/plan/rules'
import { table } from '../../units/reorganised/commands'
import { provincesAfter } from '../../units/reorganised/rules'

/**
 * Who owes which month: what ended before the day stays as it was; the month that holds the day and all after it are owed by the
 * new units (domain.md 6.13). What is due already when a resolution comes late falls due as if the month had been opened now,
 * of a unit that takes a part as well, when it has not sent the month.
 */
export async function carryObligations(db: Tx, carrying: Carrying): Promise<void> {
  const { plan, tree, event, now } = carrying
  const { rows: months } = await db.execute<{ id: number; code: string }>(
    sql`select id, code from periods where ends_on >= ${plan.on} order by starts_on`,
  )
  if (months.length === 0) return
  const ids = sql`${sql.param(months.map((month) => month.id))}::int[]`
  await db.execute(sql`
    update obligations set moved_by = ${event}
     where period_id = any (${ids}) and unit_id = any (${sql.param(plan.ends)}::int[]) and moved_by is null`)
  const moved = provincesAfter(tree, plan)
  await db.execute(sql`
    update obligations o set province_id = x."to" from ${table(moved, '"unitId" int, "to" int')}
     where o.unit_id = x."unitId" and o.period_id = any (${ids}) and o.province_id <> x."to"`)
  const opened = plan.opens.map(({ id }) => id)
  const owing = [...opened, ...standingHeirs(plan)]
  if (owing.length === 0) return
  const days = await listCalendarDays({ db })
  for (const { id, code } of months) {
    await owe(db, code, opened)
    const period = parsePeriod(code)
    if (!period) continue
    const due = dueDates(period, days, { openedAt: now })
    await db.execute(sql`
      update obligations o set extension_reason = 'reorganised',
             due_at = case when unit_id = province_id then ${due.departmentDueAt.toISOString()}::timestamptz else ${due.communeDueAt.toISOString()}::timestamptz end
       where o.period_id = ${id} and unit_id = any (${sql.param(owing)}::int[]) and due_at < ${now.toISOString()}
         and not exists (select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.first_sent_at is not null)`)
  }
}
