import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { type PlacedUnit, within } from '../units/policy'

/** A commune drafts the decisions about its own teams and enters them once they have been signed (domain.md 6.1). */
export const canKeepDecisions = (actor: Actor, commune: PlacedUnit): boolean =>
  commune.level === 'commune' && hasRight(actor.role, 'decisions.keep') && within(actor, commune)
