import type { Tree, TreeUnit, TreeVersion } from '../../tree/rules'
import type { Plan } from '../outcome/rules'
import { Places } from '../paths/rules'

/** The tree after a plan: what applying it writes, as one value. */
export function treeAfter(tree: Tree, plan: Plan): Tree {
  const { on } = plan
  const units = new Map<number, TreeUnit>(tree.units)
  const change = (id: number, to: (unit: TreeUnit) => Partial<TreeUnit>) => {
    const unit = units.get(id)
    if (unit) units.set(id, { ...unit, ...to(unit) })
  }
  const ending = ({ versions }: TreeUnit): TreeVersion[] =>
    versions.map((version) =>
      version.validFrom < on && (version.validTo === null || version.validTo > on)
        ? { ...version, validTo: on }
        : version,
    )
  const ends = [...plan.ends, ...plan.waiting.map(({ unitId }) => unitId)]
  for (const id of ends) change(id, (unit) => ({ versions: ending(unit) }))
  for (const { unitId, parentId, name, type, code, until } of plan.renewals)
    change(unitId, (unit) => ({
      versions: [...ending(unit), { parentId, name, type, code, validFrom: on, validTo: until }].sort((a, b) =>
        a.validFrom < b.validFrom ? -1 : 1,
      ),
    }))
  for (const { unitId, validFrom, parentId } of plan.reparents)
    change(unitId, ({ versions }) => ({
      versions: versions.map((each) => (each.validFrom === validFrom ? { ...each, parentId } : each)),
    }))
  for (const { unitId, to } of plan.paths) change(unitId, () => ({ path: to }))
  const places = new Places(tree, plan)
  for (const { id, level, parentId, name, type, code } of plan.opens) {
    const version = { parentId, name, type, code, validFrom: on, validTo: null }
    units.set(id, { id, level, path: places.pathOf(id), versions: [version] })
  }
  return { units, edges: [...tree.edges, ...plan.edges] }
}

/** Says of a waiting unit where it lies, from the day its commune was cut on: as if it had never waited. */
export function placed(tree: Tree, unitId: number, parentId: number, path: string): Tree {
  const unit = tree.units.get(unitId)
  const last = unit?.versions.at(-1)
  if (!unit || !last?.validTo) return tree
  const version = { ...last, parentId, validFrom: last.validTo, validTo: null }
  return { ...tree, units: new Map(tree.units).set(unitId, { ...unit, path, versions: [...unit.versions, version] }) }
}
