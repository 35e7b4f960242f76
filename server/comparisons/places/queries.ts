import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import type { CompareRow, Doubt, Rate, Tree, Unallocated } from '../rules'
import type { CompareInput } from '../schema'
import { assemble, countedStatuses, type Long, type Owed, pickTable, type Range, wantedTable } from '../sums/queries'
import type { Pick } from '../sums/rules'

/** Stands for "chưa phân bổ" among the ids of units. */
export const nowhere = 0

type Placing = { join: SQL; home: SQL; share: SQL | null; lead: SQL }

/**
 * A join that says where what `unit` reported for a period ending on `day` lies today (table unit_homes, `from` another of its
 * shape): home (0: nobody can say), share (null: all of it), lead. By the tree of then everything stays where it was.
 */
export function placing(tree: Tree, unit: SQL, day: SQL, from: SQL = sql`unit_homes`, as: 'h' | 'g' = 'h'): Placing {
  if (tree === 'then') return { join: sql``, home: unit, share: null, lead: sql`true` }
  const h = sql.raw(as)
  return {
    join: sql`left join ${from} ${h} on ${h}.unit_id = ${unit} and ${day} >= ${h}.since and ${day} < ${h}.until`,
    home: sql`case when ${h}.unit_id is null then ${unit} else coalesce(${h}.home_id, 0) end`,
    share: sql`coalesce(${h}.share, 1)`,
    lead: sql`coalesce(${h}.lead, true)`,
  }
}

/**
 * Whether a pair of reports `r`, `q` of two months speaks of one and the same unit: nothing came into it or left it in between, and
 * what it reported lies, whole, in the same place.
 */
export function sameUnit(now: Placing, before: Placing, since: string, until: string): SQL {
  const untouched = sql`not exists (
    select from unit_successions s where s.effective_on > ${since} and s.effective_on <= ${until}
       and (s.successor_id = r.unit_id or s.predecessor_id = r.unit_id))`
  if (!now.share || !before.share) return untouched
  return sql`${now.share} = 1 and ${before.share} = 1 and ${now.home} = ${before.home} and ${untouched}`
}

/** Rows of unit_homes about provinces: few, asked for by every total. */
export const provinceHomes: SQL = sql`
  select * from unit_homes where unit_id = any (array(select unit_id from unit_versions where level = 'province'))`

/** Whether a report or an obligation `alias` of a period ending on `day` is placed by itself and not with its province. */
export const isStray = (alias: string, day: SQL): SQL => {
  const row = sql.raw(alias)
  return sql`exists (select from unit_strays s where s.unit_id = ${row}.unit_id and s.then_id = ${row}.province_id and ${day} >= s.since and ${day} < s.until)`
}

/** Whether a unit of today stands, in a month of the range, for others or for a part of itself: its figures have parts. */
export const isRestated = (unit: SQL, range: Range): SQL => sql`exists (
  select from unit_homes h where h.home_id = ${unit} and h.since <= ${range.to.endsOn} and h.until > ${range.from.endsOn})`

/** Whether there are any strays; with none, nothing that is asked of them is executed. */
export const anyStrays: SQL = sql`exists (select from unit_strays)`

/** The picks of a table with the reports themselves (R00) and, for rates, what stands behind them. */
const withReports = (picks: readonly Pick[]): SQL => sql`
  select id, code, adds from ${pickTable(picks)}
  union all
  select i.id, x.code, x.code = 'R00' from indicators i
    join (values ('R00', 'R00'), ('R00', 'RL'), ('R01', 'R01'), ('R02', 'R02')) x(kept, code) on x.kept = i.code
   where i.owner_unit_id is null`

type StrayInput = { basis: CompareInput['basis']; per: Rate }

/**
 * Figures of strays: what is added to each province's totals, or, of `provinceId`, to its communes of today. Over several months
 * they have a base only where the same units gave the figure in each.
 */
export async function strayLines(
  ctx: Ctx,
  input: StrayInput,
  range: Range,
  picks: readonly Pick[],
  provinceId: number | null,
): Promise<Long[]> {
  const lines = await straySums(ctx, input, range, picks, provinceId)
  return lines.map(({ base, ...line }) => (input.per === 'none' || provinceId === null ? line : { ...line, base }))
}

/** Households or adults behind the figures of strays, by the province that has them now. */
export const strayBases = (ctx: Ctx, input: CompareInput, range: Range, picks: readonly Pick[]): Promise<Long[]> =>
  straySums(ctx, input, range, picks, null)

async function straySums(
  ctx: Ctx,
  input: StrayInput,
  range: Range,
  picks: readonly Pick[],
  provinceId: number | null,
): Promise<Long[]> {
  const { rows } = await ctx.db.execute<Long>(sql`
    select coalesce(t.${sql.raw(provinceId === null ? 'province_id' : 'unit_id')}, 0) as "unitId", k.code, w.bucket, sum(t.n)::int as n,
           sum(t.also)::int as also, sum(t.num)::text as num, sum(t.den)::text as den, sum(t.accepted)::int as accepted,
           sum(t.accepted_also)::int as "acceptedAlso",
           case when not k.adds or ${range.months} = 1 or count(*) = ${range.months} and min(t.behind) = max(t.behind)
                then (sum(t.${sql.raw(baseOf(input.per))}) filter (where w.last))::text end as base
      from stray_totals(${sql.param(range.ids)}::int[], ${input.basis === 'accepted'}, ${provinceId}::int) t
      join ${wantedTable(range)} on w.id = t.period_id
      join (${withReports(picks)}) k on k.id = t.indicator_id and (k.adds and w.whole or not k.adds and w.last)
     group by 1, 2, 3, k.adds`)
  return rows
}

