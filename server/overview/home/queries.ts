import { desc, eq, sql } from 'drizzle-orm'
import { unitDenominators } from '@/db/schema'
import { agenciesOn } from '../../agencies/queries'
import { type AgencyName, agencyNameOf } from '../../agencies/rules'
import { latestPeriod, listPeriods, type Period, periodAmong } from '../../calendar/queries'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { canExtendReport } from '../../reports/policy'
import { listQueue, receivedBy } from '../../reports/queue/queries'
import { selectQueue } from '../../reports/queue/rules'
import { findTeamReport, type OwnTeamReport } from '../../reports/teams/queries'
import { findTeam, type TeamDetail } from '../../teams/queries'
import { unitLabels } from '../../units/queries'
import { listOwnReports, type OwnReport } from '../own/queries'
import { canConfirmDenominators, homeLevel, waitingFor } from '../policy'
import type { GetHomeInput } from '../schema'

/** How many of the units that owe a month stand where; counted over obligations, units without a report included. */
export type Counts = {
  /** y of x/y: must report, or has sent although exempt. */
  required: number
  /** x of x/y: sent and not returned. */
  received: number
  accepted: number
  awaiting: number
  /** Returned and not sent again. */
  returned: number
  /** Not sent, past the due time. */
  overdue: number
  sentLate: number
  onTime: number
  exempt: number
  /** Something typed, not sent. */
  begun: number
}

export type PeriodHead = Pick<Period, 'code' | 'year' | 'month' | 'startsOn' | 'endsOn' | 'state' | 'communeDueAt'>
export type LateUnit = {
  unitId: number
  unitName: string
  lateDays: number
  contact: { name: string; phone: string | null } | null
}
export type ProvinceRow = Counts & { unitId: number; unitName: string; code: string | null; summary: boolean }

export type CommuneHome = {
  level: 'commune'
  unit: { id: number; fullName: string }
  /** The province, with the department that receives, by the name of today. */
  above: { id: number; fullName: string; department: AgencyName }
  reports: OwnReport[]
  /** The five figures that rates are measured against, or null when none was ever confirmed. */
  denominators: { asOf: string; thisYear: boolean } | null
  can: { enter: boolean; approve: boolean; confirmDenominators: boolean }
}
export type ProvinceHome = {
  level: 'province'
  unit: { id: number; fullName: string }
  periods: { code: string; year: number; month: number }[]
  period: PeriodHead
  counts: Counts
  /** The month before, for the share on time. */
  previous: { period: PeriodHead; counts: Counts } | null
  /** The month that is being entered, when it is another one. */
  running: { period: PeriodHead; counts: Counts } | null
  /** The longest overdue, at most ten of `counts.overdue`. */
  late: LateUnit[]
  unusual: number
  mine: number
  /** What the province owes itself (domain.md 22.17); empty where it has joined. */
  own: OwnReport[]
  can: { accept: boolean; extend: boolean }
}
export type NationHome = {
  level: 'nation'
  unit: { id: number; fullName: string }
  tree: GetHomeInput['tree']
  periods: { code: string; year: number; month: number }[]
  period: PeriodHead
  counts: Counts
  rows: ProvinceRow[]
  /** Of the counts what is owed by units of which nobody knows in which of these provinces they lie; null: all are in the rows. */
  unplaced: Counts | null
  /** The newest closed month: its figures are official. */
  published: { period: PeriodHead; counts: Counts } | null
}
export type TeamHome = {
  level: 'team'
  team: TeamDetail
  /** The month that it owes now; null while none has been opened for it. */
  report: OwnTeamReport | null
}
export type Home = TeamHome | CommuneHome | ProvinceHome | NationHome | { level: 'none' }

const headOf = ({ code, year, month, startsOn, endsOn, state, communeDueAt }: Period): PeriodHead => ({
  code,
  year,
  month,
  startsOn,
  endsOn,
  state,
  communeDueAt,
})

const counted = [
  'required',
  'received',
  'accepted',
  'awaiting',
  'returned',
  'overdue',
  'sentLate',
  'onTime',
  'exempt',
  'begun',
] as const satisfies (keyof Counts)[]

const none: Counts = Object.fromEntries(counted.map((name) => [name, 0])) as Counts
const countsOf = (row: Counts | undefined): Counts =>
  row ? (Object.fromEntries(counted.map((name) => [name, row[name]])) as Counts) : none
