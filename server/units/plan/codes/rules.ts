import type { UnitLevel } from '@/db/enums'
import type { Day } from '../../../calendar/rules'
import { nationalCodes, type Tree, versionOn } from '../../tree/rules'
import type { Conflict } from '../changes/rules'
import type { Opening, Renewal, Reparenting } from '../outcome/rules'

type Given = {
  opens: readonly (Opening & { line: number | null })[]
  renewals: readonly (Renewal & { line: number | null })[]
  reparents: readonly Reparenting[]
  /** Units whose code is free from the day on: ended, waiting. */
  gone: ReadonlySet<number>
}

const keyOf = (level: UnitLevel, parentId: number | null, code: string): string =>
  nationalCodes.includes(level) ? `${level} ${code}` : `${level} ${parentId} ${code}`

/** Who holds which code from the day on, of those that keep theirs; and what of them clashes where it now lies. */
function heldCodes(
  tree: Tree,
  on: Day,
  { renewals, reparents, gone }: Given,
  conflicts: Conflict[],
): Map<string, number> {
  const held = new Map<string, number>()
  const renewed = new Set(renewals.map(({ unitId }) => unitId))
  const moved = new Map(reparents.map(({ unitId, parentId }) => [unitId, parentId]))
  for (const unit of tree.units.values()) {
    if (gone.has(unit.id)) continue
    for (const { code, parentId, validFrom, validTo } of unit.versions) {
      if (code === null || (validTo !== null && validTo <= on)) continue
      // What a renewal takes the place of; what is known to come after it stays.
      if (renewed.has(unit.id) && validFrom < on) continue
      const at = keyOf(unit.level, moved.get(unit.id) ?? parentId, code)
      const other = held.get(at) ?? unit.id
      if (other !== unit.id && moved.has(unit.id))
        conflicts.push({ line: null, reason: 'codeTaken', unitId: unit.id, otherId: other, text: code })
      held.set(at, unit.id)
    }
  }
  return held
}

/**
 * No code twice at one time: of provinces, districts and communes in the country, of villages within their commune. A village that
 * follows its commune and whose code is taken there gets its old commune's code before its own, so that no number is lost: its
 * renewal is changed. Those that asked for their code come before those that only follow. Returns what clashes.
 */
export function giveCodes(tree: Tree, on: Day, given: Given): Conflict[] {
  const conflicts: Conflict[] = []
  const held = heldCodes(tree, on, given, conflicts)
  const taken = (level: UnitLevel, parentId: number, code: string | null, id: number): number | undefined => {
    if (code === null) return undefined
    const at = keyOf(level, parentId, code)
    const other = held.get(at)
    if (other === undefined) held.set(at, id)
    return other === id ? undefined : other
  }
  for (const { id, level, parentId, code, line } of given.opens) {
    const otherId = taken(level, parentId, code, id)
    if (otherId !== undefined) conflicts.push({ line, reason: 'codeTaken', otherId, text: code ?? '' })
  }
  const renewals = [...given.renewals].sort((a, b) => Number(a.follows) - Number(b.follows) || a.unitId - b.unitId)
  for (const renewal of renewals) {
    const { unitId, parentId, follows, line } = renewal
    const level = tree.units.get(unitId)?.level
    if (!level) continue
    let otherId = taken(level, parentId, renewal.code, unitId)
    if (otherId !== undefined && follows && !nationalCodes.includes(level)) {
      renewal.code = codeWithin(tree, on, unitId, renewal.code ?? '')
      otherId = taken(level, parentId, renewal.code, unitId)
    }
    if (otherId !== undefined) conflicts.push({ line, reason: 'codeTaken', unitId, otherId, text: renewal.code ?? '' })
  }
  return conflicts
}

function codeWithin(tree: Tree, on: Day, unitId: number, code: string): string {
  const from = versionOn(tree.units.get(unitId), on)?.parentId ?? 0
  const above = versionOn(tree.units.get(from), on)?.code
  return `${above ?? from}-${code}`.slice(0, 20)
}
