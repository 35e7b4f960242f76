import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { liesIn } from '../../units/versions/queries'
import { setBases } from '../bases/queries'
import { addBreaks, addPeerBreaks } from '../breaks/queries'
import { peerRow } from '../peer/queries'
import {
  addDoubts,
  addOwn,
  isRestated,
  isStray,
  nowhere,
  placing,
  sameUnit,
  strayLines,
  unallocatedLine,
  withoutPartSums,
} from '../places/queries'
import { provincesOfThen } from '../provinces/queries'
import { type BesideLines, type CompareRow, restOf } from '../rules'
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
  pairsOf,
  type Range,
  sumsOf,
  type UnitRow,
  wantedTable,
} from '../sums/queries'
import type { Pick } from '../sums/rules'

/**
 * `strays`: some communes are placed one by one, not with their province (unit_strays). `thenIds`: by the tree of then, the provinces of
 * then that are meant; `ofThen`: those of them to be named, none where it is itself alone. `partOf`: of those a part lies here, and
 * of their communes only the ones that do are meant, in these months.
 */
export type Province = {
  id: number
  name: string
  path: string
  strays: boolean
  thenIds: number[]
  ofThen: { id: number; name: string; partly: boolean }[]
  partOf: number[] | null
}

/**
 * Where a row of `alias` (reports, obligations) of a period ending on `day` lies: under the present province of the one asked
 * for, since what has ended lies there too, but for what is placed by itself; by the tree of then in the provinces of then meant.
 */
const within = (alias: string, province: Province, tree: CompareInput['tree'], day: SQL): SQL => {
  const row = sql.raw(alias)
  if (tree === 'then') {
    const then = sql`${row}.province_id = any (${sql.param(province.thenIds)}::int[])`
    if (!province.partOf) return then
    return sql`${then} and (${row}.unit_id, ${row}.province_id, ${row}.period_id) in (
      select unit_id, then_id, period_id from stray_seats(${sql.param(province.partOf)}::int[]) where province_id = ${province.id} and home_id is not null)`
  }
  const range = liesIn(alias, province)
  return province.strays ? sql`${range} and not ${isStray(alias, day)}` : range
}

/** Whether some figures are placed one by one: strays, and what a commune took of units whose reports it does not read. */
const placedApart = ({ actor }: Ctx, province: Province) => province.strays || actor.unitLevel === 'commune'

type Group = {
  unitId: number
  bucket: Long['bucket']
  lead: boolean
  received: number
  accepted: number
  sums: Packed
}

/** Sums of the reports that row-level security shows, by the communes of the tree; a cut one's report in each of its parts. */
async function communeSums(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  province: Province,
): Promise<Map<number, Long[]>> {
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
  const at = placing(input.tree, sql`b.unit_id`, sql`b."endsOn"`)
  const { rows: groups } = await ctx.db.execute<Group>(sql`
    with wanted as materialized (select * from ${wantedTable(range)}),
    base as materialized (
      select r.unit_id, r.status, r.values, r.details, r.denominators, w.bucket, w.whole, w.last, w."endsOn"
        from wanted w
        join reports r on r.period_id = w.id and r.period_id = any (${sql.param(range.ids)}::int[])
         and r.status in ${countedStatuses(input.basis)} and ${within('r', province, input.tree, sql`w."endsOn"`)}
    )
    select ${at.home} as "unitId", b.bucket, ${at.lead} as lead, ${at.share ?? sql`1::numeric`} as part,
           count(*) filter (where b.whole)::int as received,
           count(*) filter (where b.whole and b.status in ('accepted', 'locked'))::int as accepted,
           ${sumsOf('b', picks, of.figures, counts, { rate: input.per, last: sql`b.last`, share: at.share })} as sums
      from base b ${of.join}
      ${at.join}
     group by 1, 2, 3, 4`)
  const sums = new Map<number, Long[]>()
  const add = (unitId: number, lines: Long[]) => sums.set(unitId, [...(sums.get(unitId) ?? []), ...lines])
  for (const { received, accepted, ...group } of groups) {
    const { unitId, bucket, lead } = group
    const lines = linesOf(picks, group)
    const [also, acceptedAlso] = lead ? [0, 0] : [received, accepted]
    if (received > 0)
      lines.push({ unitId, code: 'R00', bucket, n: received, num: received, den: 0, accepted, also, acceptedAlso })
    add(unitId, lines)
  }
  const reports = within('r', province, input.tree, sql`w."endsOn"`)
  await setBases(ctx, input, range, picks, reports, sums)
  if (input.tree === 'now' && placedApart(ctx, province))
    // Only a province needs these beside its totals.
    for (const line of await strayLines(ctx, input, range, picks, province.id))
      if (!['RL', 'R01', 'R02'].includes(line.code)) add(line.unitId, [line])
  return sums
}

