import { and, eq, inArray, sql } from 'drizzle-orm'
import { lateTeamReports, teamReportEvents, teamReports, teamReportVersions } from '@/db/schema'
import type { TeamReportSource, TeamReportVerb } from '@/db/team-enums'
import { listCalendarDays, type Period } from '../../calendar/queries'
import { dayInVietnam, resendDueAt } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { loadForm } from '../../forms/queries'
import { findUnit } from '../../units/queries'
import { valuesSchema } from '../figures/schema'
import type { ReportValues } from '../rules'
import { canEnterTeamReports, canSendTeamReport } from './policy'
import { communeOfTeam, periodOfTeams, type TeamReport, takingOf } from './queries'
import { canStepTeamReport, enteringVerb, missingRows, nilTeamValues, teamFindings, teamForm } from './rules'
import type { EnterTeamReportsInput, ReturnTeamReportInput, SendTeamReportInput } from './schema'

export type TeamReportResult = { teamId: number; version: number; submissionNo: number; at: Date }
type Told = { values: ReportValues; nil: boolean }
type Step = { verb: TeamReportVerb; source: TeamReportSource; reason?: string; toldBy?: string; toldOn?: string | null }

/** The commune's month must still take figures of its teams; its row is held so that it is not sent meanwhile. */
export async function openFor(ctx: Ctx, communeId: number, period: Period): Promise<void> {
  await ctx.db.execute(sql`select hold_commune_month(${communeId}, ${period.id})`)
  const taking = await takingOf(ctx, communeId, period)
  if (taking === 'sent') throw new NotNow('teamReports.communeSent')
  if (taking === 'early') throw new NotNow('reports.tooEarly')
  if (taking === 'closed') throw new NotNow('reports.periodClosed')
}

/** The rows of some teams and a month, held in the order of their ids. Throws NotFound when one owes nothing. */
export async function hold(ctx: Ctx, teamIds: readonly number[], period: Period): Promise<Map<number, TeamReport>> {
  const rows = await ctx.db
    .select()
    .from(teamReports)
    .where(and(eq(teamReports.periodId, period.id), inArray(teamReports.unitId, [...teamIds])))
    .orderBy(teamReports.unitId)
    .for('update')
  if (rows.length !== teamIds.length) throw new NotFound('teamReports.none')
  return new Map(rows.map((row) => [row.unitId, row]))
}

/** What was told, by the form of the month: its rows and no others. Throws Invalid teamReports.figures, .missing, .findings. */
export async function checked(ctx: Ctx, period: Period, teamId: number, told: Told): Promise<Told> {
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const parsed = valuesSchema(teamForm(form)).safeParse(told.values)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ code: String(path[0] ?? ''), message }))
    throw new Invalid('teamReports.figures', { count: issues.length }, { teamId, issues })
  }
  const given = parsed.data
  const values = Object.fromEntries(
    Object.entries(told.nil ? { ...given, ...nilTeamValues(form) } : given).filter(([, value]) => value !== null),
  )
  const missing = missingRows(form, values)
  if (missing.length > 0) throw new Invalid('teamReports.missing', { count: missing.length }, { teamId, missing })
  const { month } = period
  const findings = teamFindings(form, values, { previous: [], denominators: null, month }).filter(
    ({ severity }) => severity === 'block',
  )
  if (findings.length > 0) throw new Invalid('teamReports.findings', { count: findings.length }, { teamId, findings })
  return { values, nil: told.nil }
}

/** One more version of a team's month, and what was done. */
export async function keepVersion(
  ctx: Ctx,
  period: Period,
  row: TeamReport,
  told: Told,
  step: Step,
): Promise<TeamReportResult> {
  const [submissionNo, version] = [row.submissionNo + 1, row.version + 1]
  const { verb, source, reason, toldBy, toldOn } = step
  const head = { periodId: period.id, unitId: row.unitId, path: row.path, submissionNo, at: ctx.now }
  const updated = await ctx.db
    .update(teamReports)
    .set({
      ...{ status: 'sent', version, submissionNo, source, ...told },
      ...{ sentAt: ctx.now, firstSentAt: row.firstSentAt ?? ctx.now },
      ...{ returnReason: null, returnCells: null, resendDueAt: null },
    })
    .where(and(eq(teamReports.periodId, period.id), eq(teamReports.unitId, row.unitId)))
    .returning({ version: teamReports.version })
  if (updated.length === 0) throw new Forbidden('teamReports.send')
  await ctx.db.insert(teamReportVersions).values({ ...head, ...told, source })
  await closeLate(ctx, row)
  await note(ctx, head, { verb, reason, toldBy, toldOn })
  return { teamId: row.unitId, version, submissionNo, at: ctx.now }
}

/** Late figures that wait correct a version that no longer stands: the commune's report is being corrected itself (domain.md 22.6). */
const closeLate = ({ db, actor, now }: Ctx, { periodId, unitId }: Pick<TeamReport, 'periodId' | 'unitId'>) =>
  db
    .update(lateTeamReports)
    .set({ state: 'closed', answeredBy: actor.personId, answeredAt: now })
    .where(
      and(
        eq(lateTeamReports.periodId, periodId),
        eq(lateTeamReports.unitId, unitId),
        inArray(lateTeamReports.state, ['held', 'asked']),
      ),
    )

type Head = { periodId: number; unitId: number; path: string; submissionNo: number; at: Date }
type Said = Partial<Pick<Step, 'reason' | 'toldBy' | 'toldOn'>> & {
  verb: TeamReportVerb
  cells?: Record<string, string>
}

