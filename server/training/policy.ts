import type { SessionState } from '@/db/training-enums'
import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { within } from '../units/policy'

export const canSeeTraining = (actor: Actor): boolean => hasRight(actor.role, 'training.view')

/** Each level adds to the catalogue for itself and those below. */
export const canAddCourse = (actor: Actor): boolean => hasRight(actor.role, 'training.addCourse')

/** Only a course of the nation or a province is on a platform of the State: it counts in B04 and B05. */
export const canSetOfficial = (actor: Actor): boolean => canAddCourse(actor) && actor.unitLevel !== 'commune'

/** A course is put right and closed by those who manage training in the unit whose it is. */
export const canKeepCourse = (actor: Actor, owner: { id: number }): boolean =>
  hasRight(actor.role, 'training.keepCourses') && owner.id === actor.unitId

/** Each level plans and holds sessions of its own. */
export const canPlan = (actor: Actor): boolean => hasRight(actor.role, 'training.plan')
export const canRun = (actor: Actor, session: { unitId: number }): boolean =>
  canPlan(actor) && session.unitId === actor.unitId

/** What a commune had planned when it was cut is held by one of its heirs; `left`: the caller's commune is one of them. */
export const canTakeOverSession = (actor: Actor, session: { left: boolean; state: SessionState }): boolean =>
  session.left && session.state === 'planned' && actor.unitLevel === 'commune' && canPlan(actor)

/** Who came and who has finished, by name: the commune's own business. */
export const canRecord = (actor: Actor): boolean =>
  actor.unitLevel === 'commune' && hasRight(actor.role, 'training.record')

/** How many came from a commune: said by the commune, or by whoever above it holds the session. */
export const canCount = (actor: Actor, session: { unitId: number }, commune: { id: number; path: string }): boolean =>
  (canRecord(actor) && commune.id === actor.unitId) || (canRun(actor, session) && within(actor, commune))

/** Names are known in the commune and its teams (db/security/rosters.sql). */
export const seesNames = (actor: Actor): boolean =>
  canSeeTraining(actor) && (actor.unitLevel === 'commune' || actor.unitLevel === 'team')
