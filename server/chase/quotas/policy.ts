import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'

/** What a province pays for is said by those who answer for it (domain.md 22.26). */
export const canSetQuota = (actor: Actor): boolean =>
  actor.unitLevel === 'province' && hasRight(actor.role, 'reminders.setQuota')
