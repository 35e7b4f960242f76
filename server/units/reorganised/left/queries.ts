import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Foreseen } from '../../owners/rules'
import type { Plan } from '../../plan/rules'
import type { Tree } from '../../tree/rules'
import { namesOf, shown } from '../queries'

type Left = 'drafts' | 'requests' | 'sessions' | 'courses' | 'programmes' | 'partners'

/**
 * What of these kinds lies at units that end: how much goes on with whoever takes them whole (`…Move`), and how much stays behind
 * because several take a part or nobody does (`…Stay`). Counted, as not everybody may read it (left_at in reorganisations.sql).
 */
export async function foreseeLeft(
  db: Tx,
  { plan, tree }: { plan: Plan; tree: Tree },
  kinds: readonly Left[],
): Promise<Foreseen[]> {
  if (plan.ends.length === 0) return []
  const { before, after } = namesOf(tree, plan)
  const { rows } = await db.execute<{ unitId: number } & Record<Left, number>>(sql`
    select unit_id as "unitId", drafts, requests, sessions, courses, programmes, partners
      from left_at(${sql.param(plan.ends)}::int[]) order by unit_id`)
  return kinds.flatMap((kind) =>
    [true, false].flatMap((whole): Foreseen[] => {
      const of = rows.filter((row) => row[kind] > 0 && plan.heirs.has(row.unitId) === whole)
      if (of.length === 0) return []
      const list = of.map(({ unitId }) => {
        const heir = plan.heirs.get(unitId)
        const parts = plan.edges.filter((edge) => edge.from === unitId).map((edge) => after(edge.to))
        return { unitId, before: before(unitId), after: heir === undefined ? parts.join(', ') || null : after(heir) }
      })
      const count = of.reduce((sum, row) => sum + row[kind], 0)
      return [{ key: `${kind}${whole ? 'Move' : 'Stay'}`, params: { count }, ...shown(list) }]
    }),
  )
}
