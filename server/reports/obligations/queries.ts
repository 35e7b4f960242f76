import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { listPeriods } from '../../calendar/queries'
import type { Foreseen } from '../../units/owners/rules'
import type { Plan } from '../../units/plan/rules'

/** Months that the heirs will owe: how many of those concerned owe before and after, and until when. */
export async function foreseeObligations(db: Tx, { plan, now }: { plan: Plan; now: Date }): Promise<Foreseen[]> {
  const months = (await listPeriods({ db })).filter((period) => period.endsOn >= plan.on)
  const opened = plan.opens.filter((each) => each.level === 'commune').length
  if (months.length === 0 || (plan.ends.length === 0 && opened === 0)) return []
  const ended = new Set(plan.ends)
  const standing = [...new Set(plan.edges.map((edge) => edge.to))].filter(
    (id) => !ended.has(id) && !plan.opens.some((each) => each.id === id),
  )
  const { rows } = await db.execute<{ periodId: number; leave: number; stay: number }>(sql`
    select period_id as "periodId", count(*) filter (where unit_id = any (${sql.param(plan.ends)}::int[]))::int as leave,
           count(*) filter (where unit_id = any (${sql.param(standing)}::int[]))::int as stay
      from obligations
     where moved_by is null and unit_id = any (${sql.param([...plan.ends, ...standing])}::int[]) and period_id = any (${sql.param(months.map((each) => each.id))}::int[]) group by 1`)
  return months.flatMap((month): Foreseen[] => {
    const { leave, stay } = rows.find((row) => row.periodId === month.id) ?? { leave: 0, stay: 0 }
    if (leave === 0 && opened === 0) return []
    const params = {
      period: month.code,
      before: leave + stay,
      after: opened + stay,
      dueOn: month.communeDueAt.toISOString(),
    }
    return [{ key: month.communeDueAt < now ? 'monthOver' : 'month', params, rows: [], total: 0 }]
  })
}
