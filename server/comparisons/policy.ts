import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'

/** Everybody who may see reports may compare what he sees; whose figures those are is decided by row-level security. */
export const canCompare = (actor: Actor): boolean => hasRight(actor.role, 'reports.view')

/** Published figures of the past are entered by the ministry's administrator alone. */
export const canImportHeadlines = (actor: Actor): boolean => hasRight(actor.role, 'figures.importHeadlines')
