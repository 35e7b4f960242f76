import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ReportStatus } from '@/db/enums'
import { teamReportEvents, teamReports, teamReportVersions } from '@/db/schema'
import type { TeamStanding } from '@/db/schema/reports'
import type { Tx } from '@/db/session'
import type { TeamReportSource, TeamReportStatus } from '@/db/team-enums'
import { activityFigures, communeActivityFigures } from '../../activities/figures/queries'
import type { ActivityFigures } from '../../activities/rules'
import { latestPeriod, listCalendarDays, listPeriods, type Period, periodAmong } from '../../calendar/queries'
import { dayInVietnam, lateness, remaining } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import { type LoadedForm, loadForm } from '../../forms/queries'
import { findUnit, unitLabels } from '../../units/queries'
import { sendingTime } from '../queries'
import { registersOf } from '../registers/queries'
import { isEditable, type ReportValues } from '../rules'
import { type SourcePhoto, sourcePhotosOf } from './photos/queries'
import { canEnterTeamReports, canSeeWhoTold, canSendTeamReport, canViewTeamReports } from './policy'
import { canStepTeamReport, sumsOf, type TeamSums, teamForm } from './rules'
import type { GetTeamGridInput, GetTeamReportInput, TeamReportHistoryInput } from './schema'
import { teamStanding } from './sums/queries'

export type TeamReport = typeof teamReports.$inferSelect

/** The month that is asked for, else the newest that has ended. Throws NotFound. */
export async function periodOfTeams(ctx: Ctx, code: string | undefined): Promise<Period> {
  const opened = await listPeriods(ctx)
  return code === undefined ? latestPeriod(opened, dayInVietnam(ctx.now)) : periodAmong(opened, code)
}

/** Until the commune has proposed or sent its own report, and while it may send it, its teams report. */
export type Taking = 'early' | 'open' | 'closed' | 'sent'

/** Whether a commune's month still takes figures of its teams; a team asks that of its own commune. Throws NotFound. */
export async function takingOf(ctx: Ctx, communeId: number, period: Period): Promise<Taking> {
  const { rows } = await ctx.db.execute<{ status: ReportStatus | null; due: string | null; resend: string | null }>(
    sql`select status, due_at as due, resend_due_at as resend from commune_month(${communeId}, ${period.id})`,
  )
  const [found] = rows
  if (!found) throw new NotFound('teamReports.none')
  const { status, due, resend } = found
  if (status && !isEditable(status)) return 'sent'
  const at = (instant: string | null) => (instant ? new Date(instant) : null)
  const dueAt = at(due)
  return sendingTime(period, dueAt && { dueAt }, status && { status, resendDueAt: at(resend) }, ctx.now)
}

/** The commune that a team was in when the month ended. Throws NotFound. */
export async function communeOfTeam(db: Tx, teamId: number, period: Pick<Period, 'endsOn'>): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`
    select parent_id as id from unit_versions where unit_id = ${teamId} and level = 'team' and valid_from <= ${period.endsOn}
     order by valid_from desc limit 1`)
  if (!rows[0]) throw new NotFound('teamReports.none')
  return rows[0].id
}

/** Filed figures of a unit's team in the three months before, newest first; null: nothing was sent. */
async function previousOf(db: Tx, teamId: number, period: Period): Promise<(ReportValues | null)[]> {
  const { rows } = await db.execute<{ values: ReportValues | null }>(sql`
    select r.values from (select id, starts_on from periods where starts_on < ${period.startsOn} order by starts_on desc limit 3) p
      left join team_reports r on r.period_id = p.id and r.unit_id = ${teamId} and r.status <> 'none'
     order by p.starts_on desc`)
  return rows.map(({ values }) => values)
}

export type PeriodChoice = Pick<Period, 'code' | 'year' | 'month' | 'startsOn' | 'endsOn'>
const choiceOf = ({ code, year, month, startsOn, endsOn }: Period): PeriodChoice => ({
  code,
  year,
  month,
  startsOn,
  endsOn,
})

/** The months in which some of these teams owed a report, newest first. */
async function monthsOf(ctx: Ctx, teams: SQL): Promise<PeriodChoice[]> {
  const { rows } = await ctx.db.execute<{ id: number }>(
    sql`select distinct period_id as id from team_reports where unit_id in (${teams})`,
  )
  const ids = new Set(rows.map(({ id }) => id))
  return (await listPeriods(ctx)).filter(({ id }) => ids.has(id)).map(choiceOf)
}

export type OwnTeamReport = {
  team: { id: number; fullName: string }
  commune: { id: number; fullName: string }
  period: Period
  /** The months in which the team owed something, newest first. */
  periods: PeriodChoice[]
  form: LoadedForm
  status: TeamReportStatus
  state: TeamReport['state']
  exemptReason: TeamReport['exemptReason']
  version: number
  nil: boolean
  values: ReportValues
  source: TeamReportSource | null
  sentAt: Date | null
  returned: { reason: string; cells: Record<string, string> } | null
  previous: (ReportValues | null)[]
  /** What the team's log gives, for who has kept one; blank, never a false 0, where nothing was logged. */
  log: ActivityFigures
  due: { at: Date; remaining: number; late: boolean; workingDays: number }
  taking: Taking
  can: { send: boolean; enter: boolean }
}