const sumOf = (rows: readonly Counts[]): Counts =>
  Object.fromEntries(counted.map((name) => [name, rows.reduce((total, row) => total + row[name], 0)])) as Counts

/** The same words as the queue's rules (server/reports/queue/rules.ts), counted where the rows lie. */
const countColumns = (now: string) => sql`
  count(*) filter (where o.state = 'required' or r.first_sent_at is not null)::int as required,
  count(*) filter (where r.status in ('submitted', 'accepted', 'locked'))::int as received,
  count(*) filter (where r.status in ('accepted', 'locked'))::int as accepted,
  count(*) filter (where r.status = 'submitted')::int as awaiting,
  count(*) filter (where r.returned_at is not null and r.status in ('draft', 'awaiting_leader', 'returned'))::int as returned,
  count(*) filter (where o.state = 'required' and r.first_sent_at is null and o.due_at < ${now})::int as overdue,
  count(*) filter (where r.first_sent_at > o.due_at)::int as "sentLate",
  count(*) filter (where r.first_sent_at <= o.due_at)::int as "onTime",
  count(*) filter (where o.state = 'exempt' and r.first_sent_at is null)::int as exempt,
  count(*) filter (where r.first_sent_at is null and r.id is not null)::int as begun`

/** Counts of the units of one province for some months, in one statement. */
async function provinceCounts(ctx: Ctx, periodIds: number[]): Promise<Map<number, Counts>> {
  const { rows } = await ctx.db.execute<Counts & { periodId: number }>(sql`
    select o.period_id as "periodId", ${countColumns(ctx.now.toISOString())}
      from obligations o
      left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
     where o.period_id = any (${sql.param(periodIds)}::int[])
       and ${receivedBy(ctx.actor)}
     group by o.period_id`)
  return new Map(rows.map((row) => [row.periodId, row]))
}

type NationCounts = Pick<NationHome, 'counts' | 'rows' | 'unplaced'>

/**
 * Counts per province that stood on a month's last day; by the tree of now per province of today, each report once, where comparisons
 * place the unit that owed it (unit_homes). In one statement; a province that owes nothing has zeros.
 */
async function nationCounts(ctx: Ctx, period: Period, tree: GetHomeInput['tree']): Promise<NationCounts> {
  const today = tree === 'now'
  const day = today ? dayInVietnam(ctx.now) : period.endsOn
  const home = today ? sql`case when s.unit_id is null then h.id else s.province_id end` : sql`o.province_id`
  const seats = sql`left join stray_seats(array[${period.id}::int]) s on s.unit_id = o.unit_id and s.then_id = o.province_id
        left join units h on h.path = left(o.path, 8) and h.level = 'province'`
  const { rows } = await ctx.db.execute<Omit<ProvinceRow, 'unitId'> & { unitId: number | null }>(sql`
    with counted as (
      select ${home} as province_id, bool_and(o.unit_id = o.province_id) as summary, ${countColumns(ctx.now.toISOString())}
        from obligations o
        left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
        ${today ? seats : sql``}
       where o.period_id = ${period.id}
       group by 1
    ), standing as (
      select unit_id, full_name, code from unit_versions
       where level = 'province' and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
    )
    select v.unit_id as "unitId", v.full_name as "unitName", v.code, coalesce(c.summary, false) as summary,
           ${sql.join(
             counted.map((name) => sql`coalesce(c.${sql.identifier(name)}, 0) as ${sql.identifier(name)}`),
             sql`, `,
           )}
      from standing v full join counted c on c.province_id = v.unit_id
     order by v.code`)
  const placed = rows.flatMap(({ unitId, ...row }) => (unitId === null ? [] : [{ unitId, ...row }]))
  const others = rows.filter((row) => row.unitId === null)
  return { counts: sumOf(rows), rows: placed, unplaced: others.length > 0 ? sumOf(others) : null }
}

/** The month to look at: the one asked for, else the newest whose last day has passed, else the newest. */
function choosePeriod(ctx: Ctx, opened: Period[], code: string | undefined): Period {
  return code ? periodAmong(opened, code) : latestPeriod(opened, dayInVietnam(ctx.now))
}

