import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { type PlacedUnit, within } from '../units/policy'

/** Who is on a roster is known in the commune and in its teams alone (the policy of members in policies.sql). */
export const canSeeRoster = (actor: Actor, unit: PlacedUnit): boolean =>
  (actor.unitLevel === 'commune' || actor.unitLevel === 'team') && within(actor, unit)

/** A member of a team knows who else is in it; how to reach them and where they live is the leader's and the commune's (domain.md 4). */
export const canSeeDetails = (actor: Actor): boolean => hasRight(actor.role, 'rosters.details')

/** A commune keeps the rosters of its own teams. */
export const canKeepRoster = (actor: Actor, unit: PlacedUnit): boolean =>
  actor.unitLevel === 'commune' && hasRight(actor.role, 'rosters.keep') && within(actor, unit)

/** A commune says which of its accounts is which of its members. */
export const canLinkAccount = canKeepRoster

/** Above the commune names are opened for a reason, by a department and an inspector (open_roster in rosters.sql); never by the ministry. */
export const canOpenRoster = (actor: Actor, unit: PlacedUnit): boolean =>
  actor.unitLevel === 'province' &&
  (unit.level === 'commune' || unit.level === 'team') &&
  hasRight(actor.role, 'rosters.open') &&
  within(actor, unit)

/** Of whom teams are made up is told as numbers; of a commune, where few people stand behind one, to its own province at most. */
export const canSeeComposition = (actor: Actor, unit: PlacedUnit): boolean =>
  within(actor, unit) && (actor.unitLevel !== 'nation' || unit.level !== 'commune')

/** A province sets how many members its teams should have and adds components of its own. */
export const canSetLimits = (actor: Actor): boolean =>
  actor.unitLevel === 'province' && hasRight(actor.role, 'rosters.setLimits')
export const canKeepComponents = (actor: Actor): boolean =>
  actor.unitLevel === 'province' && hasRight(actor.role, 'rosters.keepComponents')
