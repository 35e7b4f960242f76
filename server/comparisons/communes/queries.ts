import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import type { CompareRow } from '../rules'
import type { CompareInput } from '../schema'
import {
  addPairs,
  assemble,
  countedStatuses,
  figuresOf,
  type Long,
  linesOf,
  type Owed,
  type Packed,
  type Pick,
  pairsOf,
  pickTable,
  type Range,
  sumsOf,
  type UnitRow,
  wantedTable,
} from '../sums/queries'

export type Province = { id: number; name: string; path: string }

/**
 * Where a row of `alias` (reports, obligations) lies: under the present province of the one asked for, since what has ended
 * lies there too; by the tree of then only what belonged to that very province.
 */
const within = (alias: string, province: Province, tree: CompareInput['tree']): SQL => {
  const row = sql.raw(alias)
  const range = sql`${row}.path >= ${province.path} and ${row}.path < ${`${province.path.slice(0, -1)}/`}`
  return tree === 'then' ? sql`${range} and ${row}.province_id = ${province.id}` : range
}

/**
 * CTE `place (id, home)` for the units in `among`: what each wholly and confirmedly became. A commune of today that anything
 * else went into, or perhaps went into, takes no figure from before (domain.md section 3); such units have no place.
 */
const placeTable = (among: SQL, tree: CompareInput['tree'], today: string): SQL => sql`
  line(id, home, step, certain) as (
    select x.id, x.id, 0, true from (${among}) x(id)
    union all
    select l.id, s.successor_id, l.step + 1, l.certain and s.share = 1 and s.confirmed and not exists (
             select from unit_successions q where q.successor_id = s.successor_id and (q.share is distinct from 1 or not q.confirmed))
      from line l
      cross join lateral (
        select * from unit_successions s where s.predecessor_id = l.home and s.effective_on <= ${today} offset 0) s
     where ${tree === 'now'}
  ), place as materialized (select id, home from (select distinct on (id) * from line order by id, step desc, certain) x where certain)`

/**
 * The communes of a province straight from their reports, as far as row-level security shows them. For a commune the
 * province stands beside it as `peer`. `unplaced`: units that reported in the range and have no row today.
 */
export async function communeRows(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  province: Province,
): Promise<{ rows: CompareRow[]; peer: CompareRow | null; unplaced: number }> {
  const counted = countedStatuses(input.basis)
  const nowIds = sql`${sql.param(range.now.map((each) => each.id))}::int[]`
  const of = figuresOf('b', picks)
  // A single month counts as it stands; of a range some months do not, or not for every figure.
  const counts = ({ adds, since }: Pick): SQL | null => {
    const [whole, late] = [
      range.wanted.every((each) => (adds ? each.whole : each.last)),
      since && range.wanted.some((each) => each.endsOn < since),
    ]
    const part = adds ? sql`b.whole` : sql`b.last`
    if (!late) return whole ? null : part
    return sql`${part} and b."endsOn" >= ${since}::date`
  }
  const { rows: groups } = await ctx.db.execute<{
    unitId: number
    bucket: Long['bucket']
    received: number
    accepted: number
    sums: Packed
  }>(sql`
    with recursive wanted as materialized (select * from ${wantedTable(range)}),
    base as materialized (
      select r.unit_id, r.status, r.values, r.details, r.denominators, w.bucket, w.whole, w.last, w."endsOn"
        from wanted w
        join reports r on r.period_id = w.id and r.period_id = any (${sql.param(range.ids)}::int[]) and r.status in ${counted}
         and ${within('r', province, input.tree)}
    ), ${placeTable(sql`select distinct unit_id from base`, input.tree, range.today)}
    select coalesce(p.home, -b.unit_id) as "unitId", b.bucket, count(*) filter (where b.whole)::int as received,
           count(*) filter (where b.whole and b.status in ('accepted', 'locked'))::int as accepted,
           ${sumsOf('b', picks, of.figures, counts, { rate: input.per, last: sql`b.last` })} as sums
      from base b ${of.join}
      left join place p on p.id = b.unit_id
     group by 1, 2`)
  const sums = new Map<number, Long[]>()
  for (const { unitId, bucket, received, accepted, sums: packed } of groups) {
    const lines = linesOf(picks, { unitId, bucket, sums: packed })
    if (received > 0) lines.push({ unitId, code: 'R00', bucket, n: received, num: received, den: 0, accepted })
    const known = sums.get(unitId)
    if (known) known.push(...lines)
    else sums.set(unitId, lines)
  }
  const { rows: units } = await ctx.db.execute<UnitRow & Owed>(sql`
    with recursive owed as materialized (
      select o.unit_id, o.province_id, o.state = 'required' or exists (
               select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ${counted}) as required
        from obligations o where o.period_id = any (${nowIds}) and ${within('o', province, input.tree)}
    ), ${placeTable(sql`select distinct unit_id from owed`, input.tree, range.today)}, named as (
      select p.home as unit_id, count(*) filter (where o.required)::int as required, bool_and(o.unit_id = o.province_id) as summary
        from owed o join place p on p.id = o.unit_id group by 1
    )
    select x.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type, x.required, x.summary
      from named x
      join lateral (
        select * from unit_versions v where v.unit_id = x.unit_id
           and ${
             input.tree === 'now'
               ? sql`v.valid_from <= ${range.today} and (v.valid_to is null or v.valid_to > ${range.today})`
               : sql`v.valid_from <= ${range.to.endsOn} and (v.valid_to is null or v.valid_to > ${range.from.endsOn})`
           } order by v.valid_from desc limit 1) v on true
     order by v.code`)
  const closed = range.now.every((each) => each.state === 'closed')
  const standing = closed && input.basis === 'accepted' ? 'official' : 'provisional'
  const rows = units.map((unit) => assemble(unit, sums.get(unit.unitId) ?? [], unit, { per: input.per, standing }))
  if (input.sameSet && range.months === 1 && range.previous) await addSameSet(ctx, input, range, picks, rows, province)
  const shown = new Set(rows.map((row) => row.unitId))
  return {
    rows,
    peer: ctx.actor.unitLevel === 'commune' ? await peerRow(ctx, input, range, picks, standing) : null,
    unplaced: [...sums].filter(([id, lines]) => !shown.has(id) && lines.some((each) => each.bucket === 'now')).length,
  }
}