/** The same, or null when nothing is owed. Throws NotFound for what is no team, Forbidden. */
export async function findTeamReport(ctx: Ctx, input: GetTeamReportInput): Promise<OwnTeamReport | null> {
  const { actor, db, now } = ctx
  const teamId = input.teamId ?? actor.unitId
  const unit = await findUnit(db, teamId)
  if (unit?.level !== 'team') throw new NotFound('teamReports.none')
  if (!canViewTeamReports(actor, unit)) throw new Forbidden('teamReports.view')
  const period = await periodOfTeams(ctx, input.period)
  const [report] = await db
    .select()
    .from(teamReports)
    .where(and(eq(teamReports.periodId, period.id), eq(teamReports.unitId, teamId)))
  if (!report) return null
  const communeId = await communeOfTeam(db, teamId, period)
  const taking = await takingOf(ctx, communeId, period)
  const labels = await unitLabels(db, [teamId, communeId], now)
  const days = await listCalendarDays(ctx)
  const named = (id: number) => ({ id, fullName: labels.get(id)?.fullName ?? '' })
  const due = report.status === 'returned' ? (report.resendDueAt ?? report.dueAt) : report.dueAt
  return {
    team: named(teamId),
    commune: named(communeId),
    period,
    periods: await monthsOf(ctx, sql`${teamId}`),
    form: teamForm(await loadForm(ctx, period.formVersionId, period.endsOn)),
    ...headOf(report),
    returned: report.returnReason ? { reason: report.returnReason, cells: report.returnCells ?? {} } : null,
    previous: await previousOf(db, teamId, period),
    log: await activityFigures(db, teamId, period),
    due: { at: due, remaining: remaining(due, now, days), ...lateness(due, report.firstSentAt ?? now, days) },
    taking,
    can: {
      send: canSendTeamReport(actor, unit) && taking === 'open' && canStepTeamReport('send', report.status),
      enter: canEnterTeamReports(actor, unit) && taking === 'open',
    },
  }
}

/** What a team owes and has sent of a month, with what stands beside it. Throws NotFound, Forbidden. */
export async function getTeamReport(ctx: Ctx, input: GetTeamReportInput): Promise<OwnTeamReport> {
  const report = await findTeamReport(ctx, input)
  if (!report) throw new NotFound('teamReports.none')
  return report
}

const headOf = ({ status, state, exemptReason, version, nil, values, source, sentAt }: TeamReport) => ({
  ...{ status, state, exemptReason, version, nil, values, source, sentAt },
})

export type GridRow = ReturnType<typeof headOf> & {
  teamId: number
  fullName: string
  name: string
  level: 'commune' | 'village'
  /** Names of the villages that the team covers in the month. */
  villages: string[]
  leader: string | null
  firstSentAt: Date | null
  returnReason: string | null
  returnCells: Record<string, string>
  previous: ReportValues | null
  log: ActivityFigures | null
  /** Of what it was typed from; none for whoever may not see them. */
  photos: SourcePhoto[]
  late: boolean
  workingDays: number
}
export type TeamGrid = {
  commune: { id: number; fullName: string }
  period: Period
  periods: PeriodChoice[]
  form: LoadedForm
  rows: GridRow[]
  sums: TeamSums
  standing: TeamStanding | null
  /** Since which month the commune's report takes these sums; null while it is typed. */
  fillsSince: string | null
  taking: Taking
  dueAt: Date
  can: { enter: boolean; return: boolean; addPhoto: boolean }
}

/** The teams of a commune in a month, each with what it has reported ("Nhập hộ các Tổ", domain.md 22.1). Throws NotFound, Forbidden. */
export async function getTeamGrid(ctx: Ctx, input: GetTeamGridInput): Promise<TeamGrid> {
  const { actor, db, now } = ctx
  const communeId = input.communeId ?? actor.unitId
  const unit = await findUnit(db, communeId)
  if (unit?.level !== 'commune') throw new NotFound('units.none')
  if (!canViewTeamReports(actor, unit)) throw new Forbidden('teamReports.view')
  const period = await periodOfTeams(ctx, input.period)
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const rows = await gridRows(ctx, communeId, period)
  const taking = await takingOf(ctx, communeId, period)
  const enters = canEnterTeamReports(actor, unit) && taking === 'open'
  const labels = await unitLabels(db, [communeId], now)
  return {
    commune: { id: communeId, fullName: labels.get(communeId)?.fullName ?? '' },
    period,
    periods: await monthsOf(
      ctx,
      sql`select unit_id from unit_versions where parent_id = ${communeId} and level = 'team'`,
    ),
    form: teamForm(form),
    rows,
    sums: sumsOf(form, rows),
    standing: await teamStanding(db, communeId, period.id),
    fillsSince: (await registersOf(db, communeId, period)).teams ?? null,
    taking,
    dueAt: period.teamDueAt,
    can: {
      ...{ enter: enters, return: enters },
      addPhoto: canEnterTeamReports(actor, unit) && (taking === 'open' || taking === 'sent'),
    },
  }
}

