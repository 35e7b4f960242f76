import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { canSeeInside, type PlacedUnit, within } from '../units/policy'

/** The register of teams is seen by the commune itself and by those above it. */
export const canSeeTeams = (actor: Actor, unit: PlacedUnit): boolean => canSeeInside(actor, unit)

/** A commune founds and dissolves its own teams and says which villages they cover. */
export const canManageTeams = (actor: Actor, commune: PlacedUnit): boolean =>
  commune.level === 'commune' && hasRight(actor.role, 'teams.manage') && within(actor, commune)
