import type { Day } from '../../../calendar/rules'
import { type Edge, type Tree, versionOn } from '../../tree/rules'
import type { Conflict } from '../changes/rules'
import type { Renewal, Reparenting, Waiting } from '../outcome/rules'

/** What ends on the day, who took it whole, who took what of it, and what the lines say of units that go on. */
type Going = {
  ended: ReadonlySet<number>
  heirs: ReadonlyMap<number, number>
  edges: readonly Edge[]
  told: ReadonlyMap<number, Renewal>
}

/**
 * What lay in a unit that ends and does not end itself: it follows the heir, as long as it stands, waits, or is in the way. What
 * is known to change after the day cannot wait: nobody could say where it lay until then.
 */
export function followersOf(tree: Tree, on: Day, { ended, heirs, edges, told }: Going) {
  const [renewals, waiting, conflicts]: [Renewal[], Waiting[], Conflict[]] = [[], [], []]
  const takers = new Map<number, number[]>()
  for (const { from, to } of edges) takers.set(from, [...(takers.get(from) ?? []), to])
  for (const unit of tree.units.values()) {
    const version = versionOn(unit, on)
    if (!version || version.parentId === null || ended.has(unit.id)) continue
    // What begins on the very day is not told to follow, it begins in the heir (`reparentsOf`).
    if (version.validFrom === on || !ended.has(version.parentId)) continue
    const renewal = told.get(unit.id)
    // It has been told where to go.
    if (renewal && renewal.parentId !== version.parentId) continue
    const heir = heirs.get(version.parentId)
    if (heir !== undefined) {
      const { name, type, code } = renewal ?? version
      const until = renewal ? renewal.until : version.validTo
      renewals.push({ unitId: unit.id, parentId: heir, name, type, code, follows: !renewal, until })
      continue
    }
    const candidates = takers.get(version.parentId) ?? []
    const small = unit.level === 'village' || unit.level === 'team'
    if (!small || candidates.length === 0 || renewal)
      conflicts.push({ line: null, reason: 'childLeft', unitId: unit.id, otherId: version.parentId })
    else if (version.validTo !== null) conflicts.push({ line: null, reason: 'changesLater', unitId: unit.id })
    else waiting.push({ unitId: unit.id, level: unit.level, from: version.parentId, candidates })
  }
  return { renewals, waiting, conflicts }
}

/** Entered late: what began since under a unit that has ended lies in the heir from its first day. */
export function reparentsOf(tree: Tree, on: Day, { ended, heirs }: Pick<Going, 'ended' | 'heirs'>) {
  const [reparents, conflicts]: [Reparenting[], Conflict[]] = [[], []]
  for (const unit of tree.units.values())
    for (const { parentId, validFrom } of unit.versions) {
      if (validFrom < on || parentId === null || !ended.has(parentId)) continue
      const heir = heirs.get(parentId)
      if (heir === undefined) conflicts.push({ line: null, reason: 'laterChild', unitId: unit.id, otherId: parentId })
      else reparents.push({ unitId: unit.id, validFrom, parentId: heir })
    }
  return { reparents, conflicts }
}
