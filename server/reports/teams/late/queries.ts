import { eq, sql } from 'drizzle-orm'
import type { ReportStatus } from '@/db/enums'
import { lateTeamReports } from '@/db/schema'
import type { LateReportState, TeamReportSource, TeamReportStatus } from '@/db/team-enums'
import type { Period } from '../../../calendar/queries'
import type { Ctx } from '../../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../../errors'
import { type LoadedForm, loadForm } from '../../../forms/queries'
import { findUnit } from '../../../units/queries'
import { check, type Finding } from '../../findings/rules'
import { findReport, loadReportForm, type Report } from '../../queries'
import { isEditable, type ReportValues } from '../../rules'
import { canViewTeamReports } from '../policy'
import { communeOfTeam, periodOfTeams } from '../queries'
import { canAnswerLate, canHandInLate, canHandOnLate } from './policy'
import {
  below,
  counted,
  type LateMove,
  type LateVerb,
  lateMoves,
  nextLateState,
  supplemented,
  takesConsent,
  takesLate,
} from './rules'
import type { ListLateInput } from './schema'

export type LateReport = typeof lateTeamReports.$inferSelect

/** Where the report of a commune stands for a month; null while nobody has begun it. Throws NotFound for whoever has no business there. */
export async function monthStatus(ctx: Ctx, communeId: number, period: Period): Promise<ReportStatus | null> {
  const { rows } = await ctx.db.execute<{ status: ReportStatus | null }>(
    sql`select status from commune_month(${communeId}, ${period.id})`,
  )
  if (!rows[0]) throw new NotFound('teamReports.none')
  return rows[0].status
}

/** Late figures by their id. Throws NotFound. */
export async function findLate(ctx: Ctx, id: string): Promise<LateReport> {
  const [late] = await ctx.db.select().from(lateTeamReports).where(eq(lateTeamReports.id, id))
  if (!late) throw new NotFound('teamReports.noLate')
  return late
}

/** Held until the end of the transaction; those that were answered nobody moves any more. Throws NotNow teamReports.lateAnswered. */
export async function holdOpenLate(ctx: Ctx, id: string): Promise<LateReport> {
  const [late] = await ctx.db.select().from(lateTeamReports).where(eq(lateTeamReports.id, id)).for('update')
  if (!late) throw new NotNow('teamReports.lateAnswered')
  return late
}

/** A commune's report with late figures: every figure that changes, and what then stands against it that did not before. */
export type Supplement = {
  values: ReportValues
  /** Rows that would be less than none. */
  below: string[]
  against: Finding[]
}

/** What becomes of a filed report of a commune by late figures of one of its teams. */
export async function supplementOf(
  ctx: Ctx,
  report: Report,
  period: Period,
  moves: readonly LateMove[],
): Promise<Supplement> {
  const form = await loadReportForm(ctx, report, period)
  const values = supplemented(form, report.values, moves)
  const blocks = (each: ReportValues) =>
    check(form, {
      ...{ values: each, details: report.details, previous: [], lastYear: null, denominators: report.denominators },
      ...{ nil: false, month: period.month, unitChanged: false },
    }).filter(({ severity }) => severity === 'block')
  const known = new Set(blocks(report.values).map(({ rule, codes }) => `${rule} ${codes.join()}`))
  const against = blocks(values).filter(({ rule, codes }) => !known.has(`${rule} ${codes.join()}`))
  return { values, below: below(values, moves), against }
}

/** One figure of a team as it counts and as it came late, and the commune's; null: not said, or not for the reader. */
export type LateFigure = LateMove & { commune: { before: number | null; after: number | null } | null }
export type LateOutput = {
  id: string
  teamId: number
  team: string
  state: LateReportState
  source: TeamReportSource
  reason: string
  nil: boolean
  values: ReportValues
  askedAt: Date
  answeredAt: Date | null
  answer: string | null
  /** What they change; of those that wait alone. */
  figures: LateFigure[]
  /** Sums of the commune that follow from them. */
  derived: { code: string; before: number | null; after: number | null }[]
  below: string[]
  against: Finding[]
  can: Record<LateVerb, boolean>
}
export type LateOverview = {
  /** Whether the month takes figures late: its report has left the officer's hands. */
  takes: boolean
  /** Version of the commune's report that the figures were read from; null where there is none for the reader. */
  version: number | null
  reports: LateOutput[]
  can: { handIn: boolean }
}

type Row = Omit<LateOutput, 'figures' | 'derived' | 'below' | 'against' | 'can' | 'askedAt' | 'answeredAt'> & {
  path: string
  askedAt: string
  answeredAt: string | null
  askedBy: string
  passedBy: string | null
  standing: ReportValues
  status: TeamReportStatus
}

