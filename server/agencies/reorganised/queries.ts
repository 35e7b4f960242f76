import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Foreseen } from '../../units/owners/rules'
import type { Plan } from '../../units/plan/rules'
import { namesOf, shown } from '../../units/reorganised/queries'
import type { Tree } from '../../units/tree/rules'

/** Agencies that end with their units. */
export async function foreseeAgencies(db: Tx, { plan, tree }: { plan: Plan; tree: Tree }): Promise<Foreseen[]> {
  if (plan.ends.length === 0) return []
  const { before, after } = namesOf(tree, plan)
  const { rows } = await db.execute<{ unitId: number; name: string }>(sql`
    select distinct on (unit_id, kind) unit_id as "unitId", name from agency_versions
     where unit_id = any (${sql.param(plan.ends)}::int[]) and (valid_to is null or valid_to > ${plan.on}) order by unit_id, kind, valid_from desc`)
  if (rows.length === 0) return []
  const list = rows.map(({ unitId, name }) => ({
    ...{ unitId, before: `${name}, ${before(unitId)}`, after: after(plan.heirs.get(unitId) ?? 0) },
  }))
  return [{ key: 'ends', params: { count: rows.length }, ...shown(list) }]
}
