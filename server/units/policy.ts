import type { UnitLevel } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { liesWithin } from './rules'

export type PlacedUnit = { path: string; level: UnitLevel }

/** Posts that come by invitation or keep the machines have no range of units (begin_identity in identity.sql). */
const withoutRange: readonly Actor['role'][] = ['partner', 'system_operator']

/** Whether the unit is the actor's own or lies under it. */
export const within = (actor: Pick<Actor, 'path' | 'role'>, unit: { path: string }): boolean =>
  !withoutRange.includes(actor.role) && liesWithin(unit.path, actor.path)

/** Denominators, committees and teams are seen by the unit itself and by those above it. */
export const canSeeInside = (actor: Actor, unit: PlacedUnit): boolean => within(actor, unit)

/** A commune keeps its own villages; the administrator of its province helps out. */
export const canManageVillages = (actor: Actor, commune: PlacedUnit): boolean =>
  commune.level === 'commune' && hasRight(actor.role, 'units.manageVillages') && within(actor, commune)

/** A commune confirms its own households, population, adults, elderly and business households. */
export const canConfirmDenominators = (actor: Actor, commune: PlacedUnit): boolean =>
  commune.level === 'commune' && hasRight(actor.role, 'units.confirmDenominators') && within(actor, commune)

/** Each level records the steering committees of its own unit. */
export const canAddCommittee = (actor: Actor, unit: PlacedUnit): boolean =>
  hasRight(actor.role, 'units.addCommittee') && unit.path === actor.path && within(actor, unit)

/** Whoever may record a committee of the unit may say that it has ended. */
export const canEndCommittee = (actor: Actor, unit: PlacedUnit): boolean => canAddCommittee(actor, unit)

/** The province or the ministry says which unit is rural, remote or on the border; not of itself. */
export const canSetFlag = (actor: Actor, unit: PlacedUnit): boolean =>
  hasRight(actor.role, 'units.setFlags') && within(actor, unit) && ['commune', 'village'].includes(unit.level)

/** The province says what became of its communes of then, the ministry helps out (confirm_successions in territory.sql). */
export const canConfirmEdges = (actor: Actor, province: PlacedUnit): boolean =>
  province.level === 'province' && hasRight(actor.role, 'units.confirmEdges') && within(actor, province)

/** The ministry decides how a province takes part. */
export const canSetRollout = (actor: Actor, unit: PlacedUnit): boolean =>
  unit.level === 'province' && hasRight(actor.role, 'units.setRollout') && within(actor, unit)
