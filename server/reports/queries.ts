import { and, desc, eq, sql } from 'drizzle-orm'
import { obligations, periods, reportDrafts, reports, unitDenominators } from '@/db/schema'
import type { Tx } from '@/db/session'
import { agenciesOf } from '../agencies/queries'
import { listCalendarDays, type Period } from '../calendar/queries'
import { dayInVietnam, lateness, parsePeriod, remaining, samePeriodLastYear } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { type LoadedForm, loadForm } from '../forms/queries'
import { asTotals, type FormRow } from '../forms/rules'
import { rosterFigures } from '../rosters/figures/queries'
import { registerFigures } from '../teams/queries'
import { trainingFigures } from '../training/queries'
import { nationId } from '../units/rules'
import { canExtendReport, canViewReport, leavesNobody, type ReportFacts, stepPolicies } from './policy'
import { registersOf, registersSql } from './registers/queries'
import { type Registers, trainingCodes, withRegisters } from './registers/rules'
import { endedBy, notedParts } from './reorganised/queries'
import type { Ended, Noted } from './reorganised/rules'
import { type Denominators, derive, isEditable, nextStatus, type ReportDetails, type ReportValues } from './rules'
import { senderSql } from './senders/queries'
import { teamStanding, teamSums } from './teams/sums/queries'
import { listEvents } from './versions/queries'

export type Report = typeof reports.$inferSelect
export type Obligation = typeof obligations.$inferSelect

/** When a report may leave the unit: from the 10th of the month on, while the period is open, extended or returned. */
export function sendingTime(
  period: Pick<Period, 'state' | 'sendFromAt'>,
  obligation: Pick<Obligation, 'dueAt'> | null,
  report: Pick<Report, 'resendDueAt' | 'status'> | null,
  now: Date,
): 'early' | 'open' | 'closed' {
  if (now < period.sendFromAt) return 'early'
  if (period.state === 'open' || (obligation && obligation.dueAt > now)) return 'open'
  return report?.status === 'returned' || (report?.resendDueAt && report.resendDueAt > now) ? 'open' : 'closed'
}

/** The report of a unit for a period, or null when nobody has begun it. */
export async function findReport(db: Tx, unitId: number, periodId: number): Promise<Report | null> {
  const [report] = await db
    .select()
    .from(reports)
    .where(and(eq(reports.periodId, periodId), eq(reports.unitId, unitId)))
  return report ?? null
}

export async function findObligation(db: Tx, unitId: number, periodId: number): Promise<Obligation | null> {
  const [obligation] = await db
    .select()
    .from(obligations)
    .where(and(eq(obligations.periodId, periodId), eq(obligations.unitId, unitId)))
  return obligation ?? null
}

/** Filed figures of the three months before, newest first, and of the same month of last year. Null: nothing was filed. */
export type History = { previous: (ReportValues | null)[]; codes: string[]; lastYear: ReportValues | null }
export type Beside = {
  history: History
  denominators: Dated | null
  unitChanged: boolean
  noted: Noted | null
  ended: Ended | null
}

/**
 * What the figures of a unit's month are read beside and checked against, in one statement: what it filed before, its newest
 * denominators confirmed by the month's end, and whether it or its teams changed in the month, when "not below last month" is
 * waived (domain.md 22.13).
 */
export async function loadBeside(db: Tx, unitId: number, period: Period): Promise<Beside> {
  const own = parsePeriod(period.code)
  const lastYear = own ? samePeriodLastYear(own).code : ''
  const inMonth = (day: string) => sql`${sql.raw(day)} between ${period.startsOn} and ${period.endsOn}`
  const { rows } = await db.execute<{
    months: { code: string; values: ReportValues | null }[] | null
    denominators: Dated | null
    unitChanged: boolean
    noted: Noted | null
    ended: Ended | null
  }>(sql`
    select (select json_agg(json_build_object('code', p.code, 'values', r.values) order by p.starts_on desc)
              from periods p
              left join reports r on r.period_id = p.id and r.unit_id = ${unitId}
               and r.status in ('submitted', 'accepted', 'locked', 'returned')
             where p.code = ${lastYear}
                or p.id in (select id from periods where starts_on < ${period.startsOn} order by starts_on desc limit 3)) as months,
           (select json_build_object('asOf', d.as_of, 'households', d.households, 'population', d.population, 'adults', d.adults,
                     'elderly', d.elderly, 'businessHouseholds', d.business_households)
              from unit_denominators d where d.unit_id = ${unitId} and d.as_of <= ${period.endsOn} order by d.as_of desc limit 1) as denominators,
           exists (select from unit_versions where unit_id = ${unitId} and ${inMonth('valid_from')})
             or exists (select from unit_versions where parent_id = ${unitId} and level = 'village'
                         and (${inMonth('valid_from')} or ${inMonth('valid_to')}))
             or exists (select from teams where unit_id in (select unit_id from unit_versions where parent_id = ${unitId} and level = 'team') and (${inMonth('founded_on')} or ${inMonth('dissolved_on')}))
             as "unitChanged",
           ${notedParts(unitId, period)} as noted, ${endedBy(unitId, period.endsOn)} as ended`)
  const { months, denominators = null, unitChanged = false, noted = null, ended = null } = rows[0] ?? {}
  // Last year's month is the fourth, or one of the three where months are missing.
  const past = (months ?? []).slice(0, 3)
  return {
    history: {
      codes: past.map((month) => month.code),
      previous: past.map((month) => month.values),
      lastYear: months?.find((month) => month.code === lastYear)?.values ?? null,
    },
    ...{ denominators, unitChanged, noted, ended },
  }
}

