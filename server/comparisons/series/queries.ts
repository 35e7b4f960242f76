import { type SQL, sql } from 'drizzle-orm'
import { listPeriods } from '../../calendar/queries'
import { addMonths, dayInVietnam, parsePeriod } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { loadForm } from '../../forms/queries'
import type { FormRow } from '../../forms/rules'
import { anyStrays, isStray, placing, provinceHomes } from '../places/queries'
import { canCompare } from '../policy'
import { type Amount, joinAmounts, type Tree } from '../rules'
import type { SeriesInput } from '../schema'
import { countedStatuses, hasFigure, numeratorOf, pickTable, weightOf } from '../sums/queries'
import { pickOf } from '../sums/rules'

export type Series = {
  row: FormRow
  tree: Tree
  /** Codes of the months, oldest first; a month without a figure is a gap, never 0. */
  periods: string[]
  /**
   * `all`: the caller's whole range as one line; for a commune its province, whose average is num / n, n being its units of the tree. `published`: of that
   * unit the caller sees closed months alone, accepted figures. `comparableFrom`: before it the unit takes no figures of then.
   */
  lines: {
    unitId: number | null
    name: string
    published: boolean
    comparableFrom: string | null
    points: (Amount | null)[]
  }[]
}

type Found = {
  unitId: number
  periodId: number
  code: string
  n: number
  also?: number
  num: string
  den: string
  published: boolean
}

type Asked = { input: SeriesInput; picks: SQL; periodIds: SQL; periodTable: SQL; wanted: SQL }

/** Lines of communes from the reports: their own, and by the tree of now those of what they came from, each with its share. */
function communeLines({ input, picks, periodIds, periodTable, wanted }: Asked): SQL {
  const counted = countedStatuses(input.basis)
  const own = sql`r.unit_id = any (${wanted}) and r.period_id = any (${periodIds}) and r.unit_id <> r.province_id and r.status in ${counted}`
  if (input.tree === 'then')
    return sql`
    select r.unit_id, r.period_id, k.code, 1, (${numeratorOf('r')})::text, (${weightOf('r')})::text, false
      from reports r join ${picks} on ${hasFigure('r')}
     where ${own}`
  return sql`
    select r.unit_id, r.period_id, k.code, 1, (${numeratorOf('r')})::text, (${weightOf('r')})::text, false
      from reports r join ${picks} on ${hasFigure('r')} join ${periodTable} on d.id = r.period_id
     where ${own} and not ${isStray('r', sql`d.ends_on`)}
       and not exists (select from unit_homes h where h.unit_id = r.unit_id and d.ends_on >= h.since and d.ends_on < h.until)
    union all
    select h.home_id, r.period_id, k.code, 1, (${numeratorOf('r')} * h.share)::text, (${weightOf('r')} * h.share)::text, false
      from unit_homes h
      join ${periodTable} on d.ends_on >= h.since and d.ends_on < h.until
      join reports r on r.unit_id = h.unit_id and r.period_id = d.id and r.unit_id <> r.province_id and r.status in ${counted}
       and not ${isStray('r', sql`d.ends_on`)}
      join ${picks} on ${hasFigure('r')}
     where h.home_id = any (${wanted})`
}

/** Figures of communes that are placed one by one: what they change in provinces, and what the communes asked for took. */
async function strayPoints({ db, actor }: Ctx, { input, picks, periodIds, wanted }: Asked): Promise<Found[]> {
  const accepted = input.basis === 'accepted'
  const { rows } = await db.execute<Found & { own: boolean; asked: boolean }>(sql`
    select coalesce(t.province_id, 0) as "unitId", t.period_id as "periodId", k.code, t.n, t.also, t.num::text as num, t.den::text as den,
           u.path is null or starts_with(u.path, ${actor.path}) as own, u.id = any (${wanted}) as asked, false as published
      from stray_totals(${periodIds}, ${accepted}, null) t join ${picks} on k.id = t.indicator_id left join units u on u.id = t.province_id
    union all
    select t.unit_id, t.period_id, k.code, t.n, 0, t.num::text, t.den::text, false, true, false
      from (select distinct p.id from units c join units p on p.path = left(c.path, 8) where c.id = any (${wanted}) and c.level = 'commune') p
      cross join lateral stray_totals(${periodIds}, ${accepted}, p.id) t join ${picks} on k.id = t.indicator_id
     where t.unit_id = any (${wanted})`)
  return rows.flatMap(({ own, asked, also = 0, ...row }) => [
    ...(own ? [{ ...row, unitId: 0, n: row.n - also }] : []),
    ...(asked ? [row] : []),
  ])
}

