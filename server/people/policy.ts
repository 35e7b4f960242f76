import type { Role, UnitLevel } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { givableRoles, hasRight } from '../auth/permissions'
import { accountKeepers, postFits } from './rules'

/** The unit of a post: where it lies and at which level. */
export type PostUnit = { path: string; level: UnitLevel }
export type Post = { role: Role; unit: PostUnit; managesAccounts?: boolean }

/** Whether the unit is the actor's own or lies under it. Paths are fixed-width ids, so a prefix is an ancestor. */
export const within = (actor: Pick<Actor, 'path'>, unit: Pick<PostUnit, 'path'>): boolean =>
  unit.path.startsWith(actor.path)

/** Keeps accounts: an administrator of people, or a holder of "Quản lý tài khoản cấp xã". */
export const canManagePeople = (actor: Actor): boolean =>
  hasRight(actor.role, 'people.manage') || (actor.managesAccounts && accountKeepers.includes(actor.role))

/** The people page: who keeps accounts, and who may hand his own post over for a time. */
export const canViewPeople = (actor: Actor): boolean =>
  canManagePeople(actor) || (hasRight(actor.role, 'people.delegate') && !actor.delegated)

/** Gives and ends posts. Not under a post held for a time: a lent post appoints nobody. */
export const canAppoint = (actor: Actor): boolean => canManagePeople(actor) && !actor.delegated

/** Why the actor may not give or end this post, as a reason under `people`; null when he may. */
export function postRefusal(actor: Actor, post: Post): string | null {
  if (!canManagePeople(actor)) return 'people.notManager'
  if (actor.delegated) return 'people.delegatedCannotAppoint'
  if (!within(actor, post.unit)) return 'people.outside'
  if (!givableRoles(actor.role, actor.managesAccounts).includes(post.role)) return 'people.roleNotYours'
  if (!postFits(post.role, post.unit.level)) return 'people.roleElsewhere'
  // The level above is the giver's own unit or the one just over the post's: the ministry does not reach into communes.
  if (post.unit.path.length > actor.path.length + 8) return 'people.outside'
  if (post.managesAccounts && !(hasRight(actor.role, 'people.manage') && accountKeepers.includes(post.role))) {
    return 'people.rightNotYours'
  }
  return null
}

export const canGivePost = (actor: Actor, post: Post): boolean => postRefusal(actor, post) === null

/** Ends a post: whoever may give it, and the giver of a temporary one. Nobody ends a post of his own. */
export function canEndPost(actor: Actor, post: Post & { personId: string; delegatedFrom: string | null }): boolean {
  if (post.personId === actor.personId) return false
  if (post.delegatedFrom && post.delegatedFrom === actor.assignmentId) return true
  return canGivePost(actor, { role: post.role, unit: post.unit })
}

/** Lends his own post for a time. A lent post is not lent on. */
export const canDelegate = (actor: Actor): boolean => hasRight(actor.role, 'people.delegate') && !actor.delegated

/** Posts that come from outside, keep the machines, look on or lead a team: a post of the body is not lent to them. */
const outsiders: readonly Role[] = ['partner', 'system_operator', 'auditor', 'team_leader']

/** Whether somebody with this post of his own may stand in for a colleague. */
export const mayStandIn = (role: Role): boolean => !outsiders.includes(role)

/** Sets the "cụm xã phụ trách" of a province officer. */
export const canSetAreas = (actor: Actor, post: Post): boolean =>
  hasRight(actor.role, 'people.setAreas') && post.role === 'province_officer' && within(actor, post.unit)
