import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { type Day, type MonthPeriod, parsePeriod } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import { within } from '../../units/policy'
import { findUnit } from '../../units/queries'
import { canViewActivities } from '../policy'
import { type ActivityFigures, activityIndicators, addFigures, noFigures } from '../rules'
import type { CommuneFiguresInput, TeamFiguresInput } from '../schema'

type Days = Pick<MonthPeriod, 'startsOn' | 'endsOn'>

/** SQL: figures of activities `a` by the codes of the form: sessions, households, attendances by task. */
const sums: SQL = sql`
  count(*)::int as "C01", sum(a.households)::int as "C02", sum(a.guided_1)::int as "T1_01", sum(a.guided_2)::int as "T2_01",
  sum(a.guided_3)::int as "T3_01", sum(a.guided_4)::int as "T4_01", sum(a.guided_5)::int as "T5_01"`

/** SQL: what counts in a month, both ends inclusive: recorded, neither rejected nor withdrawn (22.4). */
const counted = ({ startsOn, endsOn }: Days): SQL =>
  sql`a.state = 'recorded' and a.on_day between ${startsOn} and ${endsOn}`

/**
 * What a team's log gives to its report of a month, by indicator code: C01 sessions, C02 households, T1_01 to T5_01 attendances.
 * Of joint sessions the owner alone has the figures (22.5). All blank when nothing was logged, never a false 0 (22.14).
 */
export async function activityFigures(db: Tx, teamId: number, period: Days): Promise<ActivityFigures> {
  const { rows } = await db.execute<ActivityFigures>(
    sql`select ${sums} from activities a where a.unit_id = ${teamId} and ${counted(period)}`,
  )
  const figures = rows[0]
  return figures?.C01 ? figures : noFigures
}

export type TeamActivity = { teamId: number; fullName: string; figures: ActivityFigures; lastOn: Day | null }

/** Figures of the log of every team that a commune had at the end of a month, and the last day each was active until then. */
export async function communeActivityFigures(db: Tx, communeId: number, period: Days): Promise<TeamActivity[]> {
  const { rows } = await db.execute<ActivityFigures & { teamId: number; fullName: string }>(sql`
    select v.unit_id as "teamId", v.full_name as "fullName", ${sums}
      from unit_versions v left join activities a on a.unit_id = v.unit_id and ${counted(period)}
     where v.parent_id = ${communeId} and v.level = 'team' and v.valid_from <= ${period.endsOn} and (v.valid_to is null or v.valid_to > ${period.endsOn})
     group by v.unit_id, v.full_name, v.name, a.unit_id order by length(v.name), v.name collate "vi-x-icu", v.unit_id`)
  const last = await lastActivityOf(
    db,
    rows.map(({ teamId }) => teamId),
    period.endsOn,
  )
  return rows.map(({ teamId, fullName, ...figures }) => {
    const lastOn = last.get(teamId) ?? null
    // Without a row the count is of the empty side of the join.
    const active = lastOn !== null && lastOn >= period.startsOn
    const own = Object.fromEntries(activityIndicators.map((code) => [code, figures[code]])) as ActivityFigures
    return { teamId, fullName, figures: active ? own : noFigures, lastOn }
  })
}

/**
 * The last day until `until` on which each team was active by its log; without a row: "Chưa ghi nhận hoạt động" (22.4), unless an
 * accepted report says otherwise.
 */
export async function lastActivityOf(db: Tx, teamIds: readonly number[], until: Day): Promise<Map<number, Day>> {
  if (teamIds.length === 0) return new Map()
  const { rows } = await db.execute<{ unitId: number; lastOn: Day }>(sql`
    select a.unit_id as "unitId", max(a.on_day)::text as "lastOn" from activities a
     where a.unit_id in ${[...teamIds]} and a.state = 'recorded' and a.on_day <= ${until} group by 1`)
  return new Map(rows.map(({ unitId, lastOn }) => [unitId, lastOn]))
}

const monthOf = (code: string): MonthPeriod => {
  const period = parsePeriod(code)
  if (!period) throw new NotFound('calendar.noPeriod')
  return period
}

/** The figures of one team and month. Throws NotFound, Forbidden. */
export async function getTeamFigures(ctx: Ctx, input: TeamFiguresInput): Promise<ActivityFigures> {
  await visible(ctx, input.teamId, 'team')
  return activityFigures(ctx.db, input.teamId, monthOf(input.period))
}

/** The figures of every team of a commune and their sums; how many of the teams were active. Throws NotFound, Forbidden. */
export async function getCommuneFigures(ctx: Ctx, input: CommuneFiguresInput) {
  await visible(ctx, input.communeId, 'commune')
  const teams = await communeActivityFigures(ctx.db, input.communeId, monthOf(input.period))
  return {
    teams,
    total: addFigures(teams.map(({ figures }) => figures)),
    active: teams.filter(({ figures }) => figures.C01 !== null).length,
  }
}

async function visible(ctx: Ctx, id: number, level: string): Promise<void> {
  if (!canViewActivities(ctx.actor)) throw new Forbidden('activities.view')
  const unit = await findUnit(ctx.db, id)
  if (unit?.level !== level || !within(ctx.actor, unit)) throw new NotFound('units.none')
}