/** The caller's province as one row; divided by n it is the average that a commune stands beside. */
async function peerRow(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  standing: CompareRow['standing'],
): Promise<CompareRow | null> {
  const { rows: long } = await ctx.db.execute<Long>(sql`
    select 0 as "unitId", k.code, w.bucket, sum(t.n)::int as n, sum(t.num)::text as num, sum(t.den)::text as den, 0 as accepted
      from own_province_totals(${sql.param(range.ids)}::int[], ${input.basis === 'accepted'}) t
      join ${wantedTable(range)} on w.id = t.period_id
      join (select id, code, adds from ${pickTable(picks)}
            union all select i.id, x.code, x.code = 'R00' from indicators i
              join (values ('R00', 'R00'), ('R00', 'RL'), ('R01', 'R01'), ('R02', 'R02')) x(kept, code) on x.kept = i.code
             where i.owner_unit_id is null) k
        on k.id = t.indicator_id and (k.adds and w.whole or not k.adds and w.last)
     group by 1, 2, 3`)
  const { rows } = await ctx.db.execute<UnitRow>(sql`
    select v.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type
      from units u join unit_versions v on v.unit_id = u.id and v.valid_from <= ${range.today} and (v.valid_to is null or v.valid_to > ${range.today})
     where u.path = left(${ctx.actor.path}, 8)`)
  return rows[0] ? assemble(rows[0], long, undefined, { per: input.per, standing }) : null
}

/** The same figures in two months, of communes that gave them in both. */
async function addSameSet(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  rows: CompareRow[],
  province: Province,
): Promise<void> {
  const counted = countedStatuses(input.basis)
  const [now, before] = [figuresOf('r', picks), figuresOf('q', picks)]
  const since = range.previous?.endsOn ?? range.to.endsOn
  const { rows: pairs } = await ctx.db.execute<{ unitId: number; sums: Packed }>(sql`
    select r.unit_id as "unitId", ${pairsOf(picks, now.figures, before.figures, (pick) => sql`${!pick.since || pick.since <= since}`)} as sums
      from reports r
      join reports q on q.unit_id = r.unit_id and q.period_id = ${range.previous?.id ?? 0} and q.status in ${counted}
      ${now.join} ${before.join}
     where r.period_id = ${range.to.id} and r.status in ${counted} and ${within('r', province, input.tree)}
     group by 1`)
  addPairs(rows, picks, pairs)
}
