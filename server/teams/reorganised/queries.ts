import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Foreseen } from '../../units/owners/rules'
import type { Plan } from '../../units/plan/rules'
import { namesOf, shown } from '../../units/reorganised/queries'
import { type Tree, versionOn } from '../../units/tree/rules'

/** Teams that follow their commune, those that wait, and villages covered before and after (n/N). */
export async function foreseeTeams(db: Tx, { plan, tree }: { plan: Plan; tree: Tree }): Promise<Foreseen[]> {
  const { before, after } = namesOf(tree, plan)
  const follows = plan.renewals.filter((each) => each.follows && tree.units.get(each.unitId)?.level === 'team')
  const waits = plan.waiting.filter((each) => each.level === 'team')
  const touched = new Set([...plan.ends, ...plan.heirs.values(), ...plan.edges.map((edge) => edge.to)])
  // Villages of the communes that change, and those that end themselves.
  const stood = [...tree.units.values()].filter((unit) => {
    const version = unit.level === 'village' ? versionOn(unit, plan.on) : null
    return version !== null && (touched.has(version.parentId ?? 0) || touched.has(unit.id))
  })
  const foreseen: Foreseen[] = []
  const list = (key: string, rows: { unitId: number; before: string | null; after: string | null }[]) => {
    if (rows.length > 0) foreseen.push({ key, params: { count: rows.length }, ...shown(rows) })
  }
  list(
    'follows',
    follows.map(({ unitId, parentId }) => ({ unitId, before: before(unitId), after: after(parentId) })),
  )
  list(
    'waits',
    waits.map(({ unitId, candidates }) => ({
      unitId,
      before: before(unitId),
      after: candidates.map(after).join(', '),
    })),
  )
  if (stood.length === 0) return foreseen
  const { rows } = await db.execute<{ id: number }>(sql`
    select distinct c.village_id as id from team_coverages c join teams t on t.unit_id = c.team_id and t.state = 'active'
     where c.village_id = any (${sql.param(stood.map((unit) => unit.id))}::int[])
       and c.valid_from <= ${plan.on} and (c.valid_to is null or c.valid_to > ${plan.on})`)
  const covered = new Set(rows.map((row) => row.id))
  const gone = new Set([...plan.ends, ...plan.waiting.map((each) => each.unitId)])
  const opened = plan.opens.filter((each) => each.level === 'village').map((each) => each.id)
  const stand = [...stood.filter((unit) => !gone.has(unit.id)).map((unit) => unit.id), ...opened]
  const still = new Set([...covered].flatMap((id) => (gone.has(id) ? (plan.heirs.get(id) ?? []) : id)))
  const params = {
    ...{ coveredBefore: covered.size, villagesBefore: stood.length },
    ...{ coveredAfter: stand.filter((id) => still.has(id)).length, villagesAfter: stand.length },
  }
  return [...foreseen, { key: 'coverage', params, rows: [], total: 0 }]
}
