import { sql } from 'drizzle-orm'
import { listPeriods } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound } from '../../errors'
import { loadForm } from '../../forms/queries'
import type { FormRow } from '../../forms/rules'
import { isStray, strayLines } from '../places/queries'
import { canCompare } from '../policy'
import { rangeOf } from '../range/queries'
import { type Amount, absenceOf } from '../rules'
import type { PartsInput } from '../schema'
import { countedStatuses, hasFigure, numeratorOf, pickTable, weightOf } from '../sums/queries'
import { exactSum, pickOf } from '../sums/rules'

/** One report behind a figure of today: whose it was then, of which month, and which part of it the unit of today took. */
export type Part = {
  unitId: number
  name: string
  period: { code: string; year: number; month: number }
  /** 1: all of it. */
  share: number
  /** What that part is. */
  amount: Amount
}
export type Parts = {
  row: FormRow
  unit: { id: number; name: string }
  parts: Part[]
  /** What comes from reports that the caller may not read, of whichever province, and sees as this sum alone; null: nothing does. */
  rest: Amount | null
}

/**
 * What a figure of a unit of today is put together from: "gồm xã A 100, xã B 80, xã C 60", by the reports that row-level security
 * shows. Reports count as in the table (`compare` by the tree of now).
 * @throws NotFound units.none; Invalid comparisons.noIndicator for a row that has no figure over these months.
 */
export async function getParts(ctx: Ctx, input: PartsInput): Promise<Parts> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const range = rangeOf(ctx, await listPeriods(ctx), input)
  const form = await loadForm(ctx, range.to.formVersionId, range.to.endsOn)
  const row = form.rows.find((each) => each.code === input.code)
  const since = form.since[input.code] ?? null
  const absent = !row || absenceOf(row, range.months, since !== null && range.from.endsOn < since)
  if (!row || absent) throw new Invalid('comparisons.noIndicator', { code: input.code })
  const { rows: units } = await ctx.db.execute<{ id: number; name: string; provinceId: number; own: boolean }>(sql`
    select u.id, v.full_name as name, p.id as "provinceId", starts_with(u.path, ${ctx.actor.path}) as own
      from units u
      join unit_versions v on v.unit_id = u.id and v.valid_from <= ${range.today} and (v.valid_to is null or v.valid_to > ${range.today})
      join units p on p.path = left(u.path, 8)
     where u.id = ${input.unitId} and u.level in ('commune', 'province')`)
  const [unit] = units
  if (!unit) throw new NotFound('units.none')
  const pick = pickOf(form, row)
  if (!pick) throw new Invalid('comparisons.noIndicator', { code: input.code })
  const months = pick.adds ? range.now : [range.to]
  type Found = Omit<Part, 'amount' | 'period'> & {
    period: string
    stray: boolean
    num: string
    den: string
  }
  const { rows } = await ctx.db.execute<Found>(sql`
    with placed as (
      select r.*, d.code as period, d.ends_on, coalesce(h.share, 1) as part, ${isStray('r', sql`d.ends_on`)} as stray
        from reports r
        join periods d on d.id = r.period_id and d.id = any (${sql.param(months.map((each) => each.id))}::int[])
        left join unit_homes h on h.unit_id = r.unit_id and d.ends_on >= h.since and d.ends_on < h.until
       where (h.home_id = ${unit.id} or h.unit_id is null and r.unit_id = ${unit.id})
         and r.unit_id in (select ${unit.id}::int union select x.unit_id from unit_homes x where x.home_id = ${unit.id})
         and r.status in ${countedStatuses(input.basis)}
    )
    select r.unit_id as "unitId", v.full_name as name, r.period, r.part::float8 as share, r.stray,
           (${numeratorOf('r')} * r.part)::text as num, (${weightOf('r')} * r.part)::text as den
      from placed r
      join ${pickTable([pick])} on ${hasFigure('r')} and (k.since is null or r.ends_on >= k.since)
      join unit_versions v on v.unit_id = r.unit_id and v.valid_from <= r.ends_on and (v.valid_to is null or v.valid_to > r.ends_on)
     order by r.period, v.code, r.unit_id`)
  const strays = unit.own
    ? (await strayLines(ctx, { basis: input.basis, per: 'none' }, range, [pick], unit.provinceId)).filter(
        (line) => line.unitId === unit.id && line.code === pick.code && line.bucket === 'now',
      )
    : []
  const known = rows.filter((each) => each.stray)
  const [beyond] = strays.flatMap((line): Amount[] => {
    const [num, den] = (['num', 'den'] as const).map((of) =>
      exactSum([Number(line[of] ?? 0), ...known.map((each) => -Number(each[of]))]),
    )
    return line.n > known.length ? [{ n: line.n - known.length, num: num ?? 0, den: den ?? 0 }] : []
  })
  return {
    row,
    unit: { id: unit.id, name: unit.name },
    parts: rows.flatMap(({ unitId, name, period, share, num, den }): Part[] => {
      const month = months.find((each) => each.code === period)
      if (!month) return []
      const { code, year, month: number } = month
      const amount = { n: 1, num: Number(num), den: Number(den) }
      return [{ unitId, name, period: { code, year, month: number }, share, amount }]
    }),
    rest: beyond ?? null,
  }
}
