import { type SQL, sql } from 'drizzle-orm'
import type { Period } from '../../calendar/queries'
import { type Amount, type Buckets, type CompareRow, joinAmounts, type Rate, ranges } from '../rules'
import type { CompareInput } from '../schema'
import type { Pick } from './rules'

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

/** One sum, as Postgres kept it exactly until here. */
export type Long = {
  unitId: number
  code: string
  bucket: keyof Buckets
  n: number
  num: string | number | null
  den: string | number | null
  base?: string | number | null
  accepted?: number
  /** Of n and of accepted, those that count first in another line (`Amount.also`). */
  also?: number
  acceptedAlso?: number
}
export type UnitRow = {
  unitId: number
  name: string
  short: string
  code: string | null
  type: string
  comparableFrom?: string | null
  restated?: boolean
}
export type Owed = { unitId: number; required: number; also: number; summary: boolean }

export const wantedTable = (range: Range): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(range.wanted)}::jsonb) as w(id int, bucket text collate "C", whole boolean, last boolean, "endsOn" date)`

export const pickTable = (picks: readonly Pick[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(picks)}::jsonb) as k(id int, code text collate "C", adds boolean, percent boolean, since date, ratio jsonb)`

/** Statuses whose figures count. */
export const countedStatuses = (basis: CompareInput['basis']): SQL =>
  basis === 'accepted' ? sql`('accepted', 'locked')` : sql`('submitted', 'accepted', 'locked')`

/** Of a report `alias` and a pick `k`: the figure, for a percentage its numerator (domain.md 22.15). */
export function numeratorOf(alias: string): SQL {
  const r = sql.raw(alias)
  return sql`case when k.ratio is not null then (${r}.values ->> (k.ratio ->> 0))::numeric
                  when k.percent then coalesce((${r}.details -> k.code ->> 'numerator')::numeric, (${r}.values ->> k.code)::numeric * (${r}.denominators ->> 'adults')::numeric / 100)
                  else (${r}.values ->> k.code)::numeric end`
}
export function weightOf(alias: string): SQL {
  const r = sql.raw(alias)
  return sql`case when k.ratio is not null then (${r}.values ->> (k.ratio ->> 1))::numeric
                  when k.percent then (${r}.denominators ->> 'adults')::numeric else 0 end`
}

/** Whether a report has the figure of a pick: a number, for a percentage adults to weigh it by, for a ratio both its figures. */
export function hasFigure(alias: string): SQL {
  const r = sql.raw(alias)
  return sql`case when k.ratio is not null
                  then jsonb_typeof(${r}.values -> (k.ratio ->> 0)) = 'number' and jsonb_typeof(${r}.values -> (k.ratio ->> 1)) = 'number'
                  else jsonb_typeof(${r}.values -> k.code) = 'number' and (not k.percent or (${r}.denominators ->> 'adults')::numeric > 0) end`
}

/**
 * The figures of one report on a line: `num` null where there is none. For a percentage `den` is what it is the ratio to, or weighs
 * it (domain.md 22.15).
 */
type Figure = { num: SQL; den: SQL | null }

/**
 * Joins to a report `alias` its values, unpacked once for all picks (reading them code by code would unpack the whole of them
 * for every code), and says where in them each figure stands.
 */
export function figuresOf(alias: string, picks: readonly Pick[]): { join: SQL; figures: Figure[] } {
  const [r, at] = [sql.raw(alias), sql.raw(`${alias}_at`)]
  const adults = sql`(${r}.denominators ->> 'adults')::numeric`
  const codes = [...new Set(picks.flatMap(({ code, ratio }) => ratio ?? [code]))]
  const join =
    codes.length === 0
      ? sql``
      : sql`cross join lateral jsonb_to_record(${r}.values) as ${at}(${sql.join(
          codes.map((code) => sql`${sql.identifier(code)} numeric`),
          sql`, `,
        )})`
  const cellOf = (code: string) => sql`${at}.${sql.identifier(code)}`
  const figures = picks.map(({ code, percent, ratio }): Figure => {
    if (ratio) {
      const [num, den] = [cellOf(ratio[0]), cellOf(ratio[1])]
      return { num: sql`case when ${den} is not null then ${num} end`, den }
    }
    const value = cellOf(code)
    if (!percent) return { num: value, den: null }
    const numerator = sql`coalesce((${r}.details -> ${code}::text ->> 'numerator')::numeric, ${value} * ${adults} / 100)`
    return { num: sql`case when ${value} is not null and ${adults} > 0 then ${numerator} end`, den: adults }
  })
  return { join, figures }
}

