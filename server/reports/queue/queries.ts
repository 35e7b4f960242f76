import { type SQL, sql } from 'drizzle-orm'
import type { ReportStatus } from '@/db/enums'
import type { Actor } from '../../auth/actor'
import { latestPeriod, listCalendarDays, listPeriods, type Period, periodAmong } from '../../calendar/queries'
import { type CalendarDays, dayInVietnam, lateness } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { loadForm } from '../../forms/queries'
import { asTotals } from '../../forms/rules'
import { unitLabels } from '../../units/queries'
import { liesIn } from '../../units/versions/queries'
import { anomalies, byWeight, historyMonths } from '../anomalies/rules'
import { canExtendReport, canViewReport, leavesNobody, stepPolicies } from '../policy'
import {
  type Denominators,
  type Explanation,
  nextStatus,
  type ReportDetails,
  type ReportValues,
  unusual,
} from '../rules'
import { senderSql } from '../senders/queries'

export type Contact = { name: string; phone: string | null; role: string }

export type QueueRow = {
  unitId: number
  unitName: string
  unitCode: string | null
  reportId: string | null
  version: number
  status: ReportStatus | 'none'
  /** How many times the unit has sent; versions that come of late figures of its teams are none of them. */
  submissionNo: number
  /** Teams whose late figures wait for consent (domain.md 22.6). */
  lateWaiting: number
  nil: boolean
  submittedAt: Date | null
  firstSentAt: Date | null
  returnedAt: Date | null
  resendDueAt: Date | null
  obligation: 'required' | 'exempt'
  exemptReason: string | null
  dueAt: Date
  extended: boolean
  late: boolean
  lateDays: number
  /** Working days past the day on which a returned report was to be sent again; 0 when it is not. */
  resendLateDays: number
  /** Sent or accepted: counts in x of x/y. */
  received: boolean
  /** In the list of communes the caller is in charge of. */
  mine: boolean
  contact: Contact | null
  unusual: Explanation[]
  can: { accept: boolean; return: boolean }
}

type Row = {
  unitId: number
  unitName: string
  unitCode: string | null
  provinceId: number
  senderId: number | null
  provinceName: string | null
  state: 'required' | 'exempt'
  exemptReason: string | null
  dueAt: string
  extended: boolean
  reportId: string | null
  version: number | null
  status: ReportStatus | null
  submissionNo: number | null
  supplements: number
  lateWaiting: number
  nil: boolean | null
  values: ReportValues | null
  /** What was received, where it is not looked at any more: what others are held against. */
  standing: ReportValues | null
  /** The unit's own months before, newest first, blank ones and those without activity apart. */
  history: ReportValues[] | null
  details: ReportDetails | null
  denominators: Denominators | null
  submittedBy: string | null
  submittedAt: string | null
  firstSentAt: string | null
  returnedAt: string | null
  resendDueAt: string | null
  mine: boolean
  contact: Contact | null
  previous: (ReportValues | null)[] | null
  lastYear: ReportValues | null
}

export type Queue = {
  /** When it was read, by the server's clock. */
  now: Date
  province: { id: number; fullName: string }
  tree: 'then' | 'now'
  period: Period
  /** Every opened month, newest first. */
  periods: { code: string; year: number; month: number }[]
  /** Short names of the form's rows, for the sentences of what is unusual. */
  names: Record<string, { vi: string; en: string }>
  rows: QueueRow[]
  can: { extend: boolean }
}

const resendLate = (row: Row, now: Date, days: CalendarDays) =>
  row.resendDueAt && row.returnedAt && !receivedStatuses.includes(row.status ?? '')
    ? lateness(new Date(row.resendDueAt), now, days).workingDays
    : 0

const instantOf = (text: string | null) => (text ? new Date(text) : null)
const receivedStatuses: readonly string[] = ['submitted', 'accepted', 'locked']

/**
 * Obligations, or reports, `alias` that a province receives: whoever lies under it now, so that a month that its communes owed to
 * another province, which ended or gave them away, is not left without a receiver; never what a province owes itself.
 */
export const receivedBy = (actor: Pick<Actor, 'path'>, alias: 'o' | 'r' = 'o'): SQL =>
  sql`${liesIn(alias, actor)} and ${sql.raw(alias)}.unit_id <> ${sql.raw(alias)}.province_id`

/**
 * The province that somebody above looks at, and its obligations `o` of a month, totals of provinces with them: by the tree of now
 * what comparisons place in it, or in what it became; by that of then what was owed to it, or, where it did not stand, to those
 * that lie in it wholly, or of which it took a part what lies in it now.
 */
