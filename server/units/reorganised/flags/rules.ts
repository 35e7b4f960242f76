import type { UnitFlag } from '@/db/enums'
import type { Day } from '../../../calendar/rules'
import type { Plan } from '../../plan/rules'

/** What is said of a unit's ground from a day on, for ever or up to another. */
export type Flag = { unitId: number; flag: UnitFlag; from: Day; to: Day | null }

/**
 * What becomes of the flags of units that end, `flags` being all that hold on the day or later of them and of those that take them.
 * A new unit has what each unit that went into it had, as long as all of them had it. Whatever passes to no taker has to be said
 * anew: of a part nobody knows.
 */
export function flagsAfter(plan: Plan, flags: readonly Flag[]): { passed: Flag[]; lost: Flag[] } {
  const ended = new Set(plan.ends)
  const of = (id: number, flag: UnitFlag) => flags.find((each) => each.unitId === id && each.flag === flag)
  const passed = plan.opens.flatMap(({ id }): Flag[] => {
    const parts = plan.edges.filter((edge) => edge.to === id).map(({ from }) => from)
    if (parts.length === 0 || parts.some((from) => plan.heirs.get(from) !== id)) return []
    const known = new Set(flags.filter((each) => each.unitId === parts[0]).map(({ flag }) => flag))
    return [...known].flatMap((flag): Flag[] => {
      const had = parts.map((from) => of(from, flag))
      if (had.some((each) => each === undefined)) return []
      const ends = had.flatMap((each) => each?.to ?? []).sort()
      const [from = plan.on] = [plan.on, ...had.flatMap((each) => each?.from ?? [])].sort().reverse()
      const [to = null] = ends
      return to === null || from < to ? [{ unitId: id, flag, from, to }] : []
    })
  })
  const lost = flags.filter(({ unitId, flag }) => {
    if (!ended.has(unitId)) return false
    const heir = plan.heirs.get(unitId) ?? 0
    return !of(heir, flag) && !passed.some((each) => each.unitId === heir && each.flag === flag)
  })
  return { passed, lost }
}
