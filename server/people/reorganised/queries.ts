import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Foreseen } from '../../units/owners/rules'
import type { Plan } from '../../units/plan/rules'
import { namesOf, shown } from '../../units/reorganised/queries'
import type { Tree } from '../../units/tree/rules'

/** Posts at units that end: how many go on at the heir, how many end and wait. Counted without names, as the ministry sees none. */
export async function foreseePosts(db: Tx, { plan, tree }: { plan: Plan; tree: Tree }): Promise<Foreseen[]> {
  if (plan.ends.length === 0) return []
  const { before, after } = namesOf(tree, plan)
  const { rows } = await db.execute<{ unitId: number; posts: number; persons: number }>(
    sql`select unit_id as "unitId", posts, persons from posts_at(${sql.param(plan.ends)}::int[])`,
  )
  const foreseen: Foreseen[] = []
  for (const [key, whole] of [
    ['moves', true],
    ['ends', false],
  ] as const) {
    const of = rows.filter((row) => plan.heirs.has(row.unitId) === whole)
    if (of.length === 0) continue
    const count = of.reduce((sum, row) => sum + row.posts, 0)
    const list = of.map(({ unitId, posts }) => {
      const heir = plan.heirs.get(unitId)
      const candidates = plan.edges.filter((edge) => edge.from === unitId).map((edge) => after(edge.to))
      const to = heir === undefined ? candidates.join(', ') || null : after(heir)
      return { unitId, before: before(unitId), after: to, params: { posts } }
    })
    foreseen.push({ key, params: { count }, ...shown(list) })
  }
  return foreseen
}
