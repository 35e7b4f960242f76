import { and, eq, inArray, sql } from 'drizzle-orm'
import { lateTeamReports, teamReports } from '@/db/schema'
import type { LateReportState } from '@/db/team-enums'
import { listPeriods, type Period } from '../../../calendar/queries'
import { dayInVietnam } from '../../../calendar/rules'
import type { Ctx } from '../../../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../../../errors'
import { loadForm } from '../../../forms/queries'
import { findUnit } from '../../../units/queries'
import { findReport } from '../../queries'
import type { ReportValues } from '../../rules'
import { checked, hold, keepVersion, note, openFor, type TeamReportResult } from '../commands'
import { canEnterTeamReports, canSendTeamReport } from '../policy'
import { communeOfTeam, periodOfTeams, type TeamReport } from '../queries'
import { enteringVerb } from '../rules'
import { canAnswerLate, canHandOnLate } from './policy'
import { findLate, holdOpenLate, type LateReport, monthStatus, supplementOf } from './queries'
import { blanked, counted, type LateVerb, lateMoves, nextLateState, takesConsent, takesLate } from './rules'
import type { ConsentLateInput, HandInLateInput, LateReportInput, RefuseLateInput } from './schema'

export type LateResult = { id: string; state: LateReportState; at: Date }

/** Late figures that would make the commune's report contradict its form, or a figure less than none, are not handed on. */
async function standsIn(
  ctx: Ctx,
  communeId: number,
  period: Period,
  row: TeamReport,
  values: ReportValues,
): Promise<void> {
  const report = await findReport(ctx.db, communeId, period.id)
  // A team reads nothing of its commune's report; the commune looks before it hands on.
  if (!report || !takesConsent(report.status)) return
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const { below, against } = await supplementOf(ctx, report, period, lateMoves(form, counted(row), values))
  if (below.length > 0) throw new Invalid('teamReports.lateBelow', { count: below.length }, { codes: below })
  if (against.length > 0) throw new Invalid('teamReports.lateAgainst', { count: against.length }, { findings: against })
}

/**
 * The late figures of a team: of its leader they wait for its commune, of the commune's officer for the level above. Throws
 * NotFound, Forbidden, Conflict teamReports.changed, NotNow teamReports.lateTooEarly while the month still takes figures as usual,
 * .lateWaiting, Invalid teamReports.figures, .missing, .findings, .toldBy, .toldAhead, .lateBlank, .lateSame, .lateBelow, .lateAgainst.
 */
export async function handInLate(ctx: Ctx, input: HandInLateInput): Promise<LateResult> {
  const { actor, now } = ctx
  const team = await findUnit(ctx.db, input.teamId)
  if (team?.level !== 'team') throw new NotFound('teamReports.none')
  const [ofTeam, ofCommune] = [canSendTeamReport(actor, team), canEnterTeamReports(actor, team)]
  if (!ofTeam && !ofCommune) throw new Forbidden('teamReports.send')
  const period = await periodOfTeams(ctx, input.period)
  const communeId = await communeOfTeam(ctx.db, team.id, period)
  await ctx.db.execute(sql`select hold_commune_month(${communeId}, ${period.id})`)
  if (!takesLate(await monthStatus(ctx, communeId, period))) throw new NotNow('teamReports.lateTooEarly')
  const row = (await hold(ctx, [team.id], period)).get(team.id) as TeamReport
  if (row.version !== input.version) throw new Conflict('teamReports.changed', {}, { version: row.version })
  if (await waiting(ctx, row)) throw new NotNow('teamReports.lateWaiting')
  if (ofCommune && input.toldBy.length < 2) throw new Invalid('teamReports.toldBy', {}, { teamId: team.id })
  if (input.toldOn !== null && input.toldOn > dayInVietnam(now))
    throw new Invalid('teamReports.toldAhead', {}, { teamId: team.id })
  const told = await checked(ctx, period, team.id, input)
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const blank = blanked(form, counted(row), told.values)
  if (blank.length > 0) throw new Invalid('teamReports.lateBlank', { count: blank.length }, { codes: blank })
  if (row.status === 'sent' && lateMoves(form, row.values, told.values).length === 0)
    throw new Invalid('teamReports.lateSame')
  if (ofCommune) await standsIn(ctx, communeId, period, row, told.values)
  const source = ofCommune ? input.source : 'team'
  const [made] = await ctx.db
    .insert(lateTeamReports)
    .values({
      ...{ periodId: period.id, unitId: row.unitId, path: row.path, teamVersion: row.version, ...told, source },
      ...{ reason: input.reason, askedBy: actor.personId, askedAt: now },
      ...(ofCommune ? { state: 'asked', passedBy: actor.personId, passedAt: now } : { state: 'held' }),
    })
    .returning({ id: lateTeamReports.id, state: lateTeamReports.state })
  if (!made) throw new Forbidden('teamReports.send')
  const head = { periodId: period.id, unitId: row.unitId, path: row.path, submissionNo: row.submissionNo, at: now }
  const { reason, toldBy, toldOn } = input
  await note(ctx, head, ofCommune ? { verb: 'late', reason, toldBy, toldOn } : { verb: 'late', reason })
  return { ...made, at: now }
}

