import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import type { CompareRow } from '../rules'
import type { CompareInput } from '../schema'
import {
  addPairs,
  assemble,
  byUnit,
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

/** A CTE `place (id, home)`: an ended province and what it wholly and confirmedly became by today. Empty for the tree of then. */
const placeTable = (tree: CompareInput['tree'], today: string): SQL => sql`
  line(id, home, step) as (
    select v.unit_id, s.successor_id, 1
      from unit_versions v
      join unit_successions s on s.predecessor_id = v.unit_id and s.share = 1 and s.confirmed and s.effective_on <= ${today}
     where ${tree === 'now'} and v.level = 'province' and v.parent_id = (select id from units where path = '') and v.valid_to is not null
    union
    select l.id, s.successor_id, l.step + 1
      from line l
      join unit_successions s on s.predecessor_id = l.home and s.share = 1 and s.confirmed and s.effective_on <= ${today}
  ), place as materialized (select distinct on (id) id, home from line order by id, step desc)`

/** Reports, reports of the last month, households, adults: kept in the totals beside the form's rows. */
const besidePicks = sql`
  select id, x.code, x.code = 'R00', false, null::date
    from indicators i join (values ('R00', 'R00'), ('R00', 'RL'), ('R01', 'R01'), ('R02', 'R02')) x(kept, code) on x.kept = i.code
   where i.owner_unit_id is null`

/** Provinces from the totals kept per province of then. `publishedOnly`: of others only what is published, own in full. */
export async function provinceRows(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  publishedOnly: boolean,
): Promise<{ rows: CompareRow[] }> {
  const ids = sql`${sql.param(range.ids)}::int[]`
  const nowIds = sql`${sql.param(range.now.map((each) => each.id))}::int[]`
  const [n, num, den] =
    input.basis === 'accepted'
      ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
      : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const own = sql`starts_with(u.path, ${ctx.actor.path})`
  // Below a province one sees a part of its obligations: all of them come from what is published.
  const wide = sql`${['nation', 'province'].includes(ctx.actor.unitLevel)}`
  const { rows: long } = await ctx.db.execute<Long>(sql`
    with recursive ${placeTable(input.tree, range.today)},
    wanted as materialized (select * from ${wantedTable(range)}),
    pick as materialized (select id, code, adds, percent, since from ${pickTable(picks)} union all ${besidePicks}),
    base as materialized (
      select t.province_id, t.period_id, t.indicator_id, ${n} as n, ${num} as num, ${den} as den, t.accepted_n as accepted
        from totals t
       where t.period_id = any (${ids}) and t.indicator_id = any (array(select id from pick)) and ${n} > 0
      ${
        publishedOnly
          ? sql`union all
      select p.province_id, p.period_id, p.indicator_id, p.n, p.num, p.den, p.n
        from published_totals(${ids}) p join units u on u.id = p.province_id
       where p.indicator_id in (select id from pick) and not ${own}`
          : sql``
      }
    )
    select coalesce(p.home, b.province_id) as "unitId", k.code, w.bucket, sum(b.n)::int as n, sum(b.num)::text as num,
           sum(b.den)::text as den, sum(b.accepted)::int as accepted
      from base b
      join wanted w on w.id = b.period_id
      join pick k on k.id = b.indicator_id and (k.adds and w.whole or not k.adds and w.last)
      left join place p on p.id = b.province_id
     group by 1, 2, 3`)
  const { rows: owed } = await ctx.db.execute<Owed>(sql`
    with recursive ${placeTable(input.tree, range.today)}, owed as (
      select o.province_id, bool_and(o.unit_id = o.province_id) as summary, count(*) as required
        from obligations o where ${wide} and o.period_id = any (${nowIds}) and o.state = 'required' group by 1
      union all
      -- Excused, and sent all the same.
      select o.province_id, o.unit_id = o.province_id, 1
        from obligations o
        join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ${countedStatuses(input.basis)}
       where ${wide} and o.period_id = any (${nowIds}) and o.state = 'exempt'
      ${
        publishedOnly
          ? sql`union all
      select p.province_id, p.summary, p.required
        from published_required(${nowIds}) p join units u on u.id = p.province_id where not ${own}`
          : sql``
      }
    )
    select coalesce(p.home, o.province_id) as "unitId", sum(o.required)::int as required, bool_and(o.summary) as summary
      from owed o left join place p on p.id = o.province_id group by 1`)
  const { rows: units } = await ctx.db.execute<UnitRow & { own: boolean }>(
    input.tree === 'now'
      ? sql`select v.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type, ${own} as own
              from unit_versions v join units u on u.id = v.unit_id
             where v.level = 'province' and v.valid_from <= ${range.today} and (v.valid_to is null or v.valid_to > ${range.today}) order by v.code`
      : sql`select * from (
              select distinct on (v.unit_id) v.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type, ${own} as own
                from unit_versions v join units u on u.id = v.unit_id
               where v.level = 'province' and v.valid_from <= ${range.to.endsOn} and (v.valid_to is null or v.valid_to > ${range.from.endsOn})
               order by v.unit_id, v.valid_from desc) x order by code`,
  )
  const closed = range.now.every((each) => each.state === 'closed')
  const [sums, owes] = [byUnit(long), byUnit(owed)]
  const rows = units.map(({ own: mine, ...unit }) => {
    const published = publishedOnly && !mine
    return assemble(unit, sums.get(unit.unitId) ?? [], owes.get(unit.unitId)?.[0], {
      per: input.per,
      published,
      standing: closed && (published || input.basis === 'accepted') ? 'official' : 'provisional',
    })
  })
  if (input.per !== 'none') await addBases(ctx, input, range, picks, rows)
  if (input.sameSet && range.months === 1 && range.previous) await addSameSet(ctx, input, range, picks, rows)
  return { rows }
}

/** Households or adults of the very communes that gave each figure; from the reports, which alone know who left it blank. */
async function addBases(ctx: Ctx, input: CompareInput, range: Range, picks: Pick[], rows: CompareRow[]): Promise<void> {
  const counts = picks.filter((pick) => !pick.percent)
  const of = figuresOf('r', counts)
  const { rows: groups } = await ctx.db.execute<{ unitId: number; bucket: Long['bucket']; sums: Packed }>(sql`
    with recursive ${placeTable(input.tree, range.today)}
    select coalesce(p.home, r.province_id) as "unitId", w.bucket,
           ${sumsOf('r', counts, of.figures, ({ since }) => (since ? sql`w."endsOn" >= ${since}::date` : null), { rate: input.per, last: sql`true` })} as sums
      from ${wantedTable(range)}
      join reports r on r.period_id = w.id and r.period_id = any (${sql.param(range.ids)}::int[]) and r.status in ${countedStatuses(input.basis)}
      ${of.join}
      left join place p on p.id = r.province_id
     where w.last
     group by 1, 2`)
  const found = groups.flatMap((group) => linesOf(counts, group))
  const units = byUnit(found)
  for (const row of rows) {
    if (row.published) continue
    for (const each of units.get(row.unitId) ?? []) {
      const amount = row.figures[each.code]?.[each.bucket]
      if (amount) amount.base = each.base == null ? null : Number(each.base)
    }
  }
}

/** The same figures over the communes that gave them in both months alone (domain.md 22.16). */
async function addSameSet(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  rows: CompareRow[],
): Promise<void> {
  const counted = countedStatuses(input.basis)
  const [now, before] = [figuresOf('r', picks), figuresOf('q', picks)]
  const since = range.previous?.endsOn ?? range.to.endsOn
  const { rows: pairs } = await ctx.db.execute<{ unitId: number; sums: Packed }>(sql`
    with recursive ${placeTable(input.tree, range.today)}
    select coalesce(p.home, r.province_id) as "unitId",
           ${pairsOf(picks, now.figures, before.figures, (pick) => sql`${!pick.since || pick.since <= since}`)} as sums
      from reports r
      join reports q on q.unit_id = r.unit_id and q.period_id = ${range.previous?.id ?? 0} and q.status in ${counted}
      ${now.join} ${before.join}
      left join place p on p.id = r.province_id
     where r.period_id = ${range.to.id} and r.status in ${counted}
     group by 1`)
  addPairs(
    rows.filter((row) => !row.published),
    picks,
    pairs,
  )
}
