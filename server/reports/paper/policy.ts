import type { UnitLevel } from '@/db/enums'
import type { Actor } from '../../auth/actor'

/** The totals of a province or of the country as a document: for who sits there, and for who sits above. */
export const canViewTotals = (
  actor: Pick<Actor, 'unitLevel' | 'path'>,
  unit: { level: UnitLevel; path: string },
): boolean =>
  actor.unitLevel === 'nation' ||
  (actor.unitLevel === 'province' && unit.level === 'province' && unit.path.startsWith(actor.path))
