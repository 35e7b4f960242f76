import type { LateDecision } from '@/db/enums'
import { type Plan, standingHeirs } from '../../units/plan/rules'

/** Whose reports a resolution overtakes: units that end, and those that stand already and take of them. */
export type Concerned = { ends: number[]; heirs: number[] }

export const concernedBy = (plan: Plan | null): Concerned =>
  plan ? { ends: plan.ends, heirs: standingHeirs(plan) } : { ends: [], heirs: [] }

/**
 * What may be decided of a report filed since. Of a unit that ends: kept as a note beside the heir's, or given back. Of an heir
 * that stood already: its figures hold the part by now, or it is opened again for the part to be added.
 */
export const decisionsOf = ({ heir }: { heir: boolean }): readonly LateDecision[] =>
  heir ? ['stand', 'return'] : ['note', 'return']
