import { type SQL, sql } from 'drizzle-orm'
import type { Period } from '../../calendar/queries'
import type { Buckets, CompareRow, Rate } from '../rules'
import type { CompareInput } from '../schema'

/** A month of one of the three ranges. `whole`: all months of its range are there; `last`: it is the last one. */
type WantedMonth = { id: number; bucket: 'now' | 'before' | 'lastYear'; whole: boolean; last: boolean; endsOn: string }
export type Range = {
  from: Period
  to: Period
  months: number
  wanted: WantedMonth[]
  ids: number[]
  now: Period[]
  previous: Period | null
  today: string
}
/** An indicator to sum. `adds`: over months; else the last month stands. `since`: first day of its wording. */
export type Pick = { id: number; code: string; adds: boolean; percent: boolean; since: string | null }

/** One sum: numbers as text, as Postgres keeps them exactly. */
export type Long = {
  unitId: number
  code: string
  bucket: keyof Buckets
  n: number
  num: string | null
  den: string | null
  base?: string | null
  accepted?: number
}
export type UnitRow = { unitId: number; name: string; short: string; code: string | null; type: string }
export type Owed = { unitId: number; required: number; summary: boolean }

export const wantedTable = (range: Range): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(range.wanted)}::jsonb) as w(id int, bucket text collate "C", whole boolean, last boolean, "endsOn" date)`

export const pickTable = (picks: readonly Pick[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(picks)}::jsonb) as k(id int, code text collate "C", adds boolean, percent boolean, since date)`

/** Statuses whose figures count. */
export const countedStatuses = (basis: CompareInput['basis']): SQL =>
  basis === 'accepted' ? sql`('accepted', 'locked')` : sql`('submitted', 'accepted', 'locked')`

/** Of a report `alias` and a pick `k`: the figure, for a percentage its numerator (domain.md 22.15). */
export function numeratorOf(alias: string): SQL {
  const r = sql.raw(alias)
  return sql`case when k.percent then coalesce((${r}.details -> k.code ->> 'numerator')::numeric, (${r}.values ->> k.code)::numeric * (${r}.denominators ->> 'adults')::numeric / 100)
                  else (${r}.values ->> k.code)::numeric end`
}
export const weightOf = (alias: string): SQL =>
  sql`case when k.percent then (${sql.raw(alias)}.denominators ->> 'adults')::numeric else 0 end`

/** Whether a report has the figure of a pick: a number, and for a percentage adults to weigh it by. */
export function hasFigure(alias: string): SQL {
  const r = sql.raw(alias)
  return sql`jsonb_typeof(${r}.values -> k.code) = 'number' and (not k.percent or (${r}.denominators ->> 'adults')::numeric > 0)`
}

/**
 * Joins to a report `alias` its figures, each unpacked once: `k`, the pick, with `x.num` and `x.den` (see above). Reading a
 * report's values code by code would unpack the whole of them for every code. `also`: a second report that has the figure too,
 * as `x."alsoNum"` and `x."alsoDen"`.
 */
export function figuresOf(alias: string, picks: readonly Pick[], also?: string): SQL {
  const codes = picks.length > 0 ? picks.map((pick) => pick.code) : ['-']
  const unpacked = (name: string) =>
    sql`cross join lateral jsonb_to_record(${sql.raw(name)}.values) as ${sql.raw(`${name}_at`)}(${sql.join(
      codes.map((code) => sql`${sql.identifier(code)} numeric`),
      sql`, `,
    )})`
  const at = (name: string, code: string) => sql`${sql.raw(`${name}_at`)}.${sql.identifier(code)}`
  const list = (name: string) =>
    sql`array[${sql.join(
      codes.map((code) => at(name, code)),
      sql`, `,
    )}]`
  const given = (name: string, value: SQL) =>
    sql`${value} is not null and (not k.percent or (${sql.raw(name)}.denominators ->> 'adults')::numeric > 0)`
  const figure = (name: string, value: SQL) => sql`case when k.percent
      then coalesce((${sql.raw(name)}.details -> k.code ->> 'numerator')::numeric, ${value} * (${sql.raw(name)}.denominators ->> 'adults')::numeric / 100)
      else ${value} end`
  const [value, other] = [sql`y.value`, sql`y.other`]
  return sql`
      ${unpacked(alias)} ${also ? unpacked(also) : sql``}
      cross join lateral unnest(${sql.param(codes)}::text[], ${list(alias)}, ${also ? list(also) : sql`null::numeric[]`}) as y(code, value, other)
      join ${pickTable(picks)} on k.code = y.code and ${given(alias, value)} ${also ? sql`and ${given(also, other)}` : sql``}
      cross join lateral (select ${figure(alias, value)} as num, ${weightOf(alias)} as den,
        ${also ? figure(also, other) : sql`null::numeric`} as "alsoNum", ${also ? weightOf(also) : sql`null::numeric`} as "alsoDen") x`
}

