import type { Actor } from '../../auth/actor'
import { hasRight } from '../../auth/permissions'
import { type PlacedUnit, within } from '../../units/policy'

/** What a team reports is read by the team, its commune and those above it. */
export const canViewTeamReports = (actor: Actor, unit: Pick<PlacedUnit, 'path'>): boolean =>
  hasRight(actor.role, 'teamReports.view') && within(actor, unit)

/** A team's leader sends its report ("Gửi báo cáo của Tổ"). */
export const canSendTeamReport = (actor: Actor, team: Pick<PlacedUnit, 'path'>): boolean =>
  hasRight(actor.role, 'teamReports.send') && within(actor, team)

/** Its commune types what a team has told it ("nhập hộ", domain.md 22.1), puts right and returns. */
export const canEnterTeamReports = (actor: Actor, unit: Pick<PlacedUnit, 'path'>): boolean =>
  actor.unitLevel === 'commune' && hasRight(actor.role, 'teamReports.enter') && within(actor, unit)

/**
 * The paper or the message that figures were typed from is seen by the commune's leader and officer and by the team's own leader, never
 * above them (domain.md 22.25).
 */
export const canSeeSourcePhotos = (actor: Actor): boolean =>
  ['commune_leader', 'commune_officer', 'team_leader'].includes(actor.role)

/** Who told it and who typed it is known inside the commune. */
export const canSeeWhoTold = (actor: Actor): boolean => ['commune', 'village', 'team'].includes(actor.unitLevel)