/**
 * The communes of a province straight from their reports, as far as row-level security shows them. For a commune the
 * province stands beside it as `peer`. Beside the rows stand what has no place today and, by the tree of then, what of the
 * province of then another province has now: with them the rows add up to the province.
 */
export async function communeRows(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  province: Province,
): Promise<{ rows: CompareRow[]; peer: CompareRow | null } & BesideLines> {
  const { actor } = ctx
  const counted = countedStatuses(input.basis)
  const nowIds = sql`${sql.param(range.now.map((each) => each.id))}::int[]`
  const sums = await communeSums(ctx, input, range, picks, province)
  const at = placing(input.tree, sql`o.unit_id`, sql`o.ends_on`)
  const today = input.tree === 'now'
  // By the units of today a row stands also for who takes nothing of then; what another commune shares is not one's own row.
  const own = sql`(x.unit_id = 0 or exists (select from units u where u.id = x.unit_id and starts_with(u.path, ${actor.path})))`
  const { rows: units } = await ctx.db.execute<UnitRow & Owed & { units: number; lastMonth: string | null }>(sql`
    with owed as materialized (
      select o.unit_id, o.province_id, p.ends_on, p.code, o.state = 'required' or exists (
               select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ${counted}) as required
        from obligations o join periods p on p.id = o.period_id
       where o.period_id = any (${nowIds}) and ${within('o', province, input.tree, sql`p.ends_on`)}
    ), placed as (
      select ${at.home} as unit_id, count(*) filter (where o.required) as required,
             count(*) filter (where o.required and not ${at.lead}) as also, bool_and(o.unit_id = o.province_id) as summary,
             count(distinct o.unit_id) as units, max(o.code) filter (where o.required) as last
        from owed o ${at.join} group by 1
      ${
        today
          ? sql`union all
      select d.unit_id, 0, 0, null, 0, null from unit_doubts d join units u on u.id = d.unit_id and u.level = 'commune'
       where d.effective_on > ${range.from.endsOn} and ${liesIn('u', province)}`
          : sql``
      }
      ${
        today && placedApart(ctx, province)
          ? sql`union all
      select coalesce(s.unit_id, 0), s.required, s.also, s.summary, 0, null from stray_required(${nowIds}, ${input.basis === 'accepted'}, ${province.id}, false) s`
          : sql``
      }
    ), named as (
      select unit_id, sum(required)::int as required, sum(also)::int as also, coalesce(bool_and(summary), false) as summary, sum(units)::int as units, max(last) as last
        from placed group by 1
    )
    select x.unit_id as "unitId", v.full_name as name, v.name as short, v.code, v.type, x.required, x.also, x.summary, x.units, x.last as "lastMonth",
           ${today ? sql`(select max(d.effective_on) from unit_doubts d where d.unit_id = x.unit_id)` : sql`null`} as "comparableFrom",
           ${today ? isRestated(sql`x.unit_id`, range) : sql`false`} as restated
      from named x
      left join lateral (
        select * from unit_versions v where v.unit_id = x.unit_id
           and ${
             today
               ? sql`v.valid_from <= ${range.today} and (v.valid_to is null or v.valid_to > ${range.today})`
               : sql`v.valid_from <= ${range.to.endsOn} and (v.valid_to is null or v.valid_to > ${range.from.endsOn})`
           } order by v.valid_from desc limit 1) v on true
     where (v.unit_id is not null or x.unit_id = 0) ${today ? sql`and ${own}` : sql``}
     order by v.code`)
  const official = range.now.every((each) => each.state === 'closed') && input.basis === 'accepted'
  const options = { per: input.per, standing: official ? 'official' : 'provisional' } as const
  const named = units.filter((unit) => unit.unitId !== nowhere)
  if (today) withoutPartSums(sums, named, range, picks)
  const rows = named.map((unit) => ({
    ...assemble(unit, sums.get(unit.unitId) ?? [], unit, options),
    lastMonth: unit.lastMonth,
  }))
  if (input.sameSet && range.months === 1 && range.previous) await addSameSet(ctx, input, range, picks, rows, province)
  await addDoubts(ctx, rows, range)
  await addOwn(ctx, input, range, rows)
  const elsewhere = await elsewhereRow(ctx, input, range, picks, province, { rows, sums })
  const gone = await addBreaks(ctx, input, range, picks, { rows, sums, provinceIds: province.thenIds, elsewhere })
  const peer =
    actor.unitLevel === 'commune' ? await peerRow(ctx, input, range, picks, options.standing, province) : null
  if (peer) await addPeerBreaks(ctx, input, range, peer, province.path)
  const unallocated = today
    ? unallocatedLine(
        sums.get(nowhere) ?? [],
        units.find((unit) => unit.unitId === nowhere),
        options,
      )
    : null
  return { rows, peer, unallocated, gone, elsewhere }
}

