import type { UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'
import { fullNameOf } from '@/db/unit-names'
import { type Foreseen, type ForeseenRow, foreseenRows } from '../owners/rules'
import type { Plan } from '../plan/rules'
import { type Tree, versionOn } from '../tree/rules'

/** What units are called before a plan and after it. */
export function namesOf(tree: Tree, plan: Plan) {
  const renewed = new Map(plan.renewals.map((each) => [each.unitId, each]))
  const opened = new Map(plan.opens.map((each) => [each.id, each]))
  const called = (each: { type: Parameters<typeof fullNameOf>[0]; name: string } | null | undefined) =>
    each ? fullNameOf(each.type, each.name) : null
  const before = (id: number) => called(versionOn(tree.units.get(id), plan.on))
  const after = (id: number) => called(renewed.get(id) ?? opened.get(id)) ?? before(id)
  return { before, after }
}

export const shown = (rows: ForeseenRow[]): Pick<Foreseen, 'rows' | 'total'> => ({
  rows: rows.slice(0, foreseenRows),
  total: rows.length,
})

const order: readonly UnitLevel[] = ['province', 'district', 'commune', 'village', 'team']

/** Units before and after by level; which end, begin, change, follow and wait. */
export async function foreseeUnits(_db: Tx, { plan, tree }: { plan: Plan; tree: Tree }): Promise<Foreseen[]> {
  const { before, after } = namesOf(tree, plan)
  const gone = new Set([...plan.ends, ...plan.waiting.map((each) => each.unitId)])
  const levels = order.flatMap((level): Foreseen[] => {
    const units = [...tree.units.values()].filter((unit) => unit.level === level)
    const stood = units.filter((unit) => versionOn(unit, plan.on) !== null).length
    const left = units.filter((unit) => gone.has(unit.id)).length
    const came = plan.opens.filter((each) => each.level === level).length
    if (left === 0 && came === 0) return []
    return [{ key: 'level', params: { level, before: stood, after: stood - left + came }, rows: [], total: 0 }]
  })
  const list = (key: string, rows: ForeseenRow[]): Foreseen[] =>
    rows.length > 0 ? [{ key, params: { count: rows.length }, ...shown(rows) }] : []
  const heirOf = (id: number) => {
    const heir = plan.heirs.get(id)
    if (heir !== undefined) return after(heir)
    const parts = plan.edges.filter((edge) => edge.from === id).map((edge) => after(edge.to))
    return parts.length > 0 ? parts.join(', ') : null
  }
  const codeBefore = (id: number) => versionOn(tree.units.get(id), plan.on)?.code ?? ''
  return [
    ...levels,
    ...list(
      'ends',
      plan.ends.map((id) => ({ unitId: id, before: before(id), after: heirOf(id) })),
    ),
    ...list(
      'opens',
      plan.opens.map(({ id, code }) => ({ unitId: id, before: null, after: after(id), params: { code: code ?? '' } })),
    ),
    ...list(
      'changes',
      plan.renewals
        .filter((each) => !each.follows)
        .map(({ unitId, code, parentId }) => ({
          unitId,
          before: before(unitId),
          after: after(unitId),
          params: { codeBefore: codeBefore(unitId), code: code ?? '', parent: after(parentId) ?? '' },
        })),
    ),
    ...list(
      'follows',
      plan.renewals
        .filter((each) => each.follows)
        .map(({ unitId, parentId }) => ({ unitId, before: before(unitId), after: after(parentId) })),
    ),
    ...list(
      'recoded',
      plan.renewals
        .filter((each) => each.follows && (each.code ?? '') !== codeBefore(each.unitId))
        .map(({ unitId, code }) => ({ unitId, before: `${before(unitId)} (${codeBefore(unitId)})`, after: code })),
    ),
    ...list(
      'waits',
      plan.waiting.map(({ unitId, candidates }) => ({
        unitId,
        before: before(unitId),
        after: candidates.map((id) => after(id)).join(', '),
      })),
    ),
    ...list(
      'noShare',
      plan.edges
        .filter((edge) => edge.share === null)
        .map(({ from, to }) => ({ unitId: from, before: before(from), after: after(to) })),
    ),
  ]
}