type Described = {
  teamId: number
  fullName: string
  name: string
  level: 'commune' | 'village'
  villages: string[]
  leader: string | null
  previous: ReportValues | null
}

/** Who the teams of a commune are in a month, in the order of their names; the commune's own team first. */
export async function describeTeams(db: Tx, communeId: number, period: Period): Promise<Described[]> {
  const inMonth = (alias: string) => {
    const at = sql.raw(alias)
    return sql`${at}.valid_from <= ${period.endsOn} and (${at}.valid_to is null or ${at}.valid_to > ${period.startsOn})`
  }
  const { rows } = await db.execute<Described>(sql`
    select t.unit_id as "teamId", v.full_name as "fullName", v.name, t.level,
           array(select w.full_name from team_coverages c
                   join lateral (select n.full_name, n.name from unit_versions n
                                  where n.unit_id = c.village_id and n.valid_from <= ${period.endsOn} order by n.valid_from desc limit 1) w on true
                  where c.team_id = t.unit_id and ${inMonth('c')} order by length(w.name), w.name collate "vi-x-icu") as villages,
           (select m.full_name from memberships s join members m on m.id = s.member_id
             where s.unit_id = t.unit_id and s.role = 'leader' and ${inMonth('s')} order by s.valid_from desc limit 1) as leader,
           (select b.values from team_reports b join periods q on q.id = b.period_id
             where b.unit_id = t.unit_id and q.starts_on < ${period.startsOn} and b.status <> 'none'
             order by q.starts_on desc limit 1) as previous
      from teams_of_period(${communeId}, ${period.id}) x(id) join teams t on t.unit_id = x.id
      join lateral (select n.full_name, n.name from unit_versions n
                     where n.unit_id = t.unit_id and n.valid_from <= ${period.endsOn} order by n.valid_from desc limit 1) v on true
     order by t.level, length(v.name), v.name collate "vi-x-icu", t.unit_id`)
  return rows
}

async function gridRows(ctx: Ctx, communeId: number, period: Period): Promise<GridRow[]> {
  const teams = await describeTeams(ctx.db, communeId, period)
  if (teams.length === 0) return []
  const reports = await ctx.db
    .select()
    .from(teamReports)
    .where(
      and(
        eq(teamReports.periodId, period.id),
        inArray(
          teamReports.unitId,
          teams.map(({ teamId }) => teamId),
        ),
      ),
    )
  const byTeam = new Map(reports.map((report) => [report.unitId, report]))
  const logs = new Map(
    (await communeActivityFigures(ctx.db, communeId, period)).map(({ teamId, figures }) => [teamId, figures]),
  )
  const photos = await sourcePhotosOf(ctx, period.id, [...byTeam.keys()])
  const days = await listCalendarDays(ctx)
  return teams.flatMap((team) => {
    const report = byTeam.get(team.teamId)
    if (!report) return []
    return {
      ...team,
      ...headOf(report),
      firstSentAt: report.firstSentAt,
      returnReason: report.returnReason,
      returnCells: report.returnCells ?? {},
      log: logs.get(team.teamId) ?? null,
      photos: photos.get(team.teamId) ?? [],
      ...lateness(report.dueAt, report.firstSentAt ?? ctx.now, days),
    }
  })
}

/** Every version of a team's month, newest first, and what was done with it; who told it and typed it inside the commune alone. */
export async function getTeamReportHistory(ctx: Ctx, input: TeamReportHistoryInput) {
  const unit = await findUnit(ctx.db, input.teamId)
  if (unit?.level !== 'team') throw new NotFound('teamReports.none')
  if (!canViewTeamReports(ctx.actor, unit)) throw new Forbidden('teamReports.view')
  const period = await periodOfTeams(ctx, input.period)
  const versions = await ctx.db
    .select()
    .from(teamReportVersions)
    .where(and(eq(teamReportVersions.periodId, period.id), eq(teamReportVersions.unitId, input.teamId)))
    .orderBy(desc(teamReportVersions.submissionNo))
  const events = canSeeWhoTold(ctx.actor)
    ? await ctx.db
        .select()
        .from(teamReportEvents)
        .where(and(eq(teamReportEvents.periodId, period.id), eq(teamReportEvents.unitId, input.teamId)))
        .orderBy(desc(teamReportEvents.id))
    : []
  return {
    photos: (await sourcePhotosOf(ctx, period.id, [input.teamId])).get(input.teamId) ?? [],
    versions: versions.map(({ submissionNo, nil, values, source, at }) => ({ submissionNo, nil, values, source, at })),
    events: events.map(({ verb, submissionNo, reason, cells, toldBy, toldOn, personName, at }) => ({
      ...{ verb, submissionNo, reason, cells, toldBy, toldOn, by: personName, at },
    })),
  }
}
