import { type SQL, sql } from 'drizzle-orm'
import { listPeriods, type Period } from '../../../calendar/queries'
import { parsePeriod, previousPeriod } from '../../../calendar/rules'
import type { Ctx } from '../../../context'
import { type LoadedForm, loadForm } from '../../../forms/queries'
import { totalledRows } from '../../../forms/rules'
import type { PaperFigure, PaperMonth, Standing } from '../facts/rules'
import { type Pair, type Sum, totalFiguresOf } from './rules'

type Found = {
  form: LoadedForm
  before: PaperMonth | null
  figures: Record<string, PaperFigure>
  standing: Standing
}

/** Counts towards the totals of a month that runs, and of one that is closed. */
const counted = (official: boolean): SQL =>
  official ? sql`('accepted', 'locked')` : sql`('submitted', 'accepted', 'locked')`

/** Where obligations, reports and totals `alias` belong: a province of then, or, for the country, all of them. */
const within = (alias: string, provinceId: number | null): SQL =>
  provinceId === null ? sql`true` : sql`${sql.raw(alias)}.province_id = ${provinceId}`

/**
 * The totals of a province, or of the country (`provinceId` null), for a month: accepted figures of a month that is closed, else
 * what was sent. Null where nobody owed anything.
 */
export async function totalFigures(ctx: Ctx, provinceId: number | null, period: Period): Promise<Found | null> {
  const official = period.state === 'closed'
  const standing = await standingOf(ctx, provinceId, period, official)
  if (!standing) return null
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const own = parsePeriod(period.code)
  const wanted = own ? previousPeriod(own).code : ''
  const before = (await listPeriods(ctx)).find(({ code }) => code === wanted)
  const now = await sumsOf(ctx, form, provinceId, period, official)
  const past = before && (await sumsOf(ctx, form, provinceId, before, before.state === 'closed'))
  // Over the whole country pairs are the comparison's to work out.
  const pairs =
    before && provinceId !== null ? await pairsOf(ctx, form, provinceId, period, before, official) : new Map()
  return {
    form,
    before: before && past && past.size > 0 ? { year: before.year, month: before.month } : null,
    figures: totalFiguresOf(form, now, before && past ? { sums: past, endsOn: before.endsOn, pairs } : null),
    standing,
  }
}

async function sumsOf(
  { db }: Ctx,
  form: LoadedForm,
  provinceId: number | null,
  period: Period,
  official: boolean,
): Promise<Map<string, Sum>> {
  const [n, num, den] = official
    ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
    : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const ids = Object.values(form.indicatorIds)
  const { rows } = await db.execute<{ id: number; n: number; num: number; den: number }>(sql`
    select t.indicator_id as id, sum(${n})::int as n, sum(${num})::float8 as num, sum(${den})::float8 as den
      from totals t
     where t.period_id = ${period.id} and t.indicator_id = any (${sql.param(ids)}::int[]) and ${n} > 0
       and ${within('t', provinceId)}
     group by 1`)
  const codes = new Map(Object.entries(form.indicatorIds).map(([code, id]) => [id, code]))
  return new Map(rows.flatMap(({ id, ...sum }) => (codes.has(id) ? [[codes.get(id) ?? '', sum] as const] : [])))
}

/** Figures of a province over the communes that gave them in both months. */
async function pairsOf(
  { db }: Ctx,
  form: LoadedForm,
  provinceId: number,
  period: Period,
  before: Period,
  official: boolean,
): Promise<Map<string, Pair>> {
  const codes = totalledRows(form)
    .filter((row) => row.valueType !== 'percent')
    .map((row) => row.code)
  const { rows } = await db.execute<Pair & { code: string }>(sql`
    select k.code, count(*)::int as n, sum((r.values ->> k.code)::numeric)::float8 as now,
           sum((q.values ->> k.code)::numeric)::float8 as before
      from reports r
      join reports q on q.unit_id = r.unit_id and q.period_id = ${before.id} and q.status in ${counted(before.state === 'closed')}
      cross join unnest(${sql.param(codes)}::text[]) k(code)
     where r.period_id = ${period.id} and r.province_id = ${provinceId} and r.status in ${counted(official)}
       and jsonb_typeof(r.values -> k.code) = 'number' and jsonb_typeof(q.values -> k.code) = 'number'
     group by 1`)
  return new Map(rows.map(({ code, ...pair }) => [code, pair]))
}

/** Who owed and who sent; communes of a province that have not, by their names of then in the order of their codes. */
async function standingOf(
  { db }: Ctx,
  provinceId: number | null,
  period: Period,
  official: boolean,
): Promise<Standing | null> {
  const sent = sql`coalesce(r.status in ${counted(official)}, false)`
  const { rows } = await db.execute<Omit<Standing, 'official' | 'provinces'> & { with: number; all: number }>(sql`
    with owed as (
      select o.unit_id, o.province_id, ${sent} as sent, coalesce(r.status in ${counted(true)}, false) as accepted
        from obligations o
        left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
       where o.period_id = ${period.id} and ${within('o', provinceId)} and (o.state = 'required' or ${sent})
    )
    select count(*)::int as required, count(*) filter (where sent)::int as received, count(*) filter (where accepted)::int as accepted,
           count(distinct province_id) filter (where sent)::int as with,
           (select count(*) from unit_versions v where v.level = 'province' and v.valid_from <= ${period.endsOn}
               and (v.valid_to is null or v.valid_to > ${period.endsOn}))::int as all,
           coalesce((select json_agg(v.full_name order by v.code) from owed m
              join unit_versions v on v.unit_id = m.unit_id and v.valid_from <= ${period.endsOn}
               and (v.valid_to is null or v.valid_to > ${period.endsOn})
             where not m.sent and ${provinceId !== null}), '[]') as missing
      from owed`)
  const [found] = rows
  if (!found || found.required === 0) return null
  const { with: told, all, ...counts } = found
  return { ...counts, official, provinces: provinceId === null ? { with: told, all } : null }
}
