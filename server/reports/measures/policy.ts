import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'

/** Who sees how punctual the units below are: whoever reads their reports. A commune sees its teams. */
export const canViewMeasures = (actor: Actor): boolean => hasRight(actor.role, 'reports.view')