async function communeHome(ctx: Ctx): Promise<CommuneHome> {
  const { actor } = ctx
  const reports = await listOwnReports(ctx, { dueOnly: true })
  const [denominators] = await ctx.db
    .select({ asOf: unitDenominators.asOf })
    .from(unitDenominators)
    .where(eq(unitDenominators.unitId, actor.unitId))
    .orderBy(desc(unitDenominators.asOf))
    .limit(1)
  const own = (await unitLabels(ctx.db, [actor.unitId], ctx.now)).get(actor.unitId)
  const today = dayInVietnam(ctx.now)
  const above = own?.parentId ? (await agenciesOn(ctx.db, today, [own.parentId])).get(own.parentId) : undefined
  const asks = waitingFor(actor)
  return {
    level: 'commune',
    unit: { id: actor.unitId, fullName: own?.fullName ?? '' },
    above: {
      id: above?.id ?? 0,
      fullName: above?.fullName ?? '',
      department: above?.agencies.find(({ kind }) => kind === 'department') ?? agencyNameOf('department', today),
    },
    reports: reports.reverse(),
    denominators: denominators
      ? { asOf: denominators.asOf, thisYear: denominators.asOf.slice(0, 4) === today.slice(0, 4) }
      : null,
    can: { enter: asks.entry, approve: asks.approval, confirmDenominators: canConfirmDenominators(actor) },
  }
}

async function provinceHome(ctx: Ctx, code: string | undefined): Promise<ProvinceHome> {
  const { actor } = ctx
  const opened = await listPeriods(ctx)
  const period = choosePeriod(ctx, opened, code)
  const before = opened[opened.findIndex((each) => each.id === period.id) + 1] ?? null
  const newest = opened[0]
  const running = newest && newest.id !== period.id && newest.endsOn >= dayInVietnam(ctx.now) ? newest : null
  const counts = await provinceCounts(
    ctx,
    [period, before, running].flatMap((each) => (each ? [each.id] : [])),
  )
  const queue = await listQueue(ctx, { period: period.code })
  const own = await listOwnReports(ctx, { dueOnly: true })
  return {
    level: 'province',
    unit: queue.province,
    periods: queue.periods,
    period: headOf(period),
    counts: countsOf(counts.get(period.id)),
    previous: before && { period: headOf(before), counts: countsOf(counts.get(before.id)) },
    running: running && { period: headOf(running), counts: countsOf(counts.get(running.id)) },
    late: selectQueue(queue.rows, { state: 'overdue' })
      .slice(0, 10)
      .map(({ unitId, unitName, lateDays, contact }) => ({ unitId, unitName, lateDays, contact })),
    unusual: selectQueue(queue.rows, { state: 'unusual' }).length,
    mine: queue.rows.filter((row) => row.mine).length,
    own: own.reverse(),
    can: { accept: waitingFor(actor).acceptance, extend: canExtendReport(actor) },
  }
}

async function nationHome(ctx: Ctx, code: string | undefined, tree: GetHomeInput['tree']): Promise<NationHome> {
  const opened = await listPeriods(ctx)
  const period = choosePeriod(ctx, opened, code)
  const stand = await nationCounts(ctx, period, tree)
  const closed = opened.find((each) => each.state === 'closed')
  const published = closed && (closed.id === period.id ? stand : await nationCounts(ctx, closed, tree))
  const label = (await unitLabels(ctx.db, [ctx.actor.unitId], ctx.now)).get(ctx.actor.unitId)
  return {
    level: 'nation',
    unit: { id: ctx.actor.unitId, fullName: label?.fullName ?? '' },
    tree,
    periods: opened.map(({ code, year, month }) => ({ code, year, month })),
    period: headOf(period),
    ...stand,
    published: closed && published ? { period: headOf(closed), counts: published.counts } : null,
  }
}

/** What a team owes its commune now, and what is recorded of it. */
async function teamHome(ctx: Ctx): Promise<Home> {
  const team = await findTeam(ctx, { id: ctx.actor.unitId, level: 'team', path: ctx.actor.path })
  return team ? { level: 'team', team, report: await findTeamReport(ctx, {}) } : { level: 'none' }
}

/**
 * The first page of a post: what its unit owes and by when (commune), what has come in and who is late (province), how
 * the provinces stand (nation), what is recorded of it (team). A few statements each, whatever the number of units. `none` for
 * posts without reports.
 */
export async function getHome(ctx: Ctx, input: GetHomeInput): Promise<Home> {
  switch (homeLevel(ctx.actor)) {
    case 'commune':
      return communeHome(ctx)
    case 'province':
      return provinceHome(ctx, input.period)
    case 'nation':
      return nationHome(ctx, input.period, input.tree)
    case 'team':
      return teamHome(ctx)
    case 'none':
      return { level: 'none' }
  }
}
