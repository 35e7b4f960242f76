import { type SQL, sql } from 'drizzle-orm'
import { listPeriods, type Period } from '../../../calendar/queries'
import { dayInVietnam, parsePeriod, previousPeriod } from '../../../calendar/rules'
import type { Ctx } from '../../../context'
import { type LoadedForm, loadForm } from '../../../forms/queries'
import { totalledRows } from '../../../forms/rules'
import { nationId } from '../../../units/rules'
import { newestFreeze, type Revision } from '../../frozen/queries'
import type { PaperFigure, PaperMonth, ReportPaper, Standing } from '../facts/rules'
import { type Pair, type Sum, totalFiguresOf } from './rules'

type Found = {
  form: LoadedForm
  before: PaperMonth | null
  figures: Record<string, PaperFigure>
  standing: Standing
  frozen: ReportPaper['frozen']
}

/** Counts towards the totals of a month that runs, and of one that is closed. */
const counted = (closed: boolean): SQL =>
  closed ? sql`('accepted', 'locked')` : sql`('submitted', 'accepted', 'locked')`

/** Where obligations, reports and totals `alias` belong: a province of then, or, for the country, all of them. */
const within = (alias: string, provinceId: number | null): SQL =>
  provinceId === null ? sql`true` : sql`${sql.raw(alias)}.province_id = ${provinceId}`

/** Of which figures a month is told: those of a revision, else those of now. */
type Told = { period: Period; freeze: Revision | null }

async function toldOf(
  { db }: Ctx,
  provinceId: number | null,
  period: Period,
  figures: 'frozen' | 'now',
): Promise<Told> {
  return { period, freeze: figures === 'frozen' ? await newestFreeze(db, provinceId ?? nationId, period.id) : null }
}

/**
 * The totals of a province, or of the country (`provinceId` null), for a month: as they were frozen, the month before alike; where
 * nothing was frozen, or `now` is asked for, accepted figures of a month that is closed, else what was sent. Null where nobody owed
 * anything.
 */
export async function totalFigures(
  ctx: Ctx,
  provinceId: number | null,
  period: Period,
  figures: 'frozen' | 'now',
): Promise<Found | null> {
  const told = await toldOf(ctx, provinceId, period, figures)
  const standing = await standingOf(ctx, provinceId, told)
  if (!standing) return null
  const form = await loadForm(ctx, period.formVersionId, period.endsOn)
  const own = parsePeriod(period.code)
  const wanted = own ? previousPeriod(own).code : ''
  const before = (await listPeriods(ctx)).find(({ code }) => code === wanted)
  const toldBefore = before && (await toldOf(ctx, provinceId, before, figures))
  const now = await sumsOf(ctx, form, provinceId, told)
  const past = toldBefore && (await sumsOf(ctx, form, provinceId, toldBefore))
  // Over the whole country pairs are the comparison's to work out.
  const pairs = toldBefore && provinceId !== null ? await pairsOf(ctx, form, provinceId, told, toldBefore) : new Map()
  return {
    form,
    before: before && past && past.size > 0 ? { year: before.year, month: before.month } : null,
    figures: totalFiguresOf(form, now, before && past ? { sums: past, endsOn: before.endsOn, pairs } : null),
    standing,
    frozen: told.freeze && { revision: told.freeze.revision, on: dayInVietnam(told.freeze.at) },
  }
}

async function sumsOf(
  { db }: Ctx,
  form: LoadedForm,
  provinceId: number | null,
  { period, freeze }: Told,
): Promise<Map<string, Sum>> {
  const [n, num, den] =
    freeze !== null
      ? [sql`t.n`, sql`t.num`, sql`t.den`]
      : period.state === 'closed'
        ? [sql`t.accepted_n`, sql`t.accepted_num`, sql`t.accepted_den`]
        : [sql`t.submitted_n`, sql`t.submitted_num`, sql`t.submitted_den`]
  const ids = Object.values(form.indicatorIds)
  const from =
    freeze !== null
      ? sql`frozen_totals t where t.freeze_id = ${freeze.id}`
      : sql`totals t where t.period_id = ${period.id} and ${within('t', provinceId)}`
  const { rows } = await db.execute<{ id: number; n: number; num: number; den: number }>(sql`
    select t.indicator_id as id, sum(${n})::int as n, sum(${num})::float8 as num, sum(${den})::float8 as den
      from ${from} and t.indicator_id = any (${sql.param(ids)}::int[]) and ${n} > 0
     group by 1`)
  const codes = new Map(Object.entries(form.indicatorIds).map(([code, id]) => [id, code]))
  return new Map(rows.flatMap(({ id, ...sum }) => (codes.has(id) ? [[codes.get(id) ?? '', sum] as const] : [])))
}

/** The reports of a province that count in a month: unit and figures. */
const countedReports = (provinceId: number, { period, freeze }: Told): SQL =>
  freeze !== null
    ? sql`(select x.subject_id as unit_id, x."values" from frozen_figures(${freeze.id}) x where x.report_id is not null)`
    : sql`(select x.unit_id, x.values from reports x
            where x.period_id = ${period.id} and x.province_id = ${provinceId} and x.status in ${counted(period.state === 'closed')})`

/** Of the month before, wherever its communes reported then. */
const reportsBefore = ({ period, freeze }: Told): SQL =>
  freeze !== null
    ? sql`(select x.subject_id as unit_id, x."values" from frozen_figures(${freeze.id}) x where x.report_id is not null)`
    : sql`(select x.unit_id, x.values from reports x
            where x.period_id = ${period.id} and x.status in ${counted(period.state === 'closed')})`

/** Figures of a province over the communes that gave them in both months. */
async function pairsOf(
  { db }: Ctx,
  form: LoadedForm,
  provinceId: number,
  told: Told,
  before: Told,
): Promise<Map<string, Pair>> {
  const codes = totalledRows(form)
    .filter((row) => row.valueType !== 'percent')
    .map((row) => row.code)
  const { rows } = await db.execute<Pair & { code: string }>(sql`
    select k.code, count(*)::int as n, sum((r.values ->> k.code)::numeric)::float8 as now,
           sum((q.values ->> k.code)::numeric)::float8 as before
      from ${countedReports(provinceId, told)} r
      join ${reportsBefore(before)} q on q.unit_id = r.unit_id
      cross join unnest(${sql.param(codes)}::text[]) k(code)
     where jsonb_typeof(r.values -> k.code) = 'number' and jsonb_typeof(q.values -> k.code) = 'number'
     group by 1`)
  return new Map(rows.map(({ code, ...pair }) => [code, pair]))
}

/** Who owed and who sent; communes of a province that have not, by their names of then in the order of their codes. */
async function standingOf({ db }: Ctx, provinceId: number | null, { period, freeze }: Told): Promise<Standing | null> {
  const sent = sql`coalesce(r.status in ${counted(period.state === 'closed')}, false)`
  const owed =
    freeze !== null
      ? sql`select f.subject_id as unit_id, f.subject_id as province_id, k <= f.accepted as sent, k <= f.accepted as accepted
              from frozen_units f cross join lateral generate_series(1, f.required) k where f.freeze_id = ${freeze.id}`
      : sql`select o.unit_id, o.province_id, ${sent} as sent, coalesce(r.status in ${counted(true)}, false) as accepted
              from obligations o
              left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
             where o.period_id = ${period.id} and ${within('o', provinceId)} and (o.state = 'required' or ${sent})`
  const { rows } = await db.execute<Omit<Standing, 'provinces'> & { with: number; all: number }>(sql`
    with owed as (${owed})
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
  return { ...counts, provinces: provinceId === null ? { with: told, all } : null }
}
