import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import type { Province } from '../communes/queries'
import type { CompareRow } from '../rules'
import type { CompareInput } from '../schema'
import { assemble, type Long, pickTable, type Range, type UnitRow, wantedTable } from '../sums/queries'
import type { Pick } from '../sums/rules'

/**
 * The caller's province as one row, beside which a commune stands; by the tree of then the one that it owed the month to. Of a count
 * n are the units of the tree that have it, over months too, so that divided by n it is their average; of a percentage the reports
 * behind it.
 */
export async function peerRow(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  standing: CompareRow['standing'],
  province: Province,
): Promise<CompareRow | null> {
  const today = input.tree === 'now'
  const then = today ? null : sql.param(province.thenIds)
  const { rows: long } = await ctx.db.execute<Long>(sql`
    select 0 as "unitId", k.code, w.bucket, sum(t.n)::int as n, sum(t.num)::text as num, sum(t.den)::text as den, 0 as accepted
      from own_province_totals(${sql.param(range.ids)}::int[], ${input.basis === 'accepted'}, ${today}, ${then}::int[]) t
      join ${wantedTable(range)} on w.id = t.period_id
      join (select id, code, adds from ${pickTable(picks)}
            union all select i.id, x.code, x.code = 'R00' from indicators i
              join (values ('R00', 'R00'), ('R00', 'RL'), ('R01', 'R01'), ('R02', 'R02')) x(kept, code) on x.kept = i.code
             where i.owner_unit_id is null) k
        on k.id = t.indicator_id and (k.adds and w.whole or not k.adds and w.last)
     group by 1, 2, 3`)
  const counts = picks.filter((pick) => !pick.percent)
  const { rows: averaged } = await ctx.db.execute<Long>(sql`
    select 0 as "unitId", code, bucket, units as n, num::text as num, 0 as den, 0 as accepted
           ${input.per === 'none' ? sql`` : sql`, ${sql.raw(input.per)}::text as base`}
      from own_province_units(${JSON.stringify(range.wanted)}::jsonb, ${JSON.stringify(counts)}::jsonb, ${input.basis === 'accepted'},
                              ${today}, ${then}::int[])`)
  const shares = long.filter((line) => !counts.some((pick) => pick.code === line.code))
  const { rows } = await ctx.db.execute<UnitRow>(sql`
    select v.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type
      from units u join unit_versions v on v.unit_id = u.id
     where u.path = ${today ? sql`left(${ctx.actor.path}, 8)` : sql`(select o.path from own_provinces(array[${range.to.id}]::int[]) o)`}
     order by v.valid_from <= ${today ? range.today : range.to.endsOn} desc, v.valid_from desc limit 1`)
  return rows[0] ? assemble(rows[0], [...shares, ...averaged], undefined, { per: input.per, standing }) : null
}