async function lookedAt(
  { db }: Ctx,
  id: number,
  tree: 'then' | 'now',
  { id: periodId, endsOn }: Period,
): Promise<{ id: number; owed: SQL }> {
  const { rows } = await db.execute<{ id: number; path: string; then: number[] }>(sql`
    select p.id, p.path, array(select x.id from units x where x.level = 'province' and left(x.path, 8) = p.path) as then
      from units u join units p on p.path = left(u.path, 8) and p.level = 'province'
     where u.id = ${id} and u.level = 'province'
       and (${tree} = 'now' or not exists (
             select from unit_versions v where v.unit_id = u.id and v.valid_from <= ${endsOn} and (v.valid_to is null or v.valid_to > ${endsOn})))`)
  const [found] = rows
  if (!found) return { id, owed: sql`o.province_id = ${id}` }
  if (tree === 'then' && found.then.length > 1)
    return { id, owed: sql`o.province_id = any (${sql.param(found.then)}::int[])` }
  const seats = (which: SQL) =>
    sql`(o.unit_id, o.province_id) in (select unit_id, then_id from stray_seats(array[${periodId}::int]) ${which})`
  const owed = sql`(${seats(sql`where province_id = ${found.id}`)} or ${liesIn('o', found)} and not ${seats(sql``)})`
  return { id: found.id, owed }
}

/**
 * What stands in a province's queue for a period: one row per unit that owes, with its state, lateness in working days, the
 * contact of its post and what is unusual in its figures. A few statements, whatever the number of units. Throws Invalid
 * reports.whichProvince when the caller sits above the provinces and names none.
 */
