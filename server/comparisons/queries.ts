import { type SQL, sql } from 'drizzle-orm'
import { getPeriod, listPeriods, type Period } from '../calendar/queries'
import type { Ctx } from '../context'
import { Forbidden, Invalid } from '../errors'
import { loadForm } from '../forms/queries'
import { type FormRow, totalKind } from '../forms/rules'
import { canCompare } from './policy'
import { type Absence, type Amount, absenceOf } from './rules'
import type { CompareInput } from './schema'

export type Buckets = { now?: Amount; before?: Amount; lastYear?: Amount; sameNow?: Amount; sameBefore?: Amount }
export type CompareRow = {
  unitId: number
  name: string
  code: string | null
  type: string
  /** Reports that had to come and that count, summed over the months of the range. */
  required: number
  received: number
  households: number | null
  adults: number | null
  /** Only totals were filed for this province (domain.md 22.17). */
  totalsOnly: boolean
  figures: Record<string, Buckets>
}
export type Comparison = {
  level: 'provinces' | 'communes'
  province: { id: number; name: string } | null
  periods: { from: Period; to: Period; months: number; all: string[] }
  /** 'official' when every month of the range is closed and the basis is what was accepted. */
  standing: 'provisional' | 'official'
  columns: (FormRow & { absence: Absence })[]
  rows: CompareRow[]
  /** Of other provinces only what is published is shown. */
  publishedOnly: boolean
}

/** Indicators kept beside every report: the report itself, households and adults behind it. */
const beside = ['R00', 'R01', 'R02'] as const
const maxMonths = 24

type Range = {
  from: Period
  to: Period
  months: number
  all: string[]
  wanted: { id: number; bucket: string; last: boolean }[]
  now: Period[]
  previous: Period | null
}

/** The months of the range and of the two ranges it is compared with: the one just before, and the same a year ago. */
async function rangeOf(ctx: Ctx, input: Pick<CompareInput, 'from' | 'to'>): Promise<Range> {
  const opened = await listPeriods(ctx.db)
  const [from, to] = [await getPeriod(ctx.db, input.from), await getPeriod(ctx.db, input.to)]
  const index = (period: Period) => period.year * 12 + period.month
  const months = index(to) - index(from) + 1
  if (months < 1 || months > maxMonths) throw new Invalid('comparisons.range', { max: maxMonths })
  const wanted: Range['wanted'] = []
  for (const period of opened) {
    for (const [bucket, shift] of [
      ['now', 0],
      ['before', months],
      ['lastYear', 12],
    ] as const) {
      const at = index(period) + shift
      if (at >= index(from) && at <= index(to)) wanted.push({ id: period.id, bucket, last: at === index(to) })
    }
  }
  return {
    from,
    to,
    months,
    all: opened.map((each) => each.code),
    wanted,
    now: opened.filter((each) => index(each) >= index(from) && index(each) <= index(to)),
    previous: opened.find((each) => index(each) === index(from) - 1) ?? null,
  }
}

type Long = { unitId: number; code: string; bucket: keyof Buckets; n: number; num: string | null; den: string }

/**
 * Provinces or the communes of one province side by side for a range of months: each figure with the range before and the
 * same range of last year, x/y reports, households and adults behind them. Flows add over months, stocks and percentages
 * take the last month, each-once rows refuse a range. Cost follows the table shown, not the reports behind it.
 * @throws Invalid comparisons.range when the range is empty or longer than 24 months.
 */
export async function compare(ctx: Ctx, input: CompareInput): Promise<Comparison> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const range = await rangeOf(ctx, input)
  const form = await loadForm(ctx.db, range.to.formVersionId, range.to.endsOn)
  const columns = input.codes
    .flatMap((code) => form.rows.find((row) => row.code === code) ?? [])
    .map((row) => ({ ...row, absence: absenceOf(row, range.months) }))
  const shown = columns.filter((column) => column.absence === null)
  // A derived percentage is not kept: its two rows are (A05 from A04 and A01).
  const kept = [
    ...new Set([...shown.map((row) => row.code), ...(shown.some((row) => row.code === 'A05') ? ['A04', 'A01'] : [])]),
  ]
  const picks = kept.flatMap((code) => {
    const row = form.rows.find((each) => each.code === code)
    const id = form.indicatorIds[code]
    return row && id && code !== 'A05' ? [{ id, code, adds: totalKind(row).overMonths === 'sum' }] : []
  })
  const level = input.provinceId === undefined ? 'provinces' : 'communes'
  const publishedOnly = level === 'provinces' && ctx.actor.unitLevel !== 'nation'
  const rows =
    level === 'provinces'
      ? await provinceRows(ctx, input, range, picks, publishedOnly)
      : await communeRows(ctx, input, range, picks)
  if (input.sameSet && range.months === 1 && range.previous) await addSameSet(ctx, input, range, picks, rows, level)
  for (const row of rows) {
    if (!shown.some((column) => column.code === 'A05')) continue
    row.figures.A05 = Object.fromEntries(
      (['now', 'before', 'lastYear'] as const).map((bucket) => {
        const covered = row.figures.A04?.[bucket]
        return [bucket, covered && { n: covered.n, num: covered.num, den: row.figures.A01?.[bucket]?.num ?? 0 }]
      }),
    )
  }
  const province = input.provinceId ? await unitName(ctx, input.provinceId, range.to.endsOn) : null
  return {
    level,
    province: input.provinceId && province ? { id: input.provinceId, name: province } : null,
    periods: { from: range.from, to: range.to, months: range.months, all: range.all },
    standing:
      (input.basis === 'accepted' || publishedOnly) && range.now.every((each) => each.state === 'closed')
        ? 'official'
        : 'provisional',
    columns,
    rows,
    publishedOnly,
  }
}

