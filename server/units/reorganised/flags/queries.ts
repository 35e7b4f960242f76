import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Foreseen } from '../../owners/rules'
import type { Plan } from '../../plan/rules'
import type { Tree } from '../../tree/rules'
import { namesOf, shown } from '../queries'
import { type Flag, flagsAfter } from './rules'

/** Flags that hold on a plan's day or later, of units that end and of those that take them. */
export async function flagsOf(db: Tx, plan: Plan): Promise<Flag[]> {
  const { rows } = await db.execute<Flag>(sql`
    select unit_id as "unitId", flag, valid_from as "from", valid_to as "to" from unit_flags
     where unit_id = any (${sql.param([...plan.ends, ...plan.heirs.values()])}::int[]) and (valid_to is null or valid_to > ${plan.on})
     order by unit_id, flag, valid_from`)
  return rows
}

/** Flags that pass to new units, and those that end with their unit. */
export async function foreseeFlags(db: Tx, { plan, tree }: { plan: Plan; tree: Tree }): Promise<Foreseen[]> {
  if (plan.ends.length === 0) return []
  const { before, after } = namesOf(tree, plan)
  const { passed, lost } = flagsAfter(plan, await flagsOf(db, plan))
  const list = (key: string, rows: { unitId: number; before: string | null; after: string | null; flag: string }[]) =>
    rows.length === 0
      ? []
      : [
          {
            ...{ key, params: { count: rows.length } },
            ...shown(rows.map(({ flag, ...row }) => ({ ...row, params: { flag } }))),
          },
        ]
  return [
    ...list(
      'flagsPass',
      passed.map(({ unitId, flag }) => ({ unitId, before: null, after: after(unitId), flag })),
    ),
    ...list(
      'flagsEnd',
      lost.map(({ unitId, flag }) => ({
        unitId,
        before: before(unitId),
        after: after(plan.heirs.get(unitId) ?? 0),
        flag,
      })),
    ),
  ]
}