/**
 * One indicator over months by the units of the tree: the caller's whole range as one line (unitId null), and up to ten units
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
  const pick = pickOf(form, row)
  if (!pick) throw new Invalid('comparisons.noIndicator', { code: input.code })
  const within = opened.filter((period) => !pick.since || period.endsOn >= pick.since)
  const periodIds = sql`${sql.param(within.map((period) => period.id))}::int[]`
  const picks = pickTable([pick])
  const wanted = sql`${sql.param([...input.unitIds, ...(actor.unitLevel === 'commune' ? [actor.unitId] : [])])}::int[]`
  const [n, num, den] =
    input.basis === 'accepted'
      ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
      : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const days = sql`${sql.param(within.map((period) => period.endsOn))}::date[]`
  const periodTable = sql`unnest(${periodIds}, ${days}) d(id, ends_on)`
  const at = placing(input.tree, sql`t.province_id`, sql`d.ends_on`, sql`place`)
  const part = (figure: SQL) =>
    at.share ? sql`case when h.share < 1 then ${figure} * h.share else ${figure} end` : figure
  const also = sql`case when ${at.lead} then 0 else ${n} end`
  const today = input.tree === 'now'
  const eachMonth = JSON.stringify(
    within.map(({ id, endsOn }) => ({ id, bucket: String(id), whole: true, last: true, endsOn })),
  )
  const counts = JSON.stringify(pick.percent ? [] : [{ code: pick.code, adds: false }])
  const asked = { input, picks, periodIds, periodTable, wanted }
  const branch = (needed: boolean, rows: SQL) => (needed ? sql`union all ${rows}` : sql``)
  // Provinces come from the totals, what they came from included; communes from reports; 0 is the whole range; a line of -1
  // says that some are placed one by one.
  const { rows: read } = await ctx.db.execute<Found>(sql`
    with ${today ? sql`place as materialized (${provinceHomes}),` : sql``}
    placed as materialized (
      select ${at.home} as home, t.period_id, k.code, ${n} as n, ${part(num)} as num, ${part(den)} as den, ${also} as also, false as published
        from totals t join ${picks} on k.id = t.indicator_id ${today ? sql`join ${periodTable} on d.id = t.period_id` : sql``} ${at.join}
       where t.period_id = any (${periodIds}) and ${n} > 0
      ${branch(
        actor.unitLevel !== 'nation',
        sql`
      select ${at.home}, t.period_id, k.code, t.n, ${part(sql`t.num`)}, ${part(sql`t.den`)}, case when ${at.lead} then 0 else t.n end, true
        from published_totals(${periodIds}) t join ${picks} on k.id = t.indicator_id join ${periodTable} on d.id = t.period_id
        ${at.join} join units u on u.id = t.province_id
       where ${at.home} = any (${wanted}) and not starts_with(u.path, ${actor.path})`,
      )}
    )
    select 0 as "unitId", period_id as "periodId", code, sum(n - also)::int as n, sum(num)::text as num, sum(den)::text as den, false as published
      from placed where not published group by 2, 3
    union all
    select home, period_id, code, sum(n)::int, sum(num)::text, sum(den)::text, bool_or(published)
      from placed where home = any (${wanted}) group by 1, 2, 3
    union all
    ${communeLines(asked)}
    ${branch(today, sql`select -1, 0, '', 0, null, null, false where ${actor.unitLevel === 'commune'} or ${anyStrays}`)}
    ${branch(
      actor.unitLevel === 'commune',
      sql`
    select 0, t.period_id, k.code, t.n, t.num::text, t.den::text, false
      from own_province_totals(${periodIds}, ${input.basis === 'accepted'}, ${today}, null) t join ${picks} on k.id = t.indicator_id and k.percent
    union all
    select 0, t.bucket::int, t.code, t.units, t.num::text, '0', false
      from own_province_units(${eachMonth}::jsonb, ${counts}::jsonb, ${input.basis === 'accepted'}, ${today}, null) t`,
    )}`)
  const found = read.filter((each) => each.unitId >= 0)
  // A commune's province is told with its strays already.
  if (found.length < read.length)
    found.push(...(await strayPoints(ctx, asked)).filter((each) => each.unitId !== 0 || actor.unitLevel !== 'commune'))
  const units = [...new Set(found.map((each) => each.unitId))].filter((id) => id !== 0)
  const { rows: names } = await ctx.db.execute<{ unitId: number; name: string; comparableFrom: string | null }>(sql`
    select distinct on (unit_id) unit_id as "unitId", full_name as name,
           ${
             today
               ? sql`case when v.level = 'province' then (select d.comparable_from from province_doubts(${periodIds}) d where d.unit_id = v.unit_id)
                          else (select max(d.effective_on) from unit_doubts d where d.unit_id = v.unit_id) end`
               : sql`null`
           } as "comparableFrom"
      from unit_versions v
     where unit_id = any (${sql.param(units)}::int[]) and valid_from <= ${dayInVietnam(ctx.now)} order by unit_id, valid_from desc`)
  const pointOf = (unitId: number, periodId: number | undefined): Amount | null => {
    const sum = found
      .filter((each) => each.unitId === unitId && each.periodId === periodId)
      .map(({ n, num, den }): Amount => ({ n, num: Number(num), den: Number(den) }))
      .reduce<Amount | null>((all, each) => (all ? joinAmounts(all, each) : each), null)
    return sum?.n ? sum : null
  }
  const lineOf = (unitId: number) =>
    months.map((code) => pointOf(unitId, within.find((period) => period.code === code)?.id))
  const nameOf = (unitId: number) => names.find((each) => each.unitId === unitId)
  return {
    row,
    tree: input.tree,
    periods: months,
    lines: [
      { ...{ unitId: null, name: '', published: false, comparableFrom: null }, points: lineOf(0) },
      ...units.map((unitId) => ({
        unitId,
        name: nameOf(unitId)?.name ?? '',
        comparableFrom: nameOf(unitId)?.comparableFrom ?? null,
        published: found.some((each) => each.unitId === unitId && each.published),
        points: lineOf(unitId),
      })),
    ],
  }
}