type Picked = { id: number; code: string; adds: boolean }

const wantedTable = (range: Range): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(range.wanted)}::jsonb) as w(id int, bucket text, last boolean)`
const pickTable = (picks: Picked[]): SQL => sql`(
  select id, code, adds from jsonb_to_recordset(${JSON.stringify(picks)}::jsonb) as k(id int, code text, adds boolean)
  union all select id, code, code = 'R00' from indicators where owner_unit_id is null and code in ('R00', 'R01', 'R02'))`

async function provinceRows(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Picked[],
  publishedOnly: boolean,
): Promise<CompareRow[]> {
  const [n, num, den] =
    input.basis === 'accepted'
      ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
      : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const source = publishedOnly
    ? sql`(select province_id, period_id, indicator_id, n, num, den from published_totals(${sql.param(range.wanted.map((each) => each.id))}::int[]))`
    : sql`(select t.province_id, t.period_id, t.indicator_id, ${n} as n, ${num} as num, ${den} as den from totals t where t.period_id = any (${sql.param(range.wanted.map((each) => each.id))}::int[]) and ${n} > 0)`
  // By the provinces of today a predecessor counts in what it wholly became (confirmed, share 1); else as they were then.
  const home =
    input.tree === 'now'
      ? sql`coalesce((select s.successor_id from unit_successions s where s.predecessor_id = t.province_id and s.share = 1 and s.confirmed), t.province_id)`
      : sql`t.province_id`
  const { rows: long } = await ctx.db.execute<Long>(sql`
    with wanted as materialized (select * from ${wantedTable(range)}),
    pick as materialized (select * from ${pickTable(picks)} p),
    place as materialized (select distinct t.province_id, ${home} as home from (select distinct province_id from ${source} x) t)
    select p.home as "unitId", k.code, w.bucket, sum(t.n)::int as n, sum(t.num)::text as num, sum(t.den)::text as den
      from wanted w
      join ${source} t on t.period_id = w.id
      join pick k on k.id = t.indicator_id and (k.adds or w.last)
      join place p on p.province_id = t.province_id
     group by 1, 2, 3`)
  const owed = await ctx.db.execute<{ unitId: number; required: number; summary: boolean }>(sql`
    select ${input.tree === 'now' ? sql`coalesce((select s.successor_id from unit_successions s where s.predecessor_id = o.province_id and s.share = 1 and s.confirmed), o.province_id)` : sql`o.province_id`} as "unitId",
           count(*)::int as required, bool_or(o.unit_id = o.province_id) as summary
      from obligations o
     where o.period_id = any (${sql.param(range.now.map((each) => each.id))}::int[]) and o.state = 'required'
     group by 1`)
  const day = input.tree === 'now' ? sql`current_date` : sql`${range.to.endsOn}::date`
  const { rows: units } = await ctx.db.execute<{ unitId: number; name: string; code: string; type: string }>(sql`
    select unit_id as "unitId", full_name as name, code, type from unit_versions
     where level = 'province' and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) order by code`)
  return units.map((unit) =>
    assemble(
      unit,
      long,
      owed.rows.find((each) => each.unitId === unit.unitId),
    ),
  )
}

async function communeRows(ctx: Ctx, input: CompareInput, range: Range, picks: Picked[]): Promise<CompareRow[]> {
  const counted =
    input.basis === 'accepted'
      ? sql`r.status in ('accepted', 'locked')`
      : sql`r.status in ('submitted', 'accepted', 'locked')`
  const { rows: long } = await ctx.db.execute<Long>(sql`
    with wanted as materialized (select * from ${wantedTable(range)}),
    pick as materialized (select k.code, i.value_type = 'percent' as percent, k.adds from ${pickTable(picks)} k join indicators i on i.id = k.id where k.code not like 'R0_')
    select r.unit_id as "unitId", k.code, w.bucket, count(*)::int as n,
           sum(case when k.percent then coalesce((r.details -> k.code ->> 'numerator')::numeric, (r.values ->> k.code)::numeric * (r.denominators ->> 'adults')::numeric / 100)
                    else (r.values ->> k.code)::numeric end)::text as num,
           sum(case when k.percent then (r.denominators ->> 'adults')::numeric else 0 end)::text as den
      from wanted w
      join reports r on r.period_id = w.id and r.province_id = ${input.provinceId} and ${counted}
      join pick k on jsonb_typeof(r.values -> k.code) = 'number' and (k.adds or w.last)
       and (not k.percent or (r.denominators ->> 'adults')::numeric > 0)
     group by 1, 2, 3
    union all
    select r.unit_id, x.code, 'now', count(*)::int, sum(x.num)::text, '0'
      from reports r
      cross join lateral (values ('R00', 1), ('R01', (r.denominators ->> 'households')::numeric), ('R02', (r.denominators ->> 'adults')::numeric)) x(code, num)
     where r.province_id = ${input.provinceId} and ${counted} and x.num is not null
       and ((x.code = 'R00' and r.period_id = any (${sql.param(range.now.map((each) => each.id))}::int[])) or (x.code <> 'R00' and r.period_id = ${range.to.id}))
     group by 1, 2`)
  const { rows: units } = await ctx.db.execute<{
    unitId: number
    name: string
    code: string
    type: string
    required: number
    summary: boolean
  }>(sql`
    select o.unit_id as "unitId", v.full_name as name, v.code, v.type,
           count(*) filter (where o.state = 'required')::int as required, bool_or(o.unit_id = o.province_id) as summary
      from obligations o
      join unit_versions v on v.unit_id = o.unit_id and v.valid_from <= ${range.to.endsOn} and (v.valid_to is null or v.valid_to > ${range.to.endsOn})
     where o.period_id = any (${sql.param(range.now.map((each) => each.id))}::int[]) and o.province_id = ${input.provinceId}
     group by 1, 2, 3, 4 order by v.code`)
  return units.map((unit) => assemble(unit, long, unit))
}

function assemble(
  unit: { unitId: number; name: string; code: string | null; type: string },
  long: Long[],
  owed?: { required: number; summary: boolean },
): CompareRow {
  const figures: Record<string, Buckets> = {}
  for (const each of long) {
    if (each.unitId !== unit.unitId) continue
    figures[each.code] ??= {}
    const buckets = figures[each.code]
    if (buckets)
      buckets[each.bucket] = { n: each.n, num: each.num === null ? null : Number(each.num), den: Number(each.den) }
  }
  const standing = (code: (typeof beside)[number]) => figures[code]?.now?.num ?? null
  const row: CompareRow = {
    ...{ unitId: unit.unitId, name: unit.name, code: unit.code, type: unit.type },
    required: owed?.required ?? 0,
    received: standing('R00') ?? 0,
    households: standing('R01'),
    adults: standing('R02'),
    totalsOnly: owed?.summary ?? false,
    figures,
  }
  for (const code of beside) delete figures[code]
  return row
}

/** The same figures over the units that reported in both months alone (domain.md 22.16). */
async function addSameSet(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Picked[],
  rows: CompareRow[],
  level: Comparison['level'],
): Promise<void> {
  const statuses = input.basis === 'accepted' ? sql`('accepted', 'locked')` : sql`('submitted', 'accepted', 'locked')`
  const { rows: long } = await ctx.db.execute<{
    unitId: number
    code: string
    n: number
    now: string
    before: string
  }>(sql`
    select ${level === 'provinces' ? sql`r.province_id` : sql`r.unit_id`} as "unitId", k.code, count(*)::int as n,
           sum((r.values ->> k.code)::numeric)::text as now, sum((q.values ->> k.code)::numeric)::text as before
      from reports r
      join reports q on q.unit_id = r.unit_id and q.period_id = ${range.previous?.id ?? 0} and q.status in ${statuses}
      join (select k.code from jsonb_to_recordset(${JSON.stringify(picks)}::jsonb) as k(id int, code text) join indicators i on i.id = k.id
             where i.value_type <> 'percent') k
        on jsonb_typeof(r.values -> k.code) = 'number' and jsonb_typeof(q.values -> k.code) = 'number'
     where r.period_id = ${range.to.id} and r.status in ${statuses} ${level === 'communes' ? sql`and r.province_id = ${input.provinceId}` : sql``}
     group by 1, 2`)
  for (const each of long) {
    const buckets = rows.find((row) => row.unitId === each.unitId)?.figures[each.code]
    if (!buckets) continue
    buckets.sameNow = { n: each.n, num: Number(each.now), den: 0 }
    buckets.sameBefore = { n: each.n, num: Number(each.before), den: 0 }
  }
}

async function unitName(ctx: Ctx, unitId: number, on: string): Promise<string | null> {
  const { rows } = await ctx.db.execute<{ name: string }>(sql`
    select full_name as name from unit_versions where unit_id = ${unitId} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`)
  return rows[0]?.name ?? null
}