/** The newest late figures of each team of a commune, or of one team, in a month; none of a team that handed in none. */
async function newestLate(ctx: Ctx, period: Period, where: { teamId?: number; communeId: number }): Promise<Row[]> {
  const teams =
    where.teamId === undefined
      ? sql`select teams_of_period(${where.communeId}, ${period.id})`
      : sql`${where.teamId}::int`
  const { rows } = await ctx.db.execute<Row>(sql`
    select distinct on (v.full_name, l.unit_id) l.id, l.unit_id as "teamId", v.full_name as team, l.path, l.state, l.source, l.reason, l.nil, l.values,
           l.asked_at as "askedAt", l.answered_at as "answeredAt", l.answer, l.asked_by as "askedBy", l.passed_by as "passedBy",
           t.values as standing, t.status
      from late_team_reports l
      join team_reports t on t.period_id = l.period_id and t.unit_id = l.unit_id
      join lateral (select n.full_name from unit_versions n
                     where n.unit_id = l.unit_id and n.valid_from <= ${period.endsOn} order by n.valid_from desc limit 1) v on true
     where l.period_id = ${period.id} and l.unit_id in (${teams})
     order by v.full_name, l.unit_id, l.answered_at is null desc, l.asked_at desc, l.id`)
  return rows
}

/**
 * "Số liệu bổ sung kỳ trước": what teams of a commune handed in after its report had left, with what it changes and what the reader
 * may do about it. Throws NotFound, Forbidden, Invalid when neither a team nor a commune is named.
 */
export async function listLate(ctx: Ctx, input: ListLateInput): Promise<LateOverview> {
  const { actor, db } = ctx
  const unitId = input.teamId ?? input.communeId
  if (unitId === undefined) throw new Invalid('common.invalid')
  const unit = await findUnit(db, unitId)
  if (unit?.level !== (input.teamId === undefined ? 'commune' : 'team')) throw new NotFound('teamReports.none')
  if (!canViewTeamReports(actor, unit)) throw new Forbidden('teamReports.view')
  const period = await periodOfTeams(ctx, input.period)
  const communeId = input.teamId === undefined ? unitId : await communeOfTeam(db, unitId, period)
  const status = await monthStatus(ctx, communeId, period)
  const rows = await newestLate(ctx, period, { teamId: input.teamId, communeId })
  const report = rows.length > 0 ? await findReport(db, communeId, period.id) : null
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const reports: LateOutput[] = []
  for (const row of rows) reports.push(await described(ctx, row, { period, form, report, status }))
  const takes = takesLate(status)
  return { takes, version: report?.version ?? null, reports, can: { handIn: takes && canHandInLate(actor, unit) } }
}

type Month = { period: Period; form: LoadedForm; report: Report | null; status: ReportStatus | null }

async function described(ctx: Ctx, row: Row, { period, form, report, status }: Month): Promise<LateOutput> {
  const { path, askedBy, passedBy, standing, status: teamStatus, askedAt, answeredAt, ...head } = row
  const waits = nextLateState(row.state, 'withdraw') !== null
  const moves = waits ? lateMoves(form, counted({ status: teamStatus, values: standing }), row.values) : []
  const filed = waits && report && takesConsent(report.status) ? report : null
  const becomes = filed && (await supplementOf(ctx, filed, period, moves))
  const figureOf = (values: ReportValues, code: string) => {
    const value = values[code]
    return typeof value === 'number' ? value : null
  }
  const ofCommune = (code: string) =>
    filed && becomes && { before: figureOf(filed.values, code), after: figureOf(becomes.values, code) }
  const follows = becomes
    ? Object.keys(becomes.values).filter(
        (code) => becomes.values[code] !== filed?.values[code] && !moves.some((move) => move.code === code),
      )
    : []
  const [keeps, answers] = [canHandOnLate(ctx.actor, { path }), canAnswerLate(ctx.actor, { path, askedBy, passedBy })]
  const may = (verb: LateVerb, allowed: boolean) => allowed && nextLateState(row.state, verb) !== null
  const editing = status === null || isEditable(status)
  return {
    ...head,
    askedAt: new Date(askedAt),
    answeredAt: answeredAt ? new Date(answeredAt) : null,
    figures: moves.map((move) => ({ ...move, commune: ofCommune(move.code) })),
    derived: follows.flatMap((code) => {
      const sums = ofCommune(code)
      return sums ? [{ code, ...sums }] : []
    }),
    below: becomes?.below ?? [],
    against: becomes?.against ?? [],
    can: {
      handOn: may('handOn', keeps && takesLate(status)),
      withdraw: may('withdraw', keeps),
      consent: may('consent', answers && filed !== null && becomes?.below.length === 0 && becomes.against.length === 0),
      refuse: may('refuse', answers),
      take: may('take', keeps && editing),
      close: may('close', keeps && editing),
    },
  }
}