export type Dated = Denominators & { asOf: string }

/** The newest confirmed denominators of a unit at the period's end; null when none was confirmed. */
export async function loadDenominators(db: Tx, unitId: number, on: string): Promise<Dated | null> {
  const [row] = await db
    .select()
    .from(unitDenominators)
    .where(and(eq(unitDenominators.unitId, unitId), sql`${unitDenominators.asOf} <= ${on}`))
    .orderBy(desc(unitDenominators.asOf))
    .limit(1)
  if (!row) return null
  const { asOf, households, population, adults, elderly, businessHouseholds } = row
  return { asOf, households, population, adults, elderly, businessHouseholds }
}

/** The form of a report: a commune's registers fill it from the month it said; a province's own report is one of totals. */
export async function loadReportForm(
  ctx: Ctx,
  report: Pick<Report, 'unitId' | 'provinceId' | 'formVersionId'>,
  period: Period,
  registers?: Registers,
): Promise<LoadedForm> {
  const form = await loadForm(ctx, report.formVersionId, period.endsOn)
  if (report.unitId === report.provinceId) return asTotals(form)
  return withRegisters(form, registers ?? (await registersOf(ctx.db, report.unitId, period)))
}

/** A row that is the sum of what the teams report. */
const isOfTeams = (row: FormRow): boolean => row.source === 'register' && row.enteredBy === 'village'

/** Figures that the registers give for a period: at its last day, or today while it runs (domain.md 22.14). */
export async function systemFigures(ctx: Ctx, form: LoadedForm, unitId: number, period: Period): Promise<ReportValues> {
  const today = dayInVietnam(ctx.now)
  const [on = today] = [period.endsOn, today].sort()
  const fromRegister = form.rows.filter((row) => row.source === 'register' && row.kind !== 'derived')
  if (fromRegister.length === 0) return {}
  const figures: Record<string, number | null> = {
    ...(await registerFigures(ctx.db, unitId, on)),
    ...(await rosterFigures(ctx.db, unitId, period.startsOn, on)),
    ...(fromRegister.some(({ code }) => trainingCodes.includes(code)) &&
      (await trainingFigures(ctx.db, unitId, { ...period, endsOn: on }))),
    ...(fromRegister.some(isOfTeams) && (await teamSums(ctx.db, unitId, period.id))),
  }
  return Object.fromEntries(fromRegister.map((row) => [row.code, figures[row.code] ?? null]))
}

export const factsOf = (
  report: Report | null,
  obligation: Obligation | null,
  { unitId, senderId }: Pick<ReportFacts, 'unitId' | 'senderId'>,
): ReportFacts => ({
  ...{ unitId, senderId },
  provinceId: report?.provinceId ?? obligation?.provinceId ?? 0,
  status: report?.status ?? 'draft',
  submittedBy: report?.submittedBy ?? null,
})

const steps = ['save', 'propose', 'withdraw', 'send_back', 'submit', 'recall', 'return', 'accept', 'reopen'] as const

/** What the caller may do with the report now: the policy allows it and the step follows. The browser never computes it. */
function stepsFor(ctx: Ctx, facts: ReportFacts, wasReturned: boolean) {
  return Object.fromEntries(
    steps.map((verb) => [
      verb,
      stepPolicies[verb](ctx.actor, facts) &&
        nextStatus(facts.status, verb, { wasReturned }) !== null &&
        !leavesNobody(verb, facts),
    ]),
  ) as Record<(typeof steps)[number], boolean>
}

/** A unit's month with what is owed, begun and typed there, in one statement. The newest month when `code` is absent. */
async function findFiling({ db, actor }: Ctx, unitId: number, code: string | undefined) {
  const [found] = await db
    .select({
      ...{ period: periods, report: reports, obligation: obligations, draft: reportDrafts },
      registers: registersSql(sql`${unitId}::int`, sql`${periods.startsOn}`),
      // Whoever looks at his own unit's month is there to send it.
      senderId:
        unitId === actor.unitId
          ? sql<number | null>`${unitId}::int`
          : senderSql(sql`${unitId}::int`, sql`${periods.endsOn}`),
    })
    .from(periods)
    .leftJoin(reports, and(eq(reports.periodId, periods.id), eq(reports.unitId, unitId)))
    .leftJoin(obligations, and(eq(obligations.periodId, periods.id), eq(obligations.unitId, unitId)))
    .leftJoin(reportDrafts, eq(reportDrafts.reportId, reports.id))
    .where(code === undefined ? undefined : eq(periods.code, code))
    .orderBy(desc(periods.startsOn))
    .limit(1)
  if (!found) throw new NotFound('calendar.noPeriod', { period: code ?? '' })
  return found
}

