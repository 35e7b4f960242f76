import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'

/** What was said to whom below: read by the levels that chase, and by the ministry as counts. */
export const canViewReminderLog = (actor: Actor): boolean => hasRight(actor.role, 'reminders.viewLog')
