import { sql } from 'drizzle-orm'
import type { LateDecision, ReportStatus } from '@/db/enums'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'

/** A report that a unit filed for a month that it did not see the end of: a person says what becomes of it. */
export type LateReport = {
  reportId: string
  unitId: number
  unitName: string
  period: string
  status: ReportStatus
  sentAt: Date | null
  decision: LateDecision | null
}

type Entered = { id: string; effectiveOn: string }

/**
 * What units that the resolution ends have filed for months that end on its day or later. A resolution that takes effect today or
 * later asks nothing: what is there then is kept as a note.
 */
export async function lateReports(db: Tx, event: Entered, ends: readonly number[], now: Date): Promise<LateReport[]> {
  if (event.effectiveOn >= dayInVietnam(now) || ends.length === 0) return []
  const { rows } = await db.execute<Omit<LateReport, 'sentAt'> & { sentAt: string | null }>(sql`
    select r.id as "reportId", r.unit_id as "unitId", v.full_name as "unitName", p.code as period, r.status, r.submitted_at as "sentAt", d.decision
      from reports r
      join periods p on p.id = r.period_id and p.ends_on >= ${event.effectiveOn}
      join lateral (select full_name from unit_versions x where x.unit_id = r.unit_id order by x.valid_from desc limit 1) v on true
      left join reorganisation_decisions d on d.reorganisation_id = ${event.id} and d.report_id = r.id
     where r.unit_id = any (${sql.param([...ends])}::int[]) and r.submission_no > 0 and r.status <> 'noted'
     order by p.starts_on, v.full_name, r.id`)
  return rows.map((row) => ({ ...row, sentAt: row.sentAt ? new Date(row.sentAt) : null }))
}

/** How many of them nobody has decided on. */
export async function undecidedReports(db: Tx, event: Entered, ends: readonly number[], now: Date): Promise<number> {
  return (await lateReports(db, event, ends, now)).filter((report) => report.decision === null).length
}
