import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { isStray, placing, provinceHomes, strayBases } from '../places/queries'
import type { CompareRow } from '../rules'
import type { CompareInput } from '../schema'
import {
  byUnit,
  countedStatuses,
  figuresOf,
  type Long,
  linesOf,
  type Packed,
  pickTable,
  type Range,
  sumsOf,
  wantedTable,
} from '../sums/queries'
import { exactSum, type Pick } from '../sums/rules'

/** Figures that add over the months of a range, so that other units may stand behind them in each. */
const addedUp = (picks: readonly Pick[], range: Range): Pick[] =>
  range.months > 1 ? picks.filter((pick) => pick.adds && !pick.percent) : []

type Place = { unitId: number; code: string; bucket: string }
const keyOf = ({ unitId, code, bucket }: Place) => `${unitId} ${code} ${bucket}`

/**
 * Households or adults behind what communes gave over several months, put on their sums: those of each unit behind a
 * sum once, by its last report of the range that gave the figure. Land that passed to another unit within the range counts with
 * that one's own later report in the same line; where there is none, the base is unknown. `within`: which reports `r` are meant.
 */
export async function setBases(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: readonly Pick[],
  within: SQL,
  sums: ReadonlyMap<number, Long[]>,
): Promise<void> {
  const added = addedUp(picks, range)
  if (input.per === 'none' || added.length === 0) return
  const at = placing(input.tree, sql`r.unit_id`, sql`w."endsOn"`)
  const { rows } = await ctx.db.execute<Place & { base: string | null }>(sql`
    with wanted as materialized (
      select w.*, max(w."endsOn") over (partition by w.bucket) as ends from ${wantedTable(range)} where w.whole
    ), given as (
      select ${at.home} as home, w.bucket, k.code, r.unit_id, w."endsOn", w.ends,
             (r.denominators ->> ${input.per}::text)::numeric * ${at.share ?? sql`1`} as base,
             (select min(p.until) from unit_homes p where p.unit_id = r.unit_id and w."endsOn" >= p.since and w."endsOn" < p.until) as until
        from wanted w
        join reports r on r.period_id = w.id and r.period_id = any (${sql.param(range.ids)}::int[])
         and r.status in ${countedStatuses(input.basis)} and ${within}
        cross join lateral jsonb_each(r.values) v
        join ${pickTable(added)} on k.code = v.key and jsonb_typeof(v.value) = 'number' and (k.since is null or w."endsOn" >= k.since)
        ${at.join}
    ), behind as (
      select g.*, g."endsOn" = max(g."endsOn") over (partition by g.bucket, g.code, g.home, g.unit_id) as newest,
             max(g."endsOn") filter (where g.unit_id = g.home) over (partition by g.bucket, g.code, g.home) as own
        from given g
    )
    select home as "unitId", code, bucket,
           case when bool_and(base is not null and (until is null or until > ends)) then sum(base)::text end as base
      from behind where newest and (until is null or own is null or until > own)
     group by 1, 2, 3`)
  const bases = new Map(rows.map((row) => [keyOf(row), row.base]))
  const codes = new Set(added.map((pick) => pick.code))
  for (const line of [...sums.values()].flat()) {
    if (!codes.has(line.code)) continue
    const base = bases.get(keyOf(line)) ?? null
    line.base = base
    // A sum may come in several lines: the base is of all of them.
    if (base !== null) bases.set(keyOf(line), '0')
  }
}

/** Households or adults of the very communes that gave each figure; from the reports, which alone know who left it blank. */
export async function addBases(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: readonly Pick[],
  rows: readonly CompareRow[],
  strays: boolean,
): Promise<void> {
  const counts = picks.filter((pick) => !pick.percent)
  const added = new Set(addedUp(picks, range).map((pick) => pick.code))
  const of = figuresOf('r', counts)
  const at = placing(input.tree, sql`r.province_id`, sql`w."endsOn"`, sql`place`)
  const { rows: groups } = await ctx.db.execute<{ unitId: number; bucket: Long['bucket']; sums: Packed }>(sql`
    with place as materialized (${provinceHomes})
    select ${at.home} as "unitId", w.bucket, ${at.share ?? sql`1::numeric`} as part,
           ${sumsOf('r', counts, of.figures, ({ since }) => (since ? sql`w."endsOn" >= ${since}::date` : null), { rate: input.per, last: sql`true`, share: at.share })} as sums
      from ${wantedTable(range)}
      join reports r on r.period_id = w.id and r.period_id = any (${sql.param(range.ids)}::int[]) and r.status in ${countedStatuses(input.basis)}
      ${of.join}
      ${at.join}
     where w.last ${input.tree === 'now' ? sql`and not ${isStray('r', sql`w."endsOn"`)}` : sql``}
     group by 1, 2, 3`)
  const found = groups.flatMap((group) => linesOf(counts, { ...group, lead: true }))
  // Nobody can say whether communes that are placed by themselves were the same in each month.
  if (strays)
    for (const line of await strayBases(ctx, input, range, counts))
      found.push(added.has(line.code) ? { ...line, base: null } : line)
  const steady = added.size > 0 ? await steadyUnits(ctx, input, range) : null
  const units = byUnit(found)
  for (const row of rows) {
    if (row.published) continue
    const bases = new Map<string, Long[]>()
    for (const each of units.get(row.unitId) ?? []) bases.set(keyOf(each), [...(bases.get(keyOf(each)) ?? []), each])
    for (const list of bases.values()) {
      const { code, bucket } = list[0] as Long
      const amount = row.figures[code]?.[bucket]
      if (!amount) continue
      const n = list.reduce((sum, each) => sum + each.n, 0)
      const same = steady?.get(`${row.unitId} ${bucket}`) === n && amount.n === n * range.months
      const parts = list.map(({ base }) => (base == null ? null : Number(base)))
      const unknown = parts.some((part) => part === null) || (added.has(code) && !same)
      amount.base = unknown ? null : exactSum(parts.map((part) => part ?? 0))
    }
  }
}

/** How many units have reported for a province and range, where each of them has in every month; the others are left out. */
async function steadyUnits(ctx: Ctx, input: CompareInput, range: Range): Promise<Map<string, number>> {
  const at = placing(input.tree, sql`r.province_id`, sql`w."endsOn"`, sql`place`)
  const { rows } = await ctx.db.execute<{ unitId: number; bucket: string; units: number }>(sql`
    with place as materialized (${provinceHomes}),
    one as (
      select ${at.home} as home, w.bucket, r.unit_id, count(*) as months
        from ${wantedTable(range)}
        join reports r on r.period_id = w.id and r.period_id = any (${sql.param(range.ids)}::int[]) and r.status in ${countedStatuses(input.basis)}
        ${at.join}
       where w.whole ${input.tree === 'now' ? sql`and not ${isStray('r', sql`w."endsOn"`)}` : sql``}
       group by 1, 2, 3
    )
    select home as "unitId", bucket, count(*)::int as units from one group by 1, 2 having bool_and(months = ${range.months})`)
  return new Map(rows.map(({ unitId, bucket, units }) => [`${unitId} ${bucket}`, units]))
}
