import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { addBases } from '../bases/queries'
import { addBreaks } from '../breaks/queries'
import {
  addDoubts,
  anyStrays,
  isRestated,
  isStray,
  nowhere,
  placing,
  provinceHomes,
  sameUnit,
  strayLines,
  unallocatedLine,
  withoutPartSums,
} from '../places/queries'
import type { CompareRow, Gone, Unallocated } from '../rules'
import type { CompareInput } from '../schema'
import {
  addingOver,
  addPairs,
  assemble,
  byUnit,
  countedStatuses,
  figuresOf,
  type Long,
  type Owed,
  type Packed,
  pairsOf,
  pickTable,
  type Range,
  type UnitRow,
  wantedTable,
} from '../sums/queries'
import type { Pick } from '../sums/rules'

/** Reports, reports of the last month, households, adults: kept in the totals beside the form's rows. */
const besidePicks = sql`
  select id, x.code, x.code = 'R00', false, null::date
    from indicators i join (values ('R00', 'R00'), ('R00', 'RL'), ('R01', 'R01'), ('R02', 'R02')) x(kept, code) on x.kept = i.code
   where i.owner_unit_id is null`

/**
 * Sums of the totals kept per province of then, by the provinces of the tree. `publishedOnly`: of others only what is published,
 * own in full. `only`: of those provinces of then alone.
 */
async function provinceSums(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  publishedOnly: boolean,
  only: number[] | null = null,
): Promise<Long[]> {
  const ids = sql`${sql.param(range.ids)}::int[]`
  const [n, num, den] =
    input.basis === 'accepted'
      ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
      : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const at = placing(input.tree, sql`b.province_id`, sql`w."endsOn"`, sql`place`)
  const part = at.share ? sql`case when h.share < 1 then h.share else 1 end` : null
  const sum = (figure: ReturnType<typeof sql>) =>
    part ? sql`sum(case when h.share < 1 then ${figure} * h.share else ${figure} end)` : sql`sum(${figure})`
  const { rows } = await ctx.db.execute<Long>(sql`
    with ${input.tree === 'now' ? sql`place as materialized (${provinceHomes}),` : sql``}
    wanted as materialized (select * from ${wantedTable(range)}),
    pick as materialized (select id, code, adds, percent, since from ${pickTable(picks)} union all ${besidePicks}),
    base as materialized (
      select t.province_id, t.period_id, t.indicator_id, ${n} as n, ${num} as num, ${den} as den, t.accepted_n as accepted
        from totals t
       where t.period_id = any (${ids}) and t.indicator_id = any (array(select id from pick)) and ${n} > 0
         ${only === null ? sql`` : sql`and t.province_id = any (${sql.param(only)}::int[])`}
      ${
        publishedOnly
          ? sql`union all
      select p.province_id, p.period_id, p.indicator_id, p.n, p.num, p.den, p.n
        from published_totals(${ids}) p join units u on u.id = p.province_id
       where p.indicator_id in (select id from pick) and not starts_with(u.path, ${ctx.actor.path})`
          : sql``
      }
    )
    select ${at.home} as "unitId", k.code, w.bucket, sum(b.n)::int as n, ${sum(sql`b.num`)}::text as num, ${sum(sql`b.den`)}::text as den,
           sum(b.accepted)::int as accepted,
           coalesce(sum(b.n) filter (where not ${at.lead}), 0)::int as also,
           coalesce(sum(b.accepted) filter (where not ${at.lead}), 0)::int as "acceptedAlso"
      from base b
      join wanted w on w.id = b.period_id
      join pick k on k.id = b.indicator_id and (k.adds and w.whole or not k.adds and w.last)
      ${at.join}
     group by 1, 2, 3`)
  return rows
}

type OwedHere = Owed & { units: number; last: string | null }

