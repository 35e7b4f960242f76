import { sql } from 'drizzle-orm'
import { listCalendarDays, listPeriods } from '../../calendar/queries'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canViewMeasures } from './policy'
import { type Measure, measure, type Punctuality, punctuality } from './rules'

export type UnitMeasure = Measure & { unitId: number; unit: string }
export type MonthMeasure = Measure & { period: string }

/**
 * How punctual the units below the caller are, over the newest months: a province's communes, a commune's teams, the ministry's
 * provinces; by unit and by month, the same obligations both ways. Units under the names of today, or the last they had.
 * @throws Forbidden reports.view.
 */
export async function getMeasures(ctx: Ctx, { months }: { months: number }) {
  const { actor } = ctx
  if (!canViewMeasures(actor)) throw new Forbidden('reports.view')
  const [days, all] = [await listCalendarDays(ctx), await listPeriods(ctx)]
  const periods = all.slice(0, months)
  const ids = sql`${sql.param(periods.map(({ id }) => id))}::int[]`
  const own = sql`p.state = 'closed' as closed`
  const { rows } = await ctx.db.execute<{
    unitId: number
    unit: string
    period: string
    state: 'required' | 'exempt'
    due: string
    sent: string | null
    closed: boolean
  }>(sql`
    with owed as materialized (
      ${
        actor.unitLevel === 'commune'
          ? sql`select t.unit_id, t.period_id, t.state, t.due_at, t.first_sent_at from team_reports t where t.period_id = any (${ids})`
          : sql`
            select ${actor.unitLevel === 'nation' ? sql`o.province_id` : sql`o.unit_id`} as unit_id, o.period_id, o.state, o.due_at, r.first_sent_at
              from obligations o left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
             where o.period_id = any (${ids}) and o.moved_by is null`
      }
    ), named as materialized (
      select u.id, v.full_name, u.path from (select distinct unit_id as id from owed) x join units u using (id)
        join lateral (
          select full_name from unit_versions v where v.unit_id = u.id and v.valid_from <= ${dayInVietnam(ctx.now)}
           order by v.valid_from desc limit 1) v on true
    )
    select o.unit_id as "unitId", n.full_name as unit, p.code as period, o.state, o.due_at as due, o.first_sent_at as sent, ${own}
      from owed o join periods p on p.id = o.period_id join named n on n.id = o.unit_id order by n.path, p.code`)
  const byUnit = new Map<number, { unit: string; all: Punctuality[] }>()
  const byMonth = new Map<string, Punctuality[]>(periods.map(({ code }) => [code, []]))
  for (const row of rows) {
    const stands = punctuality(
      {
        ...{ state: row.state, closed: row.closed, dueAt: new Date(row.due) },
        firstSentAt: row.sent ? new Date(row.sent) : null,
      },
      ctx.now,
      days,
    )
    const unit = byUnit.get(row.unitId) ?? { unit: row.unit, all: [] }
    unit.all.push(stands)
    byUnit.set(row.unitId, unit)
    byMonth.get(row.period)?.push(stands)
  }
  const units = [...byUnit].map(([unitId, { unit, all }]): UnitMeasure => ({ unitId, unit, ...measure(all) }))
  return {
    below:
      actor.unitLevel === 'commune'
        ? ('team' as const)
        : actor.unitLevel === 'nation'
          ? ('province' as const)
          : ('commune' as const),
    periods,
    units,
    months: periods.map((period) => ({ ...period, measure: measure(byMonth.get(period.code) ?? []) })),
    total: measure([...byUnit.values()].flatMap(({ all }) => all)),
  }
}
