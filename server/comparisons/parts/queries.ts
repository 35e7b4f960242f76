import { sql } from 'drizzle-orm'
import { listPeriods } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound } from '../../errors'
import { loadForm } from '../../forms/queries'
import type { FormRow } from '../../forms/rules'
import { totalKind } from '../../forms/rules'
import { isStray, strayLines } from '../places/queries'
import { canCompare } from '../policy'
import { rangeOf } from '../range/queries'
import { type Amount, absenceOf } from '../rules'
import type { PartsInput } from '../schema'
import { countedStatuses, hasFigure, type Long, numeratorOf, type Pick, pickTable, weightOf } from '../sums/queries'
import { exactSum } from '../sums/rules'

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
  /** What comes from reports of other provinces' units, which the caller sees as this sum alone; null: nothing does. */
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
  // A derived percentage is its two rows (A05 from A04 and A01).
  const codes = row.code === 'A05' ? ['A04', 'A01'] : [row.code]
  const adds = totalKind(row).overMonths === 'sum'
  const picks = codes.map((code): Pick => {
    const percent = row.valueType === 'percent' && codes.length === 1
    return { id: form.indicatorIds[code] ?? 0, code, adds, percent, since: form.since[code] ?? null }
  })
  const months = adds ? range.now : [range.to]
  type Found = Omit<Part, 'amount' | 'period'> & {
    period: string
    stray: boolean
    code: string
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
    select r.unit_id as "unitId", v.full_name as name, r.period, r.part::float8 as share, r.stray, k.code,
           (${numeratorOf('r')} * r.part)::text as num, (${weightOf('r')} * r.part)::text as den
      from placed r
      join ${pickTable(picks)} on ${hasFigure('r')} and (k.since is null or r.ends_on >= k.since)
      join unit_versions v on v.unit_id = r.unit_id and v.valid_from <= r.ends_on and (v.valid_to is null or v.valid_to > r.ends_on)
     order by r.period, v.code, r.unit_id`)
  const strays = unit.own
    ? (await strayLines(ctx, { basis: input.basis, per: 'none' }, range, picks, unit.provinceId)).filter(
        (line) => line.unitId === unit.id && line.bucket === 'now',
      )
    : []
  const known = (code: string) => rows.filter((each) => each.stray && each.code === code)
  const beyond = strays.flatMap((line): Long[] => {
    const less = known(line.code)
    const [num, den] = (['num', 'den'] as const).map((of) =>
      exactSum([Number(line[of] ?? 0), ...less.map((each) => -Number(each[of]))]),
    )
    return line.n > less.length ? [{ ...line, n: line.n - less.length, num: num ?? 0, den: den ?? 0 }] : []
  })
  const amountOf = (lines: { code: string; n: number; num: number; den: number }[]): Amount | null => {
    const [part, whole] = codes.map((code) => lines.find((line) => line.code === code))
    if (!part || (codes.length > 1 && !whole)) return null
    return { n: part.n, num: part.num, den: whole?.num ?? part.den }
  }
  const reports = new Map<string, Found[]>()
  for (const each of rows) {
    const key = `${each.unitId} ${each.period}`
    reports.set(key, [...(reports.get(key) ?? []), each])
  }
  return {
    row,
    unit: { id: unit.id, name: unit.name },
    parts: [...reports.values()].flatMap((lines): Part[] => {
      const [first] = lines
      const amount = amountOf(lines.map(({ code, num, den }) => ({ code, n: 1, num: Number(num), den: Number(den) })))
      const month = months.find((each) => each.code === first?.period)
      if (!first || !amount || !month) return []
      const { unitId, name, share } = first
      const { code, year, month: number } = month
      return [{ unitId, name, period: { code, year, month: number }, share, amount }]
    }),
    rest: amountOf(beyond.map(({ code, n, num, den }) => ({ code, n, num: Number(num), den: Number(den) }))),
  }
}