export const note = (ctx: Ctx, head: Head, { verb, reason, toldBy, toldOn, cells }: Said) =>
  ctx.db.insert(teamReportEvents).values({
    ...head,
    ...{ verb, reason: reason || null, toldBy: toldBy || null, toldOn: toldOn ?? null },
    cells: cells && Object.keys(cells).length > 0 ? cells : null,
    personId: ctx.actor.personId,
    personName: ctx.actor.holderName,
  })

/**
 * A team's leader sends its month, or sends it again after his commune returned it. Throws NotFound, Forbidden, Conflict
 * teamReports.changed, NotNow teamReports.alreadySent, .communeSent, reports.tooEarly, .periodClosed, Invalid teamReports.findings, .missing.
 */
export async function sendTeamReport(ctx: Ctx, input: SendTeamReportInput): Promise<TeamReportResult> {
  const team = await findUnit(ctx.db, input.teamId)
  if (team?.level !== 'team') throw new NotFound('teamReports.none')
  if (!canSendTeamReport(ctx.actor, team)) throw new Forbidden('teamReports.send')
  const period = await periodOfTeams(ctx, input.period)
  await openFor(ctx, await communeOfTeam(ctx.db, team.id, period), period)
  const row = (await hold(ctx, [team.id], period)).get(team.id) as TeamReport
  if (!canStepTeamReport('send', row.status)) throw new NotNow('teamReports.alreadySent')
  if (row.version !== input.version) throw new Conflict('teamReports.changed', {}, { version: row.version })
  return keepVersion(ctx, period, row, await checked(ctx, period, team.id, input), { verb: 'send', source: 'team' })
}

/**
 * The commune types what its teams told it, by message, on paper, by phone, at a meeting (domain.md 22.1): all of it or, where one
 * row is at fault, nothing. What was sent before is put right with a reason; every version stays. Throws as sendTeamReport does,
 * Invalid teamReports.toldBy, .reason, .toldAhead; `data.teamId` says of which row.
 */
export async function enterTeamReports(
  ctx: Ctx,
  input: EnterTeamReportsInput,
): Promise<{ reports: TeamReportResult[] }> {
  const { actor } = ctx
  if (!canEnterTeamReports(actor, actor)) throw new Forbidden('teamReports.enter')
  const period = await periodOfTeams(ctx, input.period)
  await openFor(ctx, actor.unitId, period)
  const rows = await hold(
    ctx,
    input.reports.map(({ teamId }) => teamId),
    period,
  )
  const { rows: own } = await ctx.db.execute<{ id: number }>(
    sql`select id from teams_of_period(${actor.unitId}, ${period.id}) x(id)`,
  )
  const ours = new Set(own.map(({ id }) => id))
  const today = dayInVietnam(ctx.now)
  const done: TeamReportResult[] = []
  for (const typed of input.reports) {
    const { teamId, source, toldBy, toldOn, reason } = typed
    const row = rows.get(teamId) as TeamReport
    if (!ours.has(teamId)) throw new NotFound('teamReports.none')
    if (row.version !== typed.version) throw new Conflict('teamReports.changed', {}, { teamId, version: row.version })
    const verb = enteringVerb(row.status)
    if (verb === 'enter' && toldBy.length < 2) throw new Invalid('teamReports.toldBy', {}, { teamId })
    if (verb === 'correct' && reason.length < 5) throw new Invalid('teamReports.reason', {}, { teamId })
    if (toldOn !== null && toldOn > today) throw new Invalid('teamReports.toldAhead', {}, { teamId })
    const told = await checked(ctx, period, teamId, typed)
    done.push(await keepVersion(ctx, period, row, told, { verb, source, reason, toldBy, toldOn }))
  }
  return { reports: done }
}

/** The commune returns a team's report with a reason, for the whole and per figure; three working days to send it again (domain.md 22.9). */
export async function returnTeamReport(ctx: Ctx, input: ReturnTeamReportInput): Promise<TeamReportResult> {
  const team = await findUnit(ctx.db, input.teamId)
  if (team?.level !== 'team') throw new NotFound('teamReports.none')
  if (!canEnterTeamReports(ctx.actor, team)) throw new Forbidden('teamReports.enter')
  const period = await periodOfTeams(ctx, input.period)
  await openFor(ctx, await communeOfTeam(ctx.db, team.id, period), period)
  const row = (await hold(ctx, [team.id], period)).get(team.id) as TeamReport
  if (!canStepTeamReport('return', row.status)) throw new NotNow('teamReports.notSent')
  if (row.version !== input.version) throw new Conflict('teamReports.changed', {}, { version: row.version })
  const form = teamForm(await loadForm(ctx, period.formVersionId, period.endsOn))
  const codes = new Set(form.rows.map(({ code }) => code))
  const cells = Object.fromEntries(
    Object.entries(input.cells).filter(([code, reason]) => codes.has(code) && reason !== ''),
  )
  const version = row.version + 1
  await ctx.db
    .update(teamReports)
    .set({
      ...{ status: 'returned', version, returnedAt: ctx.now, returnReason: input.reason },
      returnCells: cells,
      resendDueAt: resendDueAt(ctx.now, await listCalendarDays(ctx)),
    })
    .where(and(eq(teamReports.periodId, period.id), eq(teamReports.unitId, row.unitId)))
  await closeLate(ctx, row)
  const head = { periodId: period.id, unitId: row.unitId, path: row.path, submissionNo: row.submissionNo, at: ctx.now }
  await note(ctx, head, { verb: 'return', reason: input.reason, cells })
  return { teamId: row.unitId, version, submissionNo: row.submissionNo, at: ctx.now }
}
