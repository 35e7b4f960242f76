import type { UnitLevel } from '@/db/enums'
import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'

/** A province freezes its own figures, the ministry those of the country; nobody for another. */
export const canFreeze = (actor: Pick<Actor, 'role' | 'unitId'>, unit: { id: number }): boolean =>
  hasRight(actor.role, 'reports.freeze') && actor.unitId === unit.id

/** Revisions are read where the figures are theirs, and above. */
export const canViewFrozen = (
  actor: Pick<Actor, 'role' | 'unitLevel' | 'path'>,
  unit: { level: UnitLevel; path: string },
): boolean =>
  hasRight(actor.role, 'reports.view') &&
  (actor.unitLevel === 'nation' ||
    (actor.unitLevel === 'province' && unit.level === 'province' && unit.path.startsWith(actor.path)))
