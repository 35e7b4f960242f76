import type { UnitLevel } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { type PlacedUnit, within } from '../units/policy'

export type LoggedActivity = { path: string; createdBy: string | null }

/** The log is read by the team, its commune and those above. */
export const canViewActivities = (actor: Actor): boolean => hasRight(actor.role, 'activities.view')

/** A team logs its own; its commune types for it ("nhập hộ", 22.1). */
export const canLogActivity = (actor: Actor, team: PlacedUnit): boolean =>
  team.level === 'team' && hasRight(actor.role, 'activities.log') && within(actor, team)

/** The commune stands over the teams' logs: it puts right and rejects. */
export const canRejectActivity = (actor: Actor, activity: LoggedActivity): boolean =>
  hasRight(actor.role, 'activities.reject') && within(actor, activity)

/** Whoever logged it may put it right or withdraw it, and the commune. */
export const canCorrectActivity = (actor: Actor, activity: LoggedActivity): boolean =>
  canRejectActivity(actor, activity) ||
  (hasRight(actor.role, 'activities.log') && within(actor, activity) && activity.createdBy === actor.personId)

const inside: readonly UnitLevel[] = ['commune', 'village', 'team']
/** Who took part and who wrote it down is known in the commune (domain.md section 12). */
export const canSeeWho = (actor: Actor): boolean => inside.includes(actor.unitLevel)

/** Note and place of an activity are free words: read in the commune and its province, never by the ministry. */
export const canReadWords = (actor: Actor): boolean => canSeeWho(actor) || actor.unitLevel === 'province'

/** Pictures are seen in the commune and its province, never by the ministry (22.25). */
export const canSeePhotos = (actor: Actor): boolean =>
  canViewActivities(actor) && (canSeeWho(actor) || actor.unitLevel === 'province')

export const canKeepPartners = (actor: Actor): boolean => hasRight(actor.role, 'activities.keepPartners')
export const canKeepProgrammes = (actor: Actor): boolean => hasRight(actor.role, 'activities.keepProgrammes')
