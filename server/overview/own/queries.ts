import { sql } from 'drizzle-orm'
import type { ReportStatus } from '@/db/enums'
import { agencyNameSql } from '../../agencies/queries'
import { type AgencyName, agencyNameOf } from '../../agencies/rules'
import { listCalendarDays, type Period } from '../../calendar/queries'
import { dayInVietnam, lateness, remaining } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canViewReport, type ReportFacts, stepPolicies } from '../../reports/policy'
import { sendingTime } from '../../reports/queries'
import { nextStatus } from '../../reports/rules'
import { owedInPlace } from '../../reports/senders/queries'
import { nationId } from '../../units/rules'

/** One month that a unit owes: how it stands, until when, and what the caller may do next. */
export type OwnReport = {
  /** Whose month it is: the caller's own unit, or an ended one that went wholly into it; that one's name. */
  unit: { id: number; formerName: string | null }
  period: { code: string; year: number; month: number; startsOn: string; endsOn: string; state: Period['state'] }
  status: ReportStatus | 'none'
  /** Who receives it, by the name of today: the department of the province, or the ministry of a province's own. */
  receiver: AgencyName
  obligation: 'required' | 'exempt'
  exemptReason: string | null
  dueAt: Date
  extended: boolean
  /** Working days left until the due day, and lateness of the first sending, or of now. */
  remaining: number
  late: boolean
  lateDays: number
  /** First sent, and last sent. */
  firstSentAt: Date | null
  submittedAt: Date | null
  nil: boolean
  /** Teams that have reported, of how many that owe; null where none does. */
  teams: { sent: number; of: number } | null
  sending: 'early' | 'open' | 'closed'
  sendFromAt: Date
  /** What the level above asks for, while it has not been sent again. `cells`: how many figures are named. */
  returned: { reason: string; cells: number; resendDueAt: Date | null; resendLateDays: number } | null
  /** What the leader asked for when he handed the draft back. */
  sentBack: string | null
  can: { enter: boolean; approve: boolean }
}

type Row = {
  unitId: number
  formerName: string | null
  code: string
  year: number
  month: number
  startsOn: string
  endsOn: string
  periodState: Period['state']
  sendFromAt: string
  provinceId: number
  receiver: AgencyName | null
  obligation: 'required' | 'exempt'
  exemptReason: string | null
  dueAt: string
  extended: boolean
  reportId: string | null
  status: ReportStatus | null
  nil: boolean | null
  submittedBy: string | null
  submittedAt: string | null
  firstSentAt: string | null
  returnedAt: string | null
  resendDueAt: string | null
  teams: { sent: number; of: number } | null
  note: { verb: string; reason: string | null; cells: number } | null
}

const instantOf = (text: string | null) => (text ? new Date(text) : null)

/**
 * The months that the caller's own unit owes, newest first, and while they are owed those of ended units that went wholly into
 * it. `dueOnly`: those to act on now — every open month, the newest ended one, and whatever was returned or waits for the leader.
 * Two statements.
 */