/** What the province of then had and its rows have not: communes that another province has now and shows to nobody else. */
async function elsewhereRow(
  ctx: Ctx,
  input: CompareInput,
  range: Range,
  picks: Pick[],
  province: Province,
  { rows, sums }: { rows: readonly CompareRow[]; sums: ReadonlyMap<number, Long[]> },
): Promise<CompareRow | null> {
  const { actor } = ctx
  if (input.tree === 'now' || !province.strays || province.partOf || actor.unitLevel !== 'province') return null
  if (!province.path.startsWith(actor.path)) return null
  const unit = { unitId: nowhere, name: '', short: '', code: null, type: '' }
  // In earlier months the province sees more than its rows: what has gone into them since.
  const seen = assemble(unit, [...sums.values()].flat(), undefined, { per: 'none', standing: 'provisional' })
  return restOf(await provincesOfThen(ctx, input, range, picks, unit, province.thenIds), rows, seen)
}

/** The same figures in two months, of communes that gave them in both and were the same in both. */
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
  const day = sql`${range.to.endsOn}::date`
  const since = range.previous?.endsOn ?? range.to.endsOn
  const at = placing(input.tree, sql`r.unit_id`, day)
  const past = placing(input.tree, sql`q.unit_id`, sql`${since}::date`, sql`unit_homes`, 'g')
  const { rows: pairs } = await ctx.db.execute<{ unitId: number; sums: Packed }>(sql`
    select ${at.home} as "unitId", ${pairsOf(picks, now.figures, before.figures, (pick) => sql`${!pick.since || pick.since <= since}`)} as sums
      from reports r
      join reports q on q.unit_id = r.unit_id and q.period_id = ${range.previous?.id ?? 0} and q.status in ${counted}
      ${now.join} ${before.join} ${at.join} ${past.join}
     where r.period_id = ${range.to.id} and r.status in ${counted} and ${within('r', province, input.tree, day)}
       and ${sameUnit(at, past, since, range.to.endsOn)}
     group by 1`)
  addPairs(rows, picks, pairs)
}
