import type { LateDecision } from '@/db/enums'
import { type Plan, standingHeirs } from '../../units/plan/rules'

/** Whose reports a resolution overtakes: units that end, and those that stand already and take of them. `parts`: who goes into whom. */
export type Concerned = { ends: number[]; heirs: number[]; parts: ReadonlyMap<number, number[]> }

export function concernedBy(plan: Plan | null): Concerned {
  const parts = new Map<number, number[]>()
  if (!plan) return { ends: [], heirs: [], parts }
  const ended = new Set(plan.ends)
  for (const { from, to } of plan.edges) if (ended.has(from)) parts.set(to, [...(parts.get(to) ?? []), from])
  for (const ids of parts.values()) ids.sort((a, b) => a - b)
  return { ends: plan.ends, heirs: standingHeirs(plan), parts }
}

/**
 * What may be decided of a report filed since. Of a unit that ends: kept as a note beside the heir's, or given back. Of an heir
 * that stood already: its figures hold the part by now, or it is opened again for the part to be added.
 */
export const decisionsOf = ({ heir }: { heir: boolean }): readonly LateDecision[] =>
  heir ? ['stand', 'return'] : ['note', 'return']

/** What is looked at when a report is decided on: how often it has been sent, and who goes into its unit, by id. */
export type LookedAt = { submissionNo: number; parts: readonly number[] }

/** A decision holds for what was looked at; sent anew, or with other units going into its own, the report is asked about again. */
export const stillHolds = (
  { decision, submissionNo, parts }: LookedAt & { decision: LateDecision },
  report: LookedAt & { heir: boolean },
): boolean =>
  decisionsOf(report).includes(decision) && submissionNo === report.submissionNo && parts.join() === report.parts.join()
