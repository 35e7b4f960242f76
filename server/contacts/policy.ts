import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { type PlacedUnit, within } from '../units/policy'

/** Each level keeps the focal points of its own unit. */
export const canKeepFocalPoints = (actor: Actor, unit: PlacedUnit): boolean =>
  hasRight(actor.role, 'contacts.keep') && unit.path === actor.path && within(actor, unit)

/** A commune keeps the groups that help its teams. */
export const canKeepGroups = (actor: Actor, unit: PlacedUnit): boolean =>
  unit.level === 'commune' && hasRight(actor.role, 'teams.manage') && within(actor, unit)
