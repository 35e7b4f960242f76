import type { Actor } from '../../../auth/actor'
import { hasRight } from '../../../auth/permissions'
import { type PlacedUnit, within } from '../../../units/policy'
import { canEnterTeamReports, canSendTeamReport } from '../policy'

type Team = Pick<PlacedUnit, 'path'>

/** Late figures are handed in by the team's leader, or by its commune, which alone hands them on to the level above. */
export const canHandInLate = (actor: Actor, team: Team): boolean =>
  canSendTeamReport(actor, team) || canEnterTeamReports(actor, team)

/** Its commune hands them on, takes them back, or takes them in while its own report is being corrected. */
export const canHandOnLate = canEnterTeamReports

/** Whoever receives reports of the commune consents or refuses; nobody to what he handed in or on: persons are compared. */
export const canAnswerLate = (actor: Actor, late: Team & { askedBy: string; passedBy: string | null }): boolean =>
  actor.unitLevel === 'province' &&
  hasRight(actor.role, 'reports.accept') &&
  within(actor, late) &&
  late.askedBy !== actor.personId &&
  late.passedBy !== actor.personId