/** Sums of a group of reports as Postgres packs them: numbers in the order of the picks, `width` of them for each. */
export type Packed = (number | null)[]

const packed = (sums: SQL[]): SQL =>
  sums.length > 0 ? sql`to_json(array[${sql.join(sums, sql`, `)}]::numeric[])` : sql`'[]'::json`

/**
 * All sums of a group of reports packed into one value, a row for each group instead of one for each figure: of each pick how
 * many gave it, the sum, its weight, and the households or adults of the last month. `when`: which reports of the group count
 * for a pick, null all of them; `last`: those of the last month. A base is known only where every report of the last month that
 * gave the figure gave it too. `share`: what part of the group's figures is meant, null all of it.
 */
export function sumsOf(
  alias: string,
  picks: readonly Pick[],
  figures: readonly Figure[],
  when: (pick: Pick) => SQL | null,
  per: { rate: Rate; last: SQL; share: SQL | null },
): SQL {
  const part = per.share ? sql` * ${per.share}` : sql``
  const base = sql`(${sql.raw(alias)}.denominators ->> ${per.rate}::text)::numeric`
  return packed(
    picks.flatMap((pick, i) => {
      const { num, den } = figures[i] as Figure
      const counts = when(pick)
      const given = counts ? sql`${counts} and ${num} is not null` : sql`${num} is not null`
      const behind = sql`${given} and ${per.last}`
      // Aggregates pass over what is blank; a filter is for what would count though it is there.
      const filter = counts ? sql` filter (where ${counts})` : sql``
      const weight = den ? sql`sum(${den}) filter (where ${given})${part}` : sql`0`
      const sums = [sql`count(${num})${filter}`, sql`sum(${num})${filter}${part}`, weight]
      if (per.rate === 'none') return sums
      const known = sql`count(${base}) filter (where ${behind}) = count(*) filter (where ${behind})`
      return [...sums, sql`case when ${known} then sum(${base}) filter (where ${behind})${part} end`]
    }),
  )
}

/** What `sumsOf` packed, as lines: one for each pick that anybody gave. `lead` false: the group counts first in another line. */
export function linesOf(
  picks: readonly Pick[],
  group: { unitId: number; bucket: keyof Buckets; lead: boolean; sums: Packed },
): Long[] {
  const { unitId, bucket, sums } = group
  const width = sums.length / picks.length
  const lines: Long[] = []
  picks.forEach(({ code }, i) => {
    const at = i * width
    const n = sums[at]
    if (!n) return
    const base = width > 3 ? sums[at + 3] : undefined
    const also = group.lead ? 0 : n
    lines.push({ unitId, code, bucket, n, num: sums[at + 1] ?? null, den: sums[at + 2] ?? null, base, also })
  })
  return lines
}