/** Whether late figures of a team wait already; its month is held. */
async function waiting(ctx: Ctx, { periodId, unitId }: Pick<TeamReport, 'periodId' | 'unitId'>): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: lateTeamReports.id })
    .from(lateTeamReports)
    .where(
      and(
        eq(lateTeamReports.periodId, periodId),
        eq(lateTeamReports.unitId, unitId),
        inArray(lateTeamReports.state, ['held', 'asked']),
      ),
    )
  return rows.length > 0
}

/** The month of the team; above the commune it is read, for nobody there writes it. */
async function teamRow(ctx: Ctx, { periodId, unitId }: Pick<LateReport, 'periodId' | 'unitId'>): Promise<TeamReport> {
  const query = ctx.db
    .select()
    .from(teamReports)
    .where(and(eq(teamReports.periodId, periodId), eq(teamReports.unitId, unitId)))
  const [row] = await (ctx.actor.unitLevel === 'province' ? query : query.for('update'))
  if (!row) throw new NotFound('teamReports.none')
  return row
}

/** The commune's month, the team's and the late figures, each held in this order; whether the step can be taken from there. */
async function holdLate(ctx: Ctx, id: string, verb: LateVerb) {
  const seen = await findLate(ctx, id)
  const period = (await listPeriods(ctx)).find((each) => each.id === seen.periodId)
  if (!period) throw new NotFound('teamReports.noLate')
  const communeId = await communeOfTeam(ctx.db, seen.unitId, period)
  await ctx.db.execute(sql`select hold_commune_month(${communeId}, ${period.id})`)
  const row = await teamRow(ctx, seen)
  const late = await holdOpenLate(ctx, id)
  if (nextLateState(late.state, verb) === null) throw new NotNow('teamReports.lateAnswered')
  return { late, row, period, communeId }
}

const answered = ({ actor, now }: Ctx) => ({ answeredBy: actor.personId, answeredAt: now })

/** One step further. What row-level security does not let through is not his to move. */
async function move(
  ctx: Ctx,
  late: LateReport,
  verb: Exclude<LateVerb, 'consent'>,
  changes: Partial<LateReport>,
): Promise<LateResult> {
  const state = nextLateState(late.state, verb) as LateReportState
  const moved = await ctx.db
    .update(lateTeamReports)
    .set({ ...changes, state })
    .where(eq(lateTeamReports.id, late.id))
    .returning({ id: lateTeamReports.id })
  if (moved.length === 0) throw new Forbidden('teamReports.enter')
  return { id: late.id, state, at: ctx.now }
}

