import { sql } from 'drizzle-orm'
import type { UnitLevel } from '@/db/enums'
import { fullNameOf } from '@/db/unit-names'
import type { Ctx } from '../../context'
import type { Plan } from '../../units/plan/rules'
import { planOf } from '../../units/plan/rules'
import { loadTree } from '../../units/tree/queries'
import type { Tree } from '../../units/tree/rules'
import { linesOf } from '../lines/queries'
import { formProblems, numbered, type Said } from '../rules'

type Event = { id: string; unitId: number; effectiveOn: string }
export type Foresight = {
  tree: Tree
  plan: Plan | null
  /** By the number of the line that each is of. */
  conflicts: Said[]
  /** Units that would end. */
  ends: number[]
  /** What the units that it would open are called. */
  opened: Map<number, string>
  /** Places of the lines from 0, by their number. */
  places: Map<number, number>
}

/** What the lines would do today, and what stands against them; new units have ids below zero. Writes nothing. */
export async function foresee(ctx: Pick<Ctx, 'db'>, event: Event): Promise<Foresight> {
  const lines = await linesOf(ctx.db, event.id)
  const changes = lines.map((each) => each.change)
  const tree = await loadTree(ctx.db, changes)
  const { rows } = await ctx.db.execute<{ level: UnitLevel; path: string }>(
    sql`select level, path from units where id = ${event.unitId}`,
  )
  const drafter = rows[0] ?? { level: 'commune' as const, path: 'none' }
  const names = new Map(
    changes.flatMap((each) => (each.kind === 'open' ? [[each.ref, fullNameOf(each.type, each.name)] as const] : [])),
  )
  const opened = new Map<number, string>()
  const { plan, conflicts } = planOf(tree, event.effectiveOn, changes, (ref) => {
    const id = -opened.size - 1
    opened.set(id, names.get(ref) ?? ref)
    return id
  })
  const said = numbered([...formProblems(tree, drafter, changes), ...conflicts], lines)
  return {
    ...{ tree, plan: said.length === 0 ? plan : null, conflicts: said, ends: plan?.ends ?? [], opened },
    places: new Map(lines.map(({ line }, place) => [line, place])),
  }
}