/** Who owed a report in the range itself, by the provinces of the tree; communes that are placed by themselves with them. */
async function provinceOwed(ctx: Ctx, input: CompareInput, range: Range, publishedOnly: boolean): Promise<OwedHere[]> {
  const nowIds = sql`${sql.param(range.now.map((each) => each.id))}::int[]`
  // Below a province one sees a part of its obligations: all of them come from what is published.
  const wide = sql`${['nation', 'province'].includes(ctx.actor.unitLevel)}`
  const own = sql`starts_with(u.path, ${ctx.actor.path})`
  const at = placing(input.tree, sql`o.province_id`, sql`p.ends_on`, sql`place`)
  const { rows } = await ctx.db.execute<OwedHere>(sql`
    with ${input.tree === 'now' ? sql`place as materialized (${provinceHomes}),` : sql``} owed as (
      select o.province_id, o.period_id, bool_and(o.unit_id = o.province_id) as summary, count(*) as required
        from obligations o join periods p on p.id = o.period_id
       where ${wide} and o.period_id = any (${nowIds}) and o.state = 'required' and not ${isStray('o', sql`p.ends_on`)} group by 1, 2
      union all
      -- Excused, and sent all the same.
      select o.province_id, o.period_id, o.unit_id = o.province_id, 1
        from obligations o
        join periods p on p.id = o.period_id
        join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ${countedStatuses(input.basis)}
       where ${wide} and o.period_id = any (${nowIds}) and o.state = 'exempt' and not ${isStray('o', sql`p.ends_on`)}
      ${
        publishedOnly
          ? sql`union all
      select x.province_id, x.period_id, x.summary, x.required
        from published_required(${nowIds}) x join units u on u.id = x.province_id where not ${own}`
          : sql``
      }
    )
    select ${at.home} as "unitId", sum(o.required)::int as required, coalesce(sum(o.required) filter (where not ${at.lead}), 0)::int as also,
           bool_and(o.summary) as summary, count(distinct o.province_id)::int as units, max(p.code) as last
      from owed o join periods p on p.id = o.period_id ${at.join} group by 1
    union all
    select coalesce(t.province_id, 0), t.required, t.also, t.summary, 0, null
      from stray_required(${nowIds}, ${input.basis === 'accepted'}, null, ${input.tree === 'then'}) t where ${anyStrays}`)
  return [...byUnit(rows)].map(([unitId, list]) => ({
    unitId,
    required: list.reduce((sum, each) => sum + each.required, 0),
    also: list.reduce((sum, each) => sum + each.also, 0),
    summary: list.some((each) => each.summary === true) && list.every((each) => each.summary !== false),
    units: list.reduce((sum, each) => sum + each.units, 0),
    last:
      list
        .flatMap((each) => each.last ?? [])
        .sort()
        .at(-1) ?? null,
  }))
}

const standingOf = (range: Range, official: boolean): CompareRow['standing'] =>
  official && range.now.every((each) => each.state === 'closed') ? 'official' : 'provisional'

