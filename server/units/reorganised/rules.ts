import type { Day } from '../../calendar/rules'
import type { Plan } from '../plan/rules'
import { type Tree, versionOn } from '../tree/rules'

/** Communes and provinces that go on standing under another province than before: which one. */
export function provincesAfter(tree: Tree, plan: Plan): { unitId: number; to: number }[] {
  // What begins on the day or later is not renewed: its versions lie in the heir of where they lay.
  const parents = new Map([...plan.reparents, ...plan.renewals].map(({ unitId, parentId }) => [unitId, parentId]))
  const opened = new Map(plan.opens.map((opening) => [opening.id, opening]))
  const levelOf = (id: number) => opened.get(id)?.level ?? tree.units.get(id)?.level
  const provinceOf = (id: number, parentOf: (id: number) => number | null | undefined): number | null => {
    if (levelOf(id) === 'province') return id
    const above = parentOf(id)
    return above ? provinceOf(above, parentOf) : null
  }
  const before = (id: number) => parentOn(tree, id, plan.on)
  const after = (id: number) => parents.get(id) ?? opened.get(id)?.parentId ?? before(id)
  const ended = new Set(plan.ends)
  return [...tree.units.values()].flatMap(({ id, level }) => {
    if (level !== 'commune' || ended.has(id)) return []
    const [from, to] = [provinceOf(id, before), provinceOf(id, after)]
    return to !== null && from !== to ? [{ unitId: id, to }] : []
  })
}

const parentOn = (tree: Tree, id: number, on: Day): number | null => versionOn(tree.units.get(id), on)?.parentId ?? null
