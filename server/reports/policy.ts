import type { ReportStatus, ReportVerb } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'

/** What a predicate needs to know of a report; which reports exist for whom is row-level security's matter. */
export type ReportFacts = {
  unitId: number
  /** Who sends and corrects it: the unit, or the one that took it over whole; null when nobody can any more. */
  senderId: number | null
  provinceId: number
  status: ReportStatus
  submittedBy: string | null
}

const own = (actor: Actor, report: ReportFacts) => report.senderId === actor.unitId
/** "Báo cáo tổng hợp cấp tỉnh" (domain.md 22.17): the province is the unit that owes. */
const isSummary = (report: ReportFacts) => report.unitId === report.provinceId
const above = (actor: Actor, report: ReportFacts) =>
  isSummary(report) ? actor.unitLevel === 'nation' : actor.unitLevel === 'province'

export const canViewReport = (actor: Actor): boolean => hasRight(actor.role, 'reports.view')

export const canSaveReport = (actor: Actor, report: ReportFacts): boolean =>
  own(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.summary' : 'reports.enter')

export const canProposeReport = (actor: Actor, report: ReportFacts): boolean =>
  own(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.summary' : 'reports.propose')

/** Nothing leaves a body without its leader (domain.md 22.7). */
export const canSubmitReport = (actor: Actor, report: ReportFacts): boolean =>
  own(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.submitSummary' : 'reports.submit')

/** "Theo văn bản đã ký": the leader has signed on paper, the officer sends with number, day, signer and file. */
export const canSubmitSignedReport = (actor: Actor, report: ReportFacts): boolean =>
  own(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.summary' : 'reports.submitSigned')

export const canRecallReport = (actor: Actor, report: ReportFacts): boolean =>
  own(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.submitSummary' : 'reports.recall')

/** Nobody accepts what he submitted: persons are compared, not assignments. */
export const canAcceptReport = (actor: Actor, report: ReportFacts): boolean =>
  above(actor, report) &&
  hasRight(actor.role, isSummary(report) ? 'reports.acceptSummary' : 'reports.accept') &&
  report.submittedBy !== actor.personId

export const canReturnReport = (actor: Actor, report: ReportFacts): boolean =>
  above(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.acceptSummary' : 'reports.return')

export const canReopenReport = (actor: Actor, report: ReportFacts): boolean =>
  above(actor, report) && hasRight(actor.role, isSummary(report) ? 'reports.acceptSummary' : 'reports.reopen')

export const canExtendReport = (actor: Actor): boolean => hasRight(actor.role, 'reports.extend')

/** Whether a step would leave the report with nobody who can send it again: its unit has ended and no one unit took it over. */
export const leavesNobody = (verb: ReportVerb, report: Pick<ReportFacts, 'senderId'>): boolean =>
  (verb === 'return' || verb === 'reopen') && report.senderId === null

type StepVerb = Exclude<ReportVerb, 'lock' | 'note' | 'supplement'>

/** Who may take which step. Locking belongs to the job alone, noting to a resolution, supplementing to the late figures of teams. */
export const stepPolicies: Record<StepVerb, (actor: Actor, report: ReportFacts) => boolean> = {
  save: canSaveReport,
  propose: canProposeReport,
  withdraw: canProposeReport,
  send_back: canSubmitReport,
  submit: canSubmitReport,
  recall: canRecallReport,
  return: canReturnReport,
  accept: canAcceptReport,
  reopen: canReopenReport,
}