/** Provinces side by side, and beside them what lies in no province that is known. */
export async function provinceRows(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  publishedOnly: boolean,
): Promise<{ rows: CompareRow[]; unallocated: Unallocated | null; gone: Gone | null }> {
  const long = await provinceSums(ctx, input, range, picks, publishedOnly)
  const owed = await provinceOwed(ctx, input, range, publishedOnly)
  const own = sql`starts_with(u.path, ${ctx.actor.path})`
  type Found = UnitRow & { own: boolean; strays: boolean }
  const { rows: units } = await ctx.db.execute<Found>(
    input.tree === 'now'
      ? sql`select v.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type, ${own} as own, ${anyStrays} as strays,
                   d.comparable_from as "comparableFrom", ${isRestated(sql`v.unit_id`, range)} as restated
              from unit_versions v join units u on u.id = v.unit_id
              left join province_doubts(${sql.param(range.ids)}::int[]) d on d.unit_id = v.unit_id
             where v.level = 'province' and v.valid_from <= ${range.today} and (v.valid_to is null or v.valid_to > ${range.today}) order by v.code`
      : sql`select * from (
              select distinct on (v.unit_id) v.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type, ${own} as own, false as strays
                from unit_versions v join units u on u.id = v.unit_id
               where v.level = 'province' and v.valid_from <= ${range.to.endsOn} and (v.valid_to is null or v.valid_to > ${range.from.endsOn})
               order by v.unit_id, v.valid_from desc) x order by code`,
  )
  if (units[0]?.strays) long.push(...(await strayLines(ctx, input, range, picks, null)))
  const sums = byUnit(long)
  if (input.tree === 'now') withoutPartSums(sums, units, range, picks)
  const owes = new Map(owed.map((each) => [each.unitId, each]))
  const rows = units.map(({ own: mine, strays: _, ...unit }) => {
    const published = publishedOnly && !mine
    const owed = owes.get(unit.unitId)
    const standing = standingOf(range, published || input.basis === 'accepted')
    const options = { per: input.per, over: addingOver(picks, range), published, standing }
    return { ...assemble(unit, sums.get(unit.unitId) ?? [], owed, options), lastMonth: owed?.last ?? null }
  })
  if (input.per !== 'none') await addBases(ctx, input, range, picks, rows, units[0]?.strays ?? false)
  if (input.sameSet && range.months === 1 && range.previous) await addSameSet(ctx, input, range, picks, rows)
  await addDoubts(ctx, rows, range)
  const gone = await addBreaks(ctx, input, range, picks, { rows, sums, provinceIds: null, elsewhere: null })
  const standing = standingOf(range, publishedOnly || input.basis === 'accepted')
  return {
    rows,
    unallocated: unallocatedLine(sums.get(nowhere) ?? [], owes.get(nowhere), { per: 'none', standing }),
    gone,
  }
}

/** Provinces of then as one row, as their totals have it, whoever has their communes now. */
export async function provincesOfThen(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  unit: UnitRow,
  ids: number[],
): Promise<CompareRow> {
  const long = await provinceSums(ctx, input, range, picks, false, ids)
  const owed = (await provinceOwed(ctx, input, range, false)).filter((each) => ids.includes(each.unitId))
  const sum = (of: (each: Owed) => number) => owed.reduce((total, each) => total + of(each), 0)
  const owes = { unitId: unit.unitId, required: sum((each) => each.required), also: sum((each) => each.also) }
  const standing = standingOf(range, input.basis === 'accepted')
  return assemble(unit, long, { ...owes, summary: false }, { per: 'none', standing })
}

/** The same figures over the communes that gave them in both months, and were the same in both, alone (domain.md 22.16). */
async function addSameSet(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  rows: CompareRow[],
): Promise<void> {
  const counted = countedStatuses(input.basis)
  const [now, before] = [figuresOf('r', picks), figuresOf('q', picks)]
  const day = sql`${range.to.endsOn}::date`
  const since = range.previous?.endsOn ?? range.to.endsOn
  const at = placing(input.tree, sql`r.province_id`, day, sql`place`)
  const past = placing(input.tree, sql`q.province_id`, sql`${since}::date`, sql`place`, 'g')
  const { rows: pairs } = await ctx.db.execute<{ unitId: number; sums: Packed }>(sql`
    with place as materialized (${provinceHomes})
    select ${at.home} as "unitId",
           ${pairsOf(picks, now.figures, before.figures, (pick) => sql`${!pick.since || pick.since <= since}`)} as sums
      from reports r
      join reports q on q.unit_id = r.unit_id and q.period_id = ${range.previous?.id ?? 0} and q.status in ${counted}
      ${now.join} ${before.join}
      ${at.join} ${past.join}
     where r.period_id = ${range.to.id} and r.status in ${counted} and ${sameUnit(at, past, since, range.to.endsOn)}
       ${input.tree === 'now' ? sql`and not ${isStray('r', day)}` : sql``}
     group by 1`)
  addPairs(
    rows.filter((row) => !row.published),
    picks,
    pairs,
  )
}