/** Sum of the base over the reports of the last month (`last`, a column) when all of them have it, else null. */
export function baseOf(alias: string, per: Rate, last: SQL): SQL {
  if (per === 'none') return sql`null::text`
  const base = sql`(${sql.raw(alias)}.denominators ->> ${per})::numeric`
  return sql`case when count(${base}) filter (where ${last}) = count(*) filter (where ${last}) then sum(${base}) filter (where ${last})::text end`
}

/** Sums by unit, so that each row finds its own at once. */
export function byUnit<T extends { unitId: number }>(list: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const each of list) {
    const group = groups.get(each.unitId)
    if (group) group.push(each)
    else groups.set(each.unitId, [each])
  }
  return groups
}

const numberOf = (text: string | null | undefined): number | null => (text == null ? null : Number(text))

/**
 * A row from its sums. Beside the indicators stand R00 (reports, over all months), RL (reports of the last month) and R01,
 * R02 (households, adults of the last month): a base is theirs only where every report gave both figure and base.
 */
export function assemble(
  unit: UnitRow,
  sums: readonly Long[],
  owed: Owed | undefined,
  options: { per: Rate; standing: CompareRow['standing']; published?: boolean },
): CompareRow {
  const figures: Record<string, Buckets> = {}
  for (const each of sums) {
    figures[each.code] ??= {}
    const buckets = figures[each.code]
    if (!buckets) continue
    buckets[each.bucket] = { n: each.n, num: numberOf(each.num), den: Number(each.den ?? 0) }
    if (each.base !== undefined) Object.assign(buckets[each.bucket] ?? {}, { base: numberOf(each.base) })
  }
  const { R00, RL, R01, R02, ...rest } = figures
  const behind = options.per === 'households' ? R01 : R02
  if (options.per !== 'none')
    for (const buckets of Object.values(rest))
      for (const range of ['now', 'before', 'lastYear'] as const) {
        const amount = buckets[range]
        if (!amount || amount.base !== undefined) continue
        const full = amount.n === (R00?.[range]?.n ?? -1) && behind?.[range]?.n === RL?.[range]?.n
        const last = amount.n === (RL?.[range]?.n ?? -1) && behind?.[range]?.n === RL?.[range]?.n
        amount.base = full || last ? (behind?.[range]?.num ?? null) : null
      }
  return {
    ...{ unitId: unit.unitId, name: unit.name, short: unit.short, code: unit.code, type: unit.type },
    required: owed?.required ?? 0,
    received: R00?.now?.num ?? 0,
    accepted: sums.find((each) => each.code === 'R00' && each.bucket === 'now')?.accepted ?? 0,
    totalsOnly: owed?.summary ?? false,
    published: options.published ?? false,
    standing: options.standing,
    figures: rest,
  }
}

/** Sums over the units that gave the figure in both months, put beside the others. */
export function addPairs(
  rows: readonly CompareRow[],
  pairs: readonly {
    unitId: number
    code: string
    n: number
    now: string
    before: string
    nowDen: string
    beforeDen: string
  }[],
): void {
  const found = new Map(rows.map((row) => [row.unitId, row]))
  for (const each of pairs) {
    const buckets = found.get(each.unitId)?.figures[each.code]
    if (!buckets) continue
    buckets.sameNow = { n: each.n, num: Number(each.now), den: Number(each.nowDen) }
    buckets.sameBefore = { n: each.n, num: Number(each.before), den: Number(each.beforeDen) }
  }
}
