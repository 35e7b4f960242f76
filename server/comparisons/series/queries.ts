import { sql } from 'drizzle-orm'
import { listPeriods } from '../../calendar/queries'
import { addMonths, dayInVietnam, parsePeriod } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { loadForm } from '../../forms/queries'
import type { FormRow } from '../../forms/rules'
import { canCompare } from '../policy'
import type { Amount } from '../rules'
import type { SeriesInput } from '../schema'
import { countedStatuses, hasFigure, numeratorOf, weightOf } from '../sums/queries'

export type Series = {
  row: FormRow
  /** Codes of the months, oldest first; a month without a figure is a gap, never 0. */
  periods: string[]
  /**
   * `all`: the caller's whole range as one line; for a commune its province, whose average is num / n. `published`: of that
   * unit the caller sees closed months alone, accepted figures.
   */
  lines: { unitId: number | null; name: string; published: boolean; points: (Amount | null)[] }[]
}

type Found = { unitId: number; periodId: number; code: string; n: number; num: string; den: string; published: boolean }

/**
 * One indicator over months by the units of today: the caller's whole range as one line (unitId null), and up to ten units
 * beside it. Months before the wording in use are gaps (domain.md 22.18).
 * @throws Invalid comparisons.noIndicator for a row that has no figures.
 */
export async function getSeries(ctx: Ctx, input: SeriesInput): Promise<Series> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const { actor } = ctx
  const end = parsePeriod(input.to)
  const months = end
    ? Array.from({ length: input.months }, (_, i) => addMonths(end, i + 1 - input.months).code)
    : [input.to]
  const opened = (await listPeriods(ctx)).filter((period) => months.includes(period.code))
  const last = opened[0]
  if (!last) throw new Invalid('comparisons.range', { max: input.months })
  const form = await loadForm(ctx, last.formVersionId, last.endsOn)
  const row = form.rows.find((each) => each.code === input.code)
  if (!row || row.valueType === 'text' || row.source === 'none')
    throw new Invalid('comparisons.noIndicator', { code: input.code })
  const codes = row.code === 'A05' ? ['A04', 'A01'] : [row.code]
  const since = form.since[codes[0] ?? '']
  const within = opened.filter((period) => !since || period.endsOn >= since)
  const periodIds = sql`${sql.param(within.map((period) => period.id))}::int[]`
  const picks = sql`jsonb_to_recordset(${JSON.stringify(
    codes.map((code) => ({
      id: form.indicatorIds[code],
      code,
      percent: row.valueType === 'percent' && code !== 'A01' && code !== 'A04',
    })),
  )}::jsonb) as k(id int, code text, percent boolean)`
  const wanted = sql`${sql.param([...input.unitIds, ...(actor.unitLevel === 'commune' ? [actor.unitId] : [])])}::int[]`
  const [n, num, den] =
    input.basis === 'accepted'
      ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
      : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const today = dayInVietnam(ctx.now)
  // Provinces come from the totals, their predecessors' included; communes from their reports; 0 is the whole range.
  const { rows: found } = await ctx.db.execute<Found>(sql`
    with recursive line(id, home, step) as (
      select v.unit_id, v.unit_id, 0 from unit_versions v
       where v.level = 'province' and v.parent_id = (select id from units where path = '')
      union
      select l.id, s.successor_id, l.step + 1 from line l
        join unit_successions s on s.predecessor_id = l.home and s.share = 1 and s.confirmed and s.effective_on <= ${today}
    ), place as materialized (select distinct on (id) id, home from line order by id, step desc),
    placed as materialized (
      select p.home, t.period_id, k.code, ${n} as n, ${num} as num, ${den} as den, false as published
        from totals t join ${picks} on k.id = t.indicator_id join place p on p.id = t.province_id
       where t.period_id = any (${periodIds}) and ${n} > 0
      union all
      select p.home, t.period_id, k.code, t.n, t.num, t.den, true
        from published_totals(${periodIds}) t join ${picks} on k.id = t.indicator_id
        join place p on p.id = t.province_id join units u on u.id = t.province_id
       where p.home = any (${wanted}) and not starts_with(u.path, ${actor.path}) and ${actor.unitLevel !== 'nation'}
    )
    select 0 as "unitId", period_id as "periodId", code, sum(n)::int as n, sum(num)::text as num, sum(den)::text as den, false as published
      from placed where not published group by 2, 3
    union all
    select home, period_id, code, sum(n)::int, sum(num)::text, sum(den)::text, bool_or(published)
      from placed where home = any (${wanted}) group by 1, 2, 3
    union all
    select r.unit_id, r.period_id, k.code, 1, (${numeratorOf('r')})::text, (${weightOf('r')})::text, false
      from reports r join ${picks} on ${hasFigure('r')}
     where r.unit_id = any (${wanted}) and r.period_id = any (${periodIds}) and r.unit_id <> r.province_id
       and r.status in ${countedStatuses(input.basis)}
    union all
    select 0, t.period_id, k.code, t.n, t.num::text, t.den::text, false
      from own_province_totals(${periodIds}, ${input.basis === 'accepted'}) t join ${picks} on k.id = t.indicator_id
     where ${actor.unitLevel === 'commune'}`)
  const units = [...new Set(found.map((each) => each.unitId))].filter((id) => id !== 0)
  const { rows: names } = await ctx.db.execute<{ unitId: number; name: string }>(sql`
    select distinct on (unit_id) unit_id as "unitId", full_name as name from unit_versions
     where unit_id = any (${sql.param(units)}::int[]) and valid_from <= ${today} order by unit_id, valid_from desc`)
  const pointOf = (unitId: number, periodId: number | undefined): Amount | null => {
    const at = found.filter((each) => each.unitId === unitId && each.periodId === periodId)
    const [part, whole] = codes.map((code) => at.find((each) => each.code === code))
    if (!part || (codes.length > 1 && !whole)) return null
    return { n: part.n, num: Number(part.num), den: Number(codes.length > 1 ? (whole?.num ?? 0) : part.den) }
  }
  const lineOf = (unitId: number) =>
    months.map((code) => pointOf(unitId, within.find((period) => period.code === code)?.id))
  return {
    row,
    periods: months,
    lines: [
      { unitId: null, name: '', published: false, points: lineOf(0) },
      ...units.map((unitId) => ({
        unitId,
        name: names.find((each) => each.unitId === unitId)?.name ?? '',
        published: found.some((each) => each.unitId === unitId && each.published),
        points: lineOf(unitId),
      })),
    ],
  }
}
