import type { Actor } from '../auth/actor'
import { hasRight, roleLevel } from '../auth/permissions'

/** Which home a post has: by the level of its unit; none for posts that have nothing to do with reports or a team. */
export function homeLevel(actor: Actor): 'team' | 'commune' | 'province' | 'nation' | 'none' {
  if (roleLevel[actor.role] === 'team') return actor.unitLevel === 'team' ? 'team' : 'none'
  if (!hasRight(actor.role, 'reports.view')) return 'none'
  const { unitLevel } = actor
  return unitLevel === 'commune' || unitLevel === 'province' || unitLevel === 'nation' ? unitLevel : 'none'
}

/** Confirms the five figures that rates are measured against. */
export const canConfirmDenominators = (actor: Actor): boolean => hasRight(actor.role, 'units.confirmDenominators')

/** What a post is asked to do with reports; counted for the number beside it (server/auth/permissions.ts says who may). */
export const waitingFor = (actor: Actor) => ({
  /** Type and hand on one's own unit's report. */
  entry: hasRight(actor.role, actor.unitLevel === 'province' ? 'reports.summary' : 'reports.propose'),
  /** Approve and send it. */
  approval: hasRight(actor.role, actor.unitLevel === 'province' ? 'reports.submitSummary' : 'reports.submit'),
  /** Receive reports of the level below. */
  acceptance: actor.unitLevel === 'province' && hasRight(actor.role, 'reports.accept'),
  /** Receive province totals of provinces that have not joined. */
  summaries: actor.unitLevel === 'nation' && hasRight(actor.role, 'reports.acceptSummary'),
})
