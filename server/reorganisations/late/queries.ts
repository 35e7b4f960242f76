import { sql } from 'drizzle-orm'
import type { LateDecision, ReportStatus } from '@/db/enums'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import { type Concerned, decisionsOf, type LookedAt, stillHolds } from './rules'

/** A report of a month that a resolution reaches back into: a person says what becomes of it. */
export type LateReport = LookedAt & {
  reportId: string
  unitId: number
  unitName: string
  period: string
  status: ReportStatus
  sentAt: Date | null
  /** Of a unit that stood already and takes what ends; else of one that ends. */
  heir: boolean
  /** As long as it holds (`stillHolds`). */
  decision: LateDecision | null
  /** What may be decided of it. */
  decisions: readonly LateDecision[]
}

type Entered = { id: string; effectiveOn: string }
type Row = Omit<LateReport, 'sentAt' | 'parts' | 'decision' | 'decisions'> & {
  sentAt: string | null
  decided: (LookedAt & { decision: LateDecision }) | null
}

/**
 * What has been filed for months that end on the day of a resolution or later: by the units that it ends, and by those that stood
 * already and take of them, while it counts. A resolution that takes effect today or later asks nothing: what is there then is
 * kept as a note, and heirs' reports are opened again.
 */
export async function lateReports(
  db: Tx,
  event: Entered,
  { ends, heirs, parts }: Concerned,
  now: Date,
): Promise<LateReport[]> {
  if (event.effectiveOn >= dayInVietnam(now) || ends.length === 0) return []
  const [ended, taking] = [sql`${sql.param(ends)}::int[]`, sql`${sql.param(heirs)}::int[]`]
  const { rows } = await db.execute<Row>(sql`
    select r.id as "reportId", r.unit_id as "unitId", v.full_name as "unitName", p.code as period, r.status, r.submitted_at as "sentAt",
           r.unit_id = any (${taking}) as heir, r.submission_no as "submissionNo",
           case when d.report_id is not null then
             json_build_object('decision', d.decision, 'submissionNo', d.submission_no, 'parts', d.parts) end as decided
      from reports r
      join periods p on p.id = r.period_id and p.ends_on >= ${event.effectiveOn}
      join lateral (select full_name from unit_versions x where x.unit_id = r.unit_id order by x.valid_from desc limit 1) v on true
      left join reorganisation_decisions d on d.reorganisation_id = ${event.id} and d.report_id = r.id
     where r.unit_id = any (${ended}) and r.submission_no > 0 and r.status <> 'noted'
        or r.unit_id = any (${taking}) and r.status in ('submitted', 'accepted', 'locked')
     order by p.starts_on, v.full_name, r.id`)
  return rows.map(({ decided, sentAt, ...row }) => {
    const report = { ...row, parts: parts.get(row.unitId) ?? [] }
    return {
      ...report,
      sentAt: sentAt ? new Date(sentAt) : null,
      decision: decided && stillHolds(decided, report) ? decided.decision : null,
      decisions: decisionsOf(report),
    }
  })
}

/** How many of them nobody has decided on. */
export async function undecidedReports(db: Tx, event: Entered, concerned: Concerned, now: Date): Promise<number> {
  return (await lateReports(db, event, concerned, now)).filter((report) => report.decision === null).length
}