/** Everything the filing page and the reviewing page show of one report. Throws NotFound when the unit owes nothing here. */
export async function getReport(ctx: Ctx, input: { unitId?: number; period?: string }) {
  if (!canViewReport(ctx.actor)) throw new Forbidden('reports.view')
  const unitId = input.unitId ?? ctx.actor.unitId
  const { period, report, obligation, draft, senderId, registers } = await findFiling(ctx, unitId, input.period)
  if (!report && !obligation) throw new NotFound('reports.none')
  const facts = factsOf(report, obligation, { unitId, senderId })
  const formVersionId = report?.formVersionId ?? period.formVersionId
  const form = await loadReportForm(ctx, { unitId, provinceId: facts.provinceId, formVersionId }, period, registers)
  const editing = isEditable(facts.status) || facts.status === 'awaiting_leader'
  const system = editing ? await systemFigures(ctx, form, unitId, period) : {}
  const shown: { values: ReportValues; details: ReportDetails } =
    editing && (draft || !report?.submissionNo)
      ? { values: derive(form, { ...(draft?.values ?? {}), ...system }), details: draft?.details ?? {} }
      : { values: report?.values ?? {}, details: report?.details ?? {} }
  const days = await listCalendarDays(ctx)
  const today = dayInVietnam(ctx.now)
  // Who filed and to whom, by the names of the month's last day.
  const [namedOn = today] = [period.endsOn, today].sort()
  const places = await agenciesOf(ctx.db, namedOn, [unitId, facts.provinceId, nationId])
  const dueAt = obligation?.dueAt ?? period.communeDueAt
  const events = report ? await listEvents(ctx.db, report.id) : []
  const beside = await loadBeside(ctx.db, unitId, period)
  const step = stepsFor(ctx, facts, report?.returnedAt != null)
  return {
    unit: { id: unitId, fullName: places.get(unitId)?.fullName ?? '' },
    province: { id: facts.provinceId, fullName: places.get(facts.provinceId)?.fullName ?? '' },
    /** Every name that the department of the province and the ministry have had: a sentence takes the one of its day. */
    agencies: {
      department: places.get(facts.provinceId)?.agencies ?? [],
      ministry: places.get(nationId)?.agencies ?? [],
    },
    today,
    period,
    form,
    report: report && { ...report, values: undefined, details: undefined },
    status: facts.status,
    values: shown.values,
    details: shown.details,
    nil: (editing ? draft?.nil : report?.nil) ?? false,
    draftAt: draft?.updatedAt ?? null,
    printedAt: draft?.printedAt ?? null,
    filed: report?.submissionNo ? { values: report.values, details: report.details } : null,
    history: beside.history,
    denominators: editing ? beside.denominators : (report?.denominators ?? null),
    /** The teams whose reports it is the sum of: of those that stand now while it is typed, of those that stood when it was sent. */
    teams: editing
      ? form.rows.some(isOfTeams)
        ? await teamStanding(ctx.db, unitId, period.id)
        : null
      : (report?.teams ?? null),
    unitChanged: beside.unitChanged,
    // What was typed and never sent is the unit's own to see, also when it was typed by a part of it.
    noted: unitId === ctx.actor.unitId ? beside.noted : null,
    ended: facts.status === 'noted' ? beside.ended : null,
    /** Its unit has ended since and nobody took it over whole: it stays as it is. */
    final: senderId === null && facts.status !== 'noted',
    /** Its unit has ended since; the reader's took it over and answers for it. */
    inPlace: senderId === ctx.actor.unitId && senderId !== unitId,
    due: {
      at: dueAt,
      state: obligation?.state ?? 'required',
      exemptReason: obligation?.exemptReason ?? null,
      extensionReason: obligation?.extensionReason ?? null,
      remaining: remaining(dueAt, ctx.now, days),
      lateness: lateness(dueAt, report?.firstSentAt ?? ctx.now, days),
    },
    sending: sendingTime(period, obligation, report, ctx.now),
    events,
    can: {
      ...step,
      submitSigned:
        step.submit || (stepPolicies.propose(ctx.actor, facts) && nextStatus(facts.status, 'submit') !== null),
      extend: canExtendReport(ctx.actor),
    },
  }
}

/** The draft, where the caller may see it: a unit's unsent figures are its own. */
export async function findDraft(db: Tx, report: Pick<Report, 'id'>) {
  const [draft] = await db.select().from(reportDrafts).where(eq(reportDrafts.reportId, report.id))
  return draft ?? null
}
