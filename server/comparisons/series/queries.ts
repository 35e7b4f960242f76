import { sql } from 'drizzle-orm'
import { listPeriods } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { loadForm } from '../../forms/queries'
import type { FormRow } from '../../forms/rules'
import { canCompare } from '../policy'
import type { Amount } from '../rules'
import type { SeriesInput } from '../schema'

export type Series = {
  row: FormRow
  /** Codes of the months, oldest first; a month without a figure is a gap, never 0. */
  periods: string[]
  lines: { unitId: number | null; name: string; points: (Amount | null)[] }[]
}

/** One indicator over months: the caller's whole range as one line (unitId null), and up to ten units beside it. */
export async function getSeries(ctx: Ctx, input: SeriesInput): Promise<Series> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const opened = (await listPeriods(ctx.db)).filter((period) => period.code <= input.to).slice(0, input.months)
  const last = opened[0]
  if (!last) throw new Invalid('comparisons.range', { max: input.months })
  const form = await loadForm(ctx.db, last.formVersionId, last.endsOn)
  const row = form.rows.find((each) => each.code === input.code)
  const id = form.indicatorIds[input.code]
  if (!row || !id) throw new Invalid('comparisons.noIndicator', { code: input.code })
  const periods = [...opened].reverse()
  const ids = sql.param(periods.map((period) => period.id))
  const [n, num, den] =
    input.basis === 'accepted'
      ? [sql`accepted_n`, sql`accepted_num`, sql`accepted_den`]
      : [sql`submitted_n`, sql`submitted_num`, sql`submitted_den`]
  // Provinces come from the totals, communes from their reports; the successor carries its predecessors' totals.
  const { rows } = await ctx.db.execute<{
    unitId: number | null
    periodId: number
    n: number
    num: string
    den: string
  }>(sql`
    with placed as (
      select coalesce((select s.successor_id from unit_successions s where s.predecessor_id = t.province_id and s.share = 1 and s.confirmed), t.province_id) as home,
             t.period_id, ${n} as n, ${num} as num, ${den} as den
        from totals t where t.indicator_id = ${id} and t.period_id = any (${ids}::int[]) and ${n} > 0
    )
    select null::int as "unitId", period_id as "periodId", sum(n)::int as n, sum(num)::text as num, sum(den)::text as den from placed group by 2
    union all
    select home, period_id, sum(n)::int, sum(num)::text, sum(den)::text from placed where home = any (${sql.param(input.unitIds)}::int[]) group by 1, 2
    union all
    select r.unit_id, r.period_id, 1, case when ${row.valueType} = 'percent'
             then coalesce((r.details -> ${row.code} ->> 'numerator')::numeric, (r.values ->> ${row.code})::numeric * (r.denominators ->> 'adults')::numeric / 100)
             else (r.values ->> ${row.code})::numeric end::text,
           case when ${row.valueType} = 'percent' then r.denominators ->> 'adults' else '0' end
      from reports r
     where r.unit_id = any (${sql.param([...input.unitIds, ctx.actor.unitId])}::int[]) and r.period_id = any (${ids}::int[])
       and r.status in ('submitted', 'accepted', 'locked') and jsonb_typeof(r.values -> ${row.code}) = 'number' and r.unit_id <> r.province_id
    union all
    select null, o.period_id, o.n, o.num::text, o.den::text from own_province_totals(${ids}::int[]) o
     where o.indicator_id = ${id} and ${ctx.actor.unitLevel} = 'commune'`)
  const { rows: names } = await ctx.db.execute<{ unitId: number; name: string }>(sql`
    select unit_id as "unitId", full_name as name from unit_versions
     where unit_id = any (${sql.param([...new Set(rows.flatMap((each) => each.unitId ?? []))])}::int[]) and valid_from <= ${last.endsOn} and (valid_to is null or valid_to > ${last.endsOn})`)
  const pointsOf = (unitId: number | null) =>
    periods.map((period) => {
      const point = rows.find((each) => each.unitId === unitId && each.periodId === period.id)
      return point ? { n: point.n, num: Number(point.num), den: Number(point.den ?? 0) } : null
    })
  const units = [...new Set(rows.flatMap((each) => each.unitId ?? []))]
  return {
    row,
    periods: periods.map((period) => period.code),
    lines: [
      { unitId: null, name: '', points: pointsOf(null) },
      ...units.map((unitId) => ({
        unitId,
        name: names.find((each) => each.unitId === unitId)?.name ?? '',
        points: pointsOf(unitId),
      })),
    ],
  }
}
