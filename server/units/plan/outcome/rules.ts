import type { UnitLevel, UnitType } from '@/db/enums'
import type { Day } from '../../../calendar/rules'
import type { Edge } from '../../tree/rules'

export type Opening = {
  id: number
  ref: string
  level: UnitLevel
  parentId: number
  name: string
  type: UnitType
  code: string | null
}
/**
 * A unit's new version. `follows`: it changes only because what it lay in has ended. `until`: a day on which it is known to end or
 * change, of what follows a resolution entered late.
 */
export type Renewal = {
  unitId: number
  parentId: number
  name: string
  type: UnitType
  code: string | null
  follows: boolean
  until: Day | null
}
/** A village or team of a commune that was cut: its version ends until a person says in which successor it lies. */
export type Waiting = { unitId: number; level: UnitLevel; from: number; candidates: number[] }
/** A version that began since, under a unit that had ended by then: it lies in the heir from its first day. */
export type Reparenting = { unitId: number; validFrom: Day; parentId: number }

/** What a resolution does to the tree on its day: everything that must be written, nothing that may be read from elsewhere. */
export type Plan = {
  on: Day
  opens: Opening[]
  ends: number[]
  renewals: Renewal[]
  reparents: Reparenting[]
  edges: Edge[]
  /** The one unit that wholly took an ended one. What belonged to the ended unit goes there. */
  heirs: Map<number, number>
  /** Ended units that several took a part of, or nobody. */
  cut: number[]
  waiting: Waiting[]
  paths: { unitId: number; from: string; to: string }[]
}

/** Units that stood before and take what has ended, wholly or a part of it. */
export const standingHeirs = ({ opens, ends, edges }: Pick<Plan, 'opens' | 'ends' | 'edges'>): number[] => {
  const opened = new Set(opens.map(({ id }) => id))
  const ended = new Set(ends)
  return [...new Set(edges.flatMap(({ from, to }) => (ended.has(from) && !opened.has(to) ? [to] : [])))]
}