/** The same over pairs of reports of one unit, for what both gave: how many, the sums of both, their weights; packed alike. */
export function pairsOf(
  picks: readonly Pick[],
  now: readonly Figure[],
  before: readonly Figure[],
  when: (pick: Pick) => SQL,
): SQL {
  return packed(
    picks.flatMap((pick, i) => {
      const [a, b] = [now[i] as Figure, before[i] as Figure]
      const both = sql`${when(pick)} and ${a.num} is not null and ${b.num} is not null`
      return [
        sql`count(*) filter (where ${both})`,
        ...[a.num, b.num, a.den, b.den].map((each) => (each ? sql`sum(${each}) filter (where ${both})` : sql`0`)),
      ]
    }),
  )
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

const numberOf = (value: string | number | null | undefined): number | null => (value == null ? null : Number(value))

/** Of a table over several months, what adds over them. */
type Over = { months: number; codes: ReadonlySet<string> }
export const addingOver = (picks: readonly Pick[], { months }: Range): Over => ({
  months,
  codes: new Set(picks.filter((pick) => pick.adds).map((pick) => pick.code)),
})

const besideCodes: ReadonlySet<string> = new Set(['R00', 'RL', 'R01', 'R02'])

/**
 * A row from its sums. Beside the indicators stand R00 (reports, over all months), RL (reports of the last month) and R01,
 * R02 (households, adults of the last month): a base is theirs only where every report gave both figure and base, of what adds
 * over several months in each of them.
 */
export function assemble(
  unit: UnitRow,
  sums: readonly Long[],
  owed: Owed | undefined,
  options: { per: Rate; over?: Over; standing: CompareRow['standing']; published?: boolean },
): CompareRow {
  const figures: Record<string, Buckets> = {}
  const beside: Record<string, Buckets> = {}
  for (const each of sums) {
    const amount: Amount = { n: each.n, num: numberOf(each.num), den: Number(each.den ?? 0) }
    if (each.base !== undefined) amount.base = numberOf(each.base)
    if (each.also) amount.also = each.also
    const into = besideCodes.has(each.code) ? beside : figures
    const buckets = into[each.code] ?? {}
    into[each.code] = buckets
    const known = buckets[each.bucket]
    buckets[each.bucket] = known ? joinAmounts(known, amount) : amount
  }
  for (const [code, buckets] of Object.entries(figures)) {
    // All of it lies elsewhere now.
    for (const range of ranges) if (buckets[range]?.n === 0) delete buckets[range]
    if (Object.keys(buckets).length === 0) delete figures[code]
  }
  const { R00, RL, R01, R02 } = beside
  const reports = sums.filter((each) => each.code === 'R00' && each.bucket === 'now')
  const behind = options.per === 'households' ? R01 : R02
  if (options.per !== 'none')
    for (const [code, buckets] of Object.entries(figures))
      for (const range of ['now', 'before', 'lastYear'] as const) {
        const amount = buckets[range]
        if (!amount || amount.base !== undefined) continue
        const last = RL?.[range]?.n ?? -1
        const months = options.over?.codes.has(code) ? options.over.months : 1
        const all = amount.n === months * last && (months === 1 || amount.n === R00?.[range]?.n)
        amount.base = all && behind?.[range]?.n === last ? (behind?.[range]?.num ?? null) : null
      }
  return {
    ...{ unitId: unit.unitId, name: unit.name, short: unit.short, code: unit.code, type: unit.type },
    required: owed?.required ?? 0,
    received: R00?.now?.n ?? 0,
    accepted: reports.reduce((sum, each) => sum + (each.accepted ?? 0), 0),
    also: {
      required: owed?.also ?? 0,
      received: R00?.now?.also ?? 0,
      accepted: reports.reduce((sum, each) => sum + (each.acceptedAlso ?? 0), 0),
    },
    totalsOnly: owed?.summary ?? false,
    published: options.published ?? false,
    standing: options.standing,
    ...{ comparableFrom: unit.comparableFrom ?? null, notComparable: null, restated: unit.restated ?? false },
    figures,
  }
}

/** Sums over the units that gave the figure in both months (`pairsOf`), put beside the others. */
export function addPairs(
  rows: readonly CompareRow[],
  picks: readonly Pick[],
  pairs: readonly { unitId: number; sums: Packed }[],
): void {
  const found = new Map(rows.map((row) => [row.unitId, row]))
  for (const { unitId, sums } of pairs) {
    picks.forEach(({ code }, i) => {
      const [n, now, before, nowDen, beforeDen] = sums.slice(i * 5, i * 5 + 5)
      const buckets = found.get(unitId)?.figures[code]
      if (!n || !buckets) return
      buckets.sameNow = { n, num: now ?? null, den: nowDen ?? 0 }
      buckets.sameBefore = { n, num: before ?? null, den: beforeDen ?? 0 }
    })
  }
}
