import type { Tx } from '@/db/session'
import { fullNameOf } from '@/db/unit-names'
import type { Ctx } from '../../context'
import type { Plan } from '../../units/plan/rules'
import { planOf } from '../../units/plan/rules'
import { loadTree } from '../../units/tree/queries'
import type { Tree } from '../../units/tree/rules'
import { keeperOf } from '../keepers/queries'
import { type Concerned, concernedBy } from '../late/rules'
import { linesOf } from '../lines/queries'
import { formProblems, numbered, type Said } from '../rules'

type Event = { id: string; path: string; effectiveOn: string }
export type Foresight = {
  tree: Tree
  plan: Plan | null
  /** By the number of the line that each is of. */
  conflicts: Said[]
  /** Units that would end, and those that stand already and would take of them. */
  concerned: Concerned
  /** What the units that it would open are called. */
  opened: Map<number, string>
  /** Places of the lines from 0, by their number. */
  places: Map<number, number>
}

/**
 * The lines of a resolution held against the country as it is: what they do, and what stands against them. Ids of new units come
 * from `newId`. The dry run and the job read them alike.
 */
export async function readPlan(db: Tx, event: Event, newId: (ref: string) => number) {
  const lines = await linesOf(db, event.id)
  const changes = lines.map((each) => each.change)
  const tree = await loadTree(db, changes)
  const drafter = await keeperOf(db, event)
  const { plan, conflicts } = planOf(tree, event.effectiveOn, changes, newId)
  return { lines, changes, tree, plan, said: numbered([...formProblems(tree, drafter, changes), ...conflicts], lines) }
}

/** What the lines would do today, and what stands against them; new units have ids below zero. Writes nothing. */
export async function foresee(ctx: Pick<Ctx, 'db'>, event: Event): Promise<Foresight> {
  const refs: string[] = []
  const read = await readPlan(ctx.db, event, (ref) => -refs.push(ref))
  const { lines, changes, tree, plan, said } = read
  const names = new Map(
    changes.flatMap((each) => (each.kind === 'open' ? [[each.ref, fullNameOf(each.type, each.name)] as const] : [])),
  )
  return {
    ...{ tree, plan: said.length === 0 ? plan : null, conflicts: said, concerned: concernedBy(plan) },
    opened: new Map(refs.map((ref, i) => [-i - 1, names.get(ref) ?? ref])),
    places: new Map(lines.map(({ line }, place) => [line, place])),
  }
}
