import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { canSeeInside, type PlacedUnit, within } from '../units/policy'

/** The register of teams is seen by the commune itself and by those above it. */
export const canSeeTeams = (actor: Actor, unit: PlacedUnit): boolean => canSeeInside(actor, unit)

/** Names of people are seen on one's own level and one below, as the database has it (name_depth in identity.sql). */
export const canSeeTeamNames = (actor: Actor, team: PlacedUnit): boolean =>
  canSeeTeams(actor, team) && team.path.length <= actor.path.length + 8

/** A commune founds and dissolves its own teams and says which villages they cover. */
export const canManageTeams = (actor: Actor, commune: PlacedUnit): boolean =>
  commune.level === 'commune' && hasRight(actor.role, 'teams.manage') && within(actor, commune)

/** The chat group of a team is said by its commune or by its leader. */
export const canSetChatLink = (actor: Actor, team: PlacedUnit): boolean =>
  team.level === 'team' && (hasRight(actor.role, 'teams.manage') || actor.role === 'team_leader') && within(actor, team)

/** A chat group shows who is in it, with their numbers: the way in is told to the team and its commune. */
export const canSeeChats = (actor: Actor, unit: PlacedUnit): boolean =>
  (actor.unitLevel === 'commune' || actor.unitLevel === 'team') && within(actor, unit)