/** "Chuyển lên Sở": the commune hands on what a team's leader has handed in. */
export async function handOnLate(ctx: Ctx, input: LateReportInput): Promise<LateResult> {
  if (!canHandOnLate(ctx.actor, await findLate(ctx, input.id))) throw new Forbidden('teamReports.enter')
  const { late, row, period, communeId } = await holdLate(ctx, input.id, 'handOn')
  if (!takesLate(await monthStatus(ctx, communeId, period))) throw new NotNow('teamReports.lateTooEarly')
  await standsIn(ctx, communeId, period, row, late.values)
  return move(ctx, late, 'handOn', { passedBy: ctx.actor.personId, passedAt: ctx.now })
}

/** The commune takes back what waits, its own or its team's. */
export async function withdrawLate(ctx: Ctx, input: LateReportInput): Promise<LateResult> {
  if (!canHandOnLate(ctx.actor, await findLate(ctx, input.id))) throw new Forbidden('teamReports.enter')
  const { late } = await holdLate(ctx, input.id, 'withdraw')
  return move(ctx, late, 'withdraw', answered(ctx))
}

/** The level above does not consent, and says why. */
export async function refuseLate(ctx: Ctx, input: RefuseLateInput): Promise<LateResult> {
  const seen = await findLate(ctx, input.id)
  if (!canAnswerLate(ctx.actor, seen)) throw new Forbidden('teamReports.answerLate')
  const { late } = await holdLate(ctx, input.id, 'refuse')
  return move(ctx, late, 'refuse', { ...answered(ctx), answer: input.reason })
}

/**
 * The level above consents: the team's month and the commune's report each get a version, and the totals move by the difference,
 * also of a month that is closed. The ledger does it from the rows alone (`consent_late_report`). Throws NotFound, Forbidden,
 * NotNow teamReports.lateAnswered, .lateNotSent, Conflict reports.changed, Invalid teamReports.lateBelow, .lateAgainst.
 */
export async function consentLate(ctx: Ctx, input: ConsentLateInput): Promise<LateResult> {
  const seen = await findLate(ctx, input.id)
  if (!canAnswerLate(ctx.actor, seen)) throw new Forbidden('teamReports.answerLate')
  const { late, row, period, communeId } = await holdLate(ctx, input.id, 'consent')
  await standsIn(ctx, communeId, period, row, late.values)
  const { rows } = await ctx.db.execute<{ answer: string | null }>(
    sql`select consent_late_report(${late.id}, ${input.version}) as answer`,
  )
  switch (rows[0]?.answer) {
    case 'done':
      return { id: late.id, state: 'consented', at: ctx.now }
    case 'notSent':
      throw new NotNow('teamReports.lateNotSent')
    case 'changed':
      throw new Conflict('reports.changed')
    case 'below':
      throw new Invalid('teamReports.lateBelow', { count: 1 })
    case 'answered':
      throw new NotNow('teamReports.lateAnswered')
    case 'own':
      throw new Forbidden('teamReports.answerLate')
    default:
      throw new NotFound('teamReports.noLate')
  }
}

/** While the commune's report is being corrected what waited is taken in as if it had been typed now. Throws as openFor does. */
export async function takeLate(ctx: Ctx, input: LateReportInput): Promise<TeamReportResult> {
  if (!canHandOnLate(ctx.actor, await findLate(ctx, input.id))) throw new Forbidden('teamReports.enter')
  const { late, row, period, communeId } = await holdLate(ctx, input.id, 'take')
  await openFor(ctx, communeId, period)
  await move(ctx, late, 'take', answered(ctx))
  const { values, nil, source, reason } = late
  return keepVersion(ctx, period, row, { values, nil }, { verb: enteringVerb(row.status), source, reason })
}

/** Or it is closed, because the report is being corrected anyway. */
export async function closeLate(ctx: Ctx, input: LateReportInput): Promise<LateResult> {
  if (!canHandOnLate(ctx.actor, await findLate(ctx, input.id))) throw new Forbidden('teamReports.enter')
  const { late, period, communeId } = await holdLate(ctx, input.id, 'close')
  if (takesLate(await monthStatus(ctx, communeId, period))) throw new NotNow('teamReports.lateNotEditing')
  return move(ctx, late, 'close', answered(ctx))
}
