import { asc, desc, eq, sql } from 'drizzle-orm'
import { assignments, reportEvents, reportVersions } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canViewReport } from '../policy'

/** What happened to a report, oldest first. Names only where the caller may see them; the post always. */
export function listEvents(db: Tx, reportId: string) {
  return db
    .select({
      id: reportEvents.id,
      verb: reportEvents.verb,
      fromStatus: reportEvents.fromStatus,
      toStatus: reportEvents.toStatus,
      submissionNo: reportEvents.submissionNo,
      at: reportEvents.at,
      reason: reportEvents.reason,
      cells: reportEvents.cells,
      name: assignments.holderName,
      role: assignments.role,
      title: assignments.title,
      delegated: sql<boolean>`${assignments.delegatedFrom} is not null`,
    })
    .from(reportEvents)
    .leftJoin(assignments, eq(assignments.id, reportEvents.assignmentId))
    .where(eq(reportEvents.reportId, reportId))
    .orderBy(asc(reportEvents.id))
}

/** Every filed version of a report, newest first; nothing filed is ever overwritten. */
export async function getVersions(ctx: Ctx, reportId: string) {
  if (!canViewReport(ctx.actor)) throw new Forbidden('reports.view')
  return ctx.db
    .select({
      submissionNo: reportVersions.submissionNo,
      values: reportVersions.values,
      details: reportVersions.details,
      nil: reportVersions.nil,
      submittedAt: reportVersions.submittedAt,
      signedNumber: reportVersions.signedNumber,
      signedOn: reportVersions.signedOn,
      signedBy: reportVersions.signedBy,
    })
    .from(reportVersions)
    .where(eq(reportVersions.reportId, reportId))
    .orderBy(desc(reportVersions.submissionNo))
}
