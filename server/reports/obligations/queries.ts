import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { listPeriods } from '../../calendar/queries'
import type { Foreseen } from '../../units/owners/rules'
import type { Plan } from '../../units/plan/rules'

/** Months that the new units will owe: how many units owe before and after, and until when. */
export async function foreseeObligations(db: Tx, { plan, now }: { plan: Plan; now: Date }): Promise<Foreseen[]> {
  const months = (await listPeriods({ db })).filter((period) => period.endsOn >= plan.on)
  const opened = plan.opens.filter((each) => each.level === 'commune').length
  if (months.length === 0 || (plan.ends.length === 0 && opened === 0)) return []
  const { rows } = await db.execute<{ periodId: number; count: number }>(sql`
    select period_id as "periodId", count(*)::int as count from obligations
     where unit_id = any (${sql.param(plan.ends)}::int[]) and period_id = any (${sql.param(months.map((each) => each.id))}::int[]) group by 1`)
  return months.flatMap((month): Foreseen[] => {
    const before = rows.find((row) => row.periodId === month.id)?.count ?? 0
    if (before === 0 && opened === 0) return []
    const params = { period: month.code, before, after: opened, dueOn: month.communeDueAt.toISOString() }
    return [{ key: month.communeDueAt < now ? 'monthOver' : 'month', params, rows: [], total: 0 }]
  })
}
