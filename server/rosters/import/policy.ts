import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'

/** A commune brings in its own rosters; a province those of many communes at once. */
export const canImportRosters = (actor: Actor): boolean =>
  hasRight(actor.role, 'rosters.import') && (actor.unitLevel === 'commune' || actor.unitLevel === 'province')

/** A file with everybody's full number is for the commune that keeps the roster. */
export const canExportRoster = (actor: Actor, unitId: number): boolean =>
  hasRight(actor.role, 'rosters.export') && actor.unitLevel === 'commune' && actor.unitId === unitId