export async function listQueue(
  ctx: Ctx,
  input: { period?: string; provinceId?: number; tree?: 'then' | 'now' },
): Promise<Queue> {
  if (!canViewReport(ctx.actor)) throw new Forbidden('reports.view')
  const inProvince = ctx.actor.unitLevel === 'province'
  const named = inProvince ? ctx.actor.unitId : input.provinceId
  if (!named) throw new Invalid('reports.whichProvince')
  const today = dayInVietnam(ctx.now)
  const opened = await listPeriods(ctx)
  const period = input.period ? periodAmong(opened, input.period) : latestPeriod(opened, today)
  const tree = input.tree ?? 'then'
  const { id: provinceId, owed } = inProvince
    ? { id: named, owed: receivedBy(ctx.actor) }
    : await lookedAt(ctx, named, tree, period)
  const at = opened.findIndex((each) => each.id === period.id)
  const before = opened.slice(at + 1, at + 4).map((each) => each.id)
  const lastYear = opened.find((each) => each.year === period.year - 1 && each.month === period.month)?.id ?? 0
  const { rows } = await ctx.db.execute<Row>(sql`
    select o.unit_id as "unitId", v.full_name as "unitName", v.code as "unitCode", o.province_id as "provinceId",
           ${senderSql(sql`o.unit_id`, sql`${period.endsOn}::date`)} as "senderId",
           o.state, o.exempt_reason as "exemptReason", o.due_at as "dueAt", o.extension_reason is not null as extended,
           r.id as "reportId", r.version, r.status, r.submission_no as "submissionNo", r.nil,
           (select count(*)::int from report_events e where e.report_id = r.id and e.verb = 'supplement') as supplements,
           (select count(*)::int from late_team_reports l
             where l.period_id = o.period_id and l.state = 'asked' and starts_with(l.path, o.path) and r.id is not null) as "lateWaiting",
           case when r.status = 'submitted' then r.values end as values,
           case when r.status = 'submitted' then r.details end as details,
           case when r.status in ('accepted', 'locked') then r.values end as standing,
           r.denominators, r.submitted_by as "submittedBy", r.submitted_at as "submittedAt", r.first_sent_at as "firstSentAt",
           r.returned_at as "returnedAt", r.resend_due_at as "resendDueAt",
           (select p.full_name from unit_versions p where p.unit_id = ${provinceId} and p.valid_from <= ${today}
               and (p.valid_to is null or p.valid_to > ${today})) as "provinceName",
           exists (select from assignment_areas x where x.assignment_id = ${ctx.actor.assignmentId} and x.unit_id = o.unit_id) as mine,
           (select jsonb_build_object('name', c.holder_name, 'phone', c.contact_phone, 'role', c.role)
              from assignments c
             where c.unit_id = o.unit_id and c.role in ('commune_officer', 'commune_leader', 'province_admin')
               and c.valid_from <= ${ctx.now.toISOString()} and (c.valid_to is null or c.valid_to > ${ctx.now.toISOString()})
             order by c.role <> 'commune_officer', c.contact_phone is null, c.valid_from limit 1) as contact,
           case when r.status = 'submitted' then array(
             select to_jsonb(h.values) from unnest(${sql.param(before)}::int[]) with ordinality b(id, place)
               left join reports h on h.unit_id = o.unit_id and h.period_id = b.id and h.submission_no > 0 order by place) end as previous,
           case when r.status = 'submitted' and not r.nil then array(
             select to_jsonb(h.values) from periods b join reports h on h.period_id = b.id and h.unit_id = o.unit_id
              where b.starts_on < ${period.startsOn} and b.starts_on >= ${period.startsOn}::date - make_interval(months => ${historyMonths})
                and h.status in ('submitted', 'accepted', 'locked') and not h.nil order by b.starts_on desc) end as history,
           case when r.status = 'submitted' then
             (select y.values from reports y where y.unit_id = o.unit_id and y.period_id = ${lastYear} and y.submission_no > 0) end as "lastYear"
      from obligations o
      join unit_versions v on v.unit_id = o.unit_id and v.valid_from <= ${period.endsOn} and (v.valid_to is null or v.valid_to > ${period.endsOn})
      left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
     where o.period_id = ${period.id} and ${owed}
     order by v.code`)
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const days = await listCalendarDays(ctx)
  const peers = rows.flatMap(({ unitId, provinceId: province, values, standing, nil, denominators }) => {
    const filed = nil || unitId === province ? null : (values ?? standing)
    return filed ? [{ values: filed, households: denominators?.households ?? null }] : []
  })
  const unusualOf = (row: Row): Explanation[] => {
    if (!row.values) return []
    const total = row.unitId === row.provinceId
    const found = unusual(total ? asTotals(form) : form, row.values, {
      details: row.details ?? {},
      previous: row.previous ?? [],
      lastYear: row.lastYear,
      denominators: row.denominators,
      nil: row.nil ?? false,
      month: period.month,
    })
    if (total || row.nil) return found
    const known = new Set(found.flatMap(({ codes }) => codes))
    const given = {
      ...{ values: row.values, details: row.details ?? {}, households: row.denominators?.households ?? null },
      ...{ history: row.history ?? [], peers },
    }
    return byWeight([...found, ...anomalies(form, given, known)])
  }
  const fullName =
    rows[0]?.provinceName ?? (await unitLabels(ctx.db, [provinceId], ctx.now)).get(provinceId)?.fullName ?? ''
  return {
    now: ctx.now,
    province: { id: provinceId, fullName },
    tree,
    period,
    periods: opened.map(({ code, year, month }) => ({ code, year, month })),
    names: Object.fromEntries(form.rows.map((row) => [row.code, { vi: row.shortVi, en: row.shortEn }])),
    can: { extend: canExtendReport(ctx.actor) },
    rows: rows.map((row) => {
      const status = row.status ?? 'none'
      const facts = {
        unitId: row.unitId,
        senderId: row.senderId,
        provinceId: row.provinceId,
        status: row.status ?? 'draft',
        submittedBy: row.submittedBy,
      }
      const dueAt = new Date(row.dueAt)
      const firstSentAt = instantOf(row.firstSentAt)
      const owes = row.state === 'required' || firstSentAt !== null
      const { late, workingDays } = owes
        ? lateness(dueAt, firstSentAt ?? ctx.now, days)
        : { late: false, workingDays: 0 }
      return {
        unitId: row.unitId,
        unitName: row.unitName,
        unitCode: row.unitCode,
        reportId: row.reportId,
        version: row.version ?? 0,
        status,
        submissionNo: (row.submissionNo ?? 0) - row.supplements,
        lateWaiting: row.lateWaiting,
        nil: row.nil ?? false,
        submittedAt: instantOf(row.submittedAt),
        firstSentAt,
        returnedAt: instantOf(row.returnedAt),
        resendDueAt: instantOf(row.resendDueAt),
        obligation: row.state,
        exemptReason: row.exemptReason,
        dueAt,
        extended: row.extended,
        late,
        lateDays: workingDays,
        resendLateDays: resendLate(row, ctx.now, days),
        received: receivedStatuses.includes(status),
        mine: row.mine,
        contact: row.contact,
        unusual: unusualOf(row),
        can: {
          accept:
            stepPolicies.accept(ctx.actor, facts) && row.status !== null && nextStatus(row.status, 'accept') !== null,
          return:
            stepPolicies.return(ctx.actor, facts) &&
            row.status !== null &&
            nextStatus(row.status, 'return') !== null &&
            !leavesNobody('return', facts),
        },
      }
    }),
  }
}