const baseOf = (rate: Rate) => (rate === 'adults' ? 'adults' : 'households')

/** Earliest last day of each range. */
export const firstDays = (range: Range): Map<string, string> => {
  const days = new Map<string, string>()
  for (const { bucket, endsOn } of range.wanted) {
    const known = days.get(bucket)
    if (!known || endsOn < known) days.set(bucket, endsOn)
  }
  return days
}

/**
 * Over several months a unit that takes figures only of the later ones has no sum: what it took is nobody's. Reports (x/y) stay
 * where they were placed; what takes the last month alone stands.
 */
export function withoutPartSums(
  sums: Map<number, Long[]>,
  units: readonly { unitId: number; comparableFrom?: string | null }[],
  range: Range,
  picks: readonly Pick[],
): void {
  const adding = new Set(picks.filter((pick) => pick.adds).map((pick) => pick.code))
  const since = firstDays(range)
  for (const { unitId, comparableFrom } of units) {
    const lines = sums.get(unitId)
    if (!lines || !comparableFrom) continue
    const leaves = (line: Long) => adding.has(line.code) && comparableFrom > (since.get(line.bucket) ?? '')
    const gone = lines.filter(leaves)
    if (gone.length === 0) continue
    sums.set(
      unitId,
      lines.filter((line) => !leaves(line)),
    )
    sums.set(nowhere, [...(sums.get(nowhere) ?? []), ...gone])
  }
}

/** The line "chưa phân bổ" of a table; null where everything has its place. */
export function unallocatedLine(
  sums: readonly Long[],
  owed: (Owed & { units: number }) | undefined,
  options: { per: Rate; standing: CompareRow['standing'] },
): Unallocated | null {
  if (sums.length === 0 && !owed?.units) return null
  const unit = { unitId: nowhere, name: '', short: '', code: null, type: '' }
  const row = assemble(unit, sums, owed, options)
  return { ...row, totalsOnly: false, units: Math.max(owed?.units ?? 0, 0) }
}

/** Says of a commune's own row that stands for others too what it had to send itself, or took over whole; parts of others are not its to send. */
export async function addOwn(ctx: Ctx, input: CompareInput, range: Range, rows: readonly CompareRow[]): Promise<void> {
  const { unitId, unitLevel } = ctx.actor
  const row = rows.find((each) => each.unitId === unitId && each.restated)
  if (input.tree === 'then' || unitLevel !== 'commune' || !row) return
  const { rows: found } = await ctx.db.execute<NonNullable<CompareRow['own']>>(sql`
    select count(*)::int as required, count(*) filter (where x.counts)::int as received
      from (
        select o.state, exists (select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ${countedStatuses(input.basis)}) as counts
          from obligations o join periods p on p.id = o.period_id
         where o.period_id = any (${sql.param(range.now.map((each) => each.id))}::int[])
           and (o.unit_id = ${unitId} or exists (
             select from unit_homes h where h.unit_id = o.unit_id and h.home_id = ${unitId} and h.share = 1 and p.ends_on >= h.since and p.ends_on < h.until))
      ) x
     where x.state = 'required' or x.counts`)
  if (found[0]) row.own = found[0]
}

/** Says of each row that cannot be compared in the range by which edges; one question for all of them, none where there are none. */
export async function addDoubts(ctx: Ctx, rows: readonly CompareRow[], range: Range): Promise<void> {
  const from = range.from.endsOn
  const asked = rows.filter((row) => row.comparableFrom !== null && row.comparableFrom > from)
  if (asked.length === 0) return
  const { rows: doubts } = await ctx.db.execute<Doubt & { unitId: number }>(sql`
    select d.unit_id as "unitId", d.predecessor_id as "predecessorId", v.full_name as predecessor,
           case when s.confirmed then 'noShare' else 'unconfirmed' end as reason, d.effective_on as "effectiveOn"
      from unit_doubts d
      join unit_successions s on (s.predecessor_id, s.successor_id, s.effective_on) = (d.predecessor_id, d.successor_id, d.effective_on)
      join lateral (
        select full_name from unit_versions v where v.unit_id = d.predecessor_id and v.valid_from < d.effective_on
         order by v.valid_from desc limit 1) v on true
     where d.unit_id = any (${sql.param(asked.map((row) => row.unitId))}::int[]) and d.effective_on > ${from}
     order by d.effective_on desc, v.full_name collate "vi-x-icu"`)
  for (const row of asked)
    row.notComparable = doubts.filter((each) => each.unitId === row.unitId).map(({ unitId: _, ...doubt }) => doubt)
}
