import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'

/** A unit keeps the signed copies of its own reports and of its resolutions. */
export const canStoreFile = (actor: Actor): boolean =>
  hasRight(actor.role, 'reports.submitSigned') ||
  hasRight(actor.role, 'reports.summary') ||
  hasRight(actor.role, 'reorganisations.manage')
