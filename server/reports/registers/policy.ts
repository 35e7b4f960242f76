import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'

/** Whether its register is complete a commune says itself: whoever enters its report. */
export const canSetRegister = (actor: Actor): boolean =>
  actor.unitLevel === 'commune' && hasRight(actor.role, 'reports.enter')
