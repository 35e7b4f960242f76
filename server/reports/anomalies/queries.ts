import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { ReportValues } from '../figures/rules'
import type { AnomalyInput } from './rules'

/** How many months back a unit is held against itself. */
const months = 12

type Comparison = Pick<AnomalyInput, 'history' | 'peers'>

/**
 * What the reports of some units of a province are compared with in a period: their own months before, newest first, and all that was
 * filed for it in the province. What was never sent, and months in which nothing happened, say nothing of what is usual.
 */
export async function comparedWith(
  db: Tx,
  { unitIds, provinceId, periodId }: { unitIds: readonly number[]; provinceId: number; periodId: number },
): Promise<(unitId: number) => Comparison> {
  if (unitIds.length === 0) return () => ({ history: [], peers: [] })
  const { rows } = await db.execute<{ unitId: number; history: ReportValues[] }>(sql`
    select x.id as "unitId", array(
             select to_jsonb(r.values) from periods p join reports r on r.period_id = p.id and r.unit_id = x.id
              where p.starts_on < now.starts_on and p.starts_on >= now.starts_on - make_interval(months => ${months})
                and r.status in ('submitted', 'accepted', 'locked') and not r.nil
              order by p.starts_on desc) as history
      from unnest(${sql.param([...unitIds])}::int[]) x(id), periods now where now.id = ${periodId}`)
  const { rows: peers } = await db.execute<{ values: ReportValues; households: number | null }>(sql`
    select r.values, (r.denominators ->> 'households')::int as households from reports r
     where r.period_id = ${periodId} and r.province_id = ${provinceId} and r.unit_id <> r.province_id
       and r.status in ('submitted', 'accepted', 'locked') and not r.nil`)
  const byUnit = new Map(rows.map(({ unitId, history }) => [unitId, history]))
  return (unitId) => ({ history: byUnit.get(unitId) ?? [], peers })
}