export async function listOwnReports(ctx: Ctx, options: { dueOnly?: boolean } = {}): Promise<OwnReport[]> {
  if (!canViewReport(ctx.actor)) throw new Forbidden('reports.view')
  const today = dayInVietnam(ctx.now)
  const totals = sql`o.unit_id = o.province_id`
  const receiver = agencyNameSql(
    sql`(case when ${totals} then ${nationId} else o.province_id end)`,
    sql`(case when ${totals} then 'ministry' else 'department' end)`,
    today,
  )
  const { rows } = await ctx.db.execute<Row>(sql`
    select o.unit_id as "unitId", case when o.unit_id <> ${ctx.actor.unitId} then (
             select v.full_name from unit_versions v where v.unit_id = o.unit_id order by v.valid_from desc limit 1) end as "formerName",
           p.code, p.year, p.month, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", p.state as "periodState",
           p.send_from_at as "sendFromAt", o.province_id as "provinceId", ${receiver} as receiver, o.state as obligation,
           o.exempt_reason as "exemptReason", o.due_at as "dueAt", o.extension_reason is not null as extended,
           r.id as "reportId", r.status, r.nil, r.submitted_by as "submittedBy", r.submitted_at as "submittedAt",
           r.first_sent_at as "firstSentAt", r.returned_at as "returnedAt", r.resend_due_at as "resendDueAt",
           case when not ${totals} then (
             select jsonb_build_object('sent', count(*) filter (where w.status = 'sent'),
                      'of', count(*) filter (where w.status = 'sent' or w.state = 'required'))
               from teams_of_period(o.unit_id, p.id) x(id) join team_reports w on w.period_id = p.id and w.unit_id = x.id
             having count(*) > 0) end as teams,
           case when r.status in ('draft', 'awaiting_leader', 'returned') then (
             select jsonb_build_object('verb', e.verb, 'reason', e.reason,
                      'cells', (select count(*) from jsonb_object_keys(coalesce(e.cells, '{}'))))
               from report_events e where e.report_id = r.id and e.verb in ('return', 'reopen', 'send_back')
              order by e.verb = 'send_back' and r.returned_at is not null, e.id desc limit 1) end as note
      from obligations o
      join periods p on p.id = o.period_id
      left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
     where (o.unit_id = ${ctx.actor.unitId} or ${owedInPlace(ctx.now)})
       and (not ${options.dueOnly ?? false} or p.state = 'open' or r.status in ('returned', 'awaiting_leader')
            or o.unit_id <> ${ctx.actor.unitId} or p.ends_on = (select max(n.ends_on) from periods n where n.ends_on < ${ctx.now.toISOString()}::timestamptz::date))
     order by p.starts_on desc, o.unit_id = ${ctx.actor.unitId} desc, o.unit_id limit 36`)
  const days = await listCalendarDays(ctx)
  return rows.map((row) => {
    const status = row.status ?? 'draft'
    const facts: ReportFacts = {
      unitId: row.unitId,
      senderId: ctx.actor.unitId,
      provinceId: row.provinceId,
      status,
      submittedBy: row.submittedBy,
    }
    const dueAt = new Date(row.dueAt)
    const sendFromAt = new Date(row.sendFromAt)
    const firstSentAt = instantOf(row.firstSentAt)
    const resendDueAt = instantOf(row.resendDueAt)
    const { late, workingDays } = lateness(dueAt, firstSentAt ?? ctx.now, days)
    const owes = row.obligation === 'required' || firstSentAt !== null
    const back = row.returnedAt !== null && ['draft', 'returned', 'awaiting_leader'].includes(status)
    const asked = row.note && row.note.verb !== 'send_back' ? row.note : null
    return {
      unit: { id: row.unitId, formerName: row.formerName },
      period: {
        code: row.code,
        year: row.year,
        month: row.month,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        state: row.periodState,
      },
      status: row.status ?? 'none',
      receiver: row.receiver ?? agencyNameOf(row.provinceId === row.unitId ? 'ministry' : 'department', today),
      obligation: row.obligation,
      exemptReason: row.exemptReason,
      dueAt,
      extended: row.extended,
      remaining: remaining(dueAt, ctx.now, days),
      late: owes && late,
      lateDays: owes ? workingDays : 0,
      firstSentAt,
      submittedAt: instantOf(row.submittedAt),
      nil: row.nil ?? false,
      teams: row.teams,
      sending: sendingTime(
        { state: row.periodState, sendFromAt },
        { dueAt },
        row.status ? { status: row.status, resendDueAt } : null,
        ctx.now,
      ),
      sendFromAt,
      returned: back
        ? {
            reason: asked?.reason ?? '',
            cells: asked?.cells ?? 0,
            resendDueAt,
            resendLateDays: resendDueAt ? lateness(resendDueAt, ctx.now, days).workingDays : 0,
          }
        : null,
      sentBack: row.note?.verb === 'send_back' && status === 'draft' ? row.note.reason : null,
      can: {
        enter: stepPolicies.save(ctx.actor, facts) && nextStatus(status, 'save') !== null,
        approve: stepPolicies.submit(ctx.actor, facts) && status === 'awaiting_leader',
      },
    }
  })
}
