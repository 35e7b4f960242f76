import { sql } from 'drizzle-orm'
import { listPeriods, type Period } from '../calendar/queries'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { loadForm } from '../forms/queries'
import { communeRows, type Province } from './communes/queries'
import { anyStrays } from './places/queries'
import { canCompare } from './policy'
import { provinceRows } from './provinces/queries'
import { rangeOf } from './range/queries'
import { type Absence, absenceOf, type BesideLines, type CompareColumn, type CompareRow } from './rules'
import type { CompareInput } from './schema'
import type { Range } from './sums/queries'
import { pickOf } from './sums/rules'

export type PeriodHead = { code: string; year: number; month: number; startsOn: string; endsOn: string; state: string }
export type Comparison = BesideLines & {
  level: 'provinces' | 'communes'
  /** `ofThen`: by the tree of then, whose communes these are, where it was not itself the only one; `partly`: of which a part lies there. */
  province: { id: number; name: string; ofThen: Province['ofThen'] } | null
  periods: { from: PeriodHead; to: PeriodHead; months: number }
  /** Whether there are months to compare with: just before, and a year ago. */
  compared: { before: boolean; lastYear: boolean }
  /** 'official' when every month of the range is closed and every row counts what was accepted alone. */
  standing: 'provisional' | 'official'
  columns: CompareColumn[]
  rows: CompareRow[]
  /** Of other provinces only what is published is shown; the caller's own stands in full. */
  publishedOnly: boolean
  /** The caller's province as one row, beside a commune's own: its figures divided by n are the average. */
  peer: CompareRow | null
  /** Whether the form of the last month has been issued (domain.md 22.12). */
  formIssued: boolean
}

const headOf = ({ code, year, month, startsOn, endsOn, state }: Period): PeriodHead => ({
  ...{ code, year, month, startsOn, endsOn, state },
})

/**
 * Provinces or the communes of one province side by side for a range of months: each figure with the range before and the
 * same range of last year, x/y reports behind them. Flows add over months, stocks and percentages take the last month,
 * each-once rows refuse a range. Codes that the form has not are left out. Cost follows the table shown, not the tree.
 * @throws Invalid comparisons.range when the range is empty or longer than 24 months; NotFound for a month or a province
 * that is not there.
 */
export async function compare(ctx: Ctx, input: CompareInput): Promise<Comparison> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const range = rangeOf(ctx, await listPeriods(ctx), input)
  const form = await loadForm(ctx, range.to.formVersionId, range.to.endsOn)
  const columns = [...new Set(input.codes)]
    .flatMap((code) => form.rows.find((row) => row.code === code) ?? [])
    .map((row): CompareColumn => {
      const from = form.since[row.code] ?? null
      const meaningBefore = from !== null && range.now.some((each) => each.endsOn < from)
      const absence: Absence = absenceOf(row, range.months, meaningBefore)
      return { ...row, absence, since: from }
    })
  const shown = columns.filter((column) => column.absence === null)
  const picks = shown.flatMap((row) => pickOf(form, row) ?? [])
  const province = input.provinceId === undefined ? null : await provinceOf(ctx, input.provinceId, input, range)
  const publishedOnly = !province && ctx.actor.unitLevel !== 'nation'
  const found = province
    ? await communeRows(ctx, input, range, picks, province)
    : { ...(await provinceRows(ctx, input, range, picks, publishedOnly)), peer: null, elsewhere: null }
  const whole = [
    ...found.rows,
    ...[found.peer, found.unallocated, found.elsewhere, found.gone?.row].flatMap((line) => line ?? []),
  ]
  for (const row of whole) dropMixed(row, columns, range)
  return {
    level: province ? 'communes' : 'provinces',
    province: province && { id: province.id, name: province.name, ofThen: province.ofThen },
    periods: { from: headOf(range.from), to: headOf(range.to), months: range.months },
    compared: {
      before: range.wanted.some((each) => each.bucket === 'before' && each.last),
      lastYear: range.wanted.some((each) => each.bucket === 'lastYear' && each.last),
    },
    standing:
      found.rows.length > 0 && found.rows.every((row) => row.standing === 'official') ? 'official' : 'provisional',
    columns,
    rows: found.rows,
    publishedOnly,
    peer: found.peer,
    unallocated: found.unallocated,
    elsewhere: found.elsewhere,
    gone: found.gone ?? null,
    formIssued: form.issued !== null,
  }
}

/** A sum over months of which some lie before the wording in use would be of some months only: there is none. */
function dropMixed(row: CompareRow, columns: readonly CompareColumn[], range: Range): void {
  for (const { code, since } of columns)
    for (const bucket of ['before', 'lastYear'] as const)
      if (since && range.wanted.some((each) => each.bucket === bucket && each.endsOn < since))
        delete row.figures[code]?.[bucket]
}

/**
 * The province whose communes are asked for. By the tree of today what it wholly became; by that of then itself, with all that
 * wholly lies in it today (of what lies in it in part the communes that do, only where nothing else does), so that either tree
 * speaks of the same land.
 */
async function provinceOf(ctx: Ctx, id: number, input: CompareInput, range: Range): Promise<Province> {
  const today = input.tree === 'now'
  const on = today ? range.today : range.to.endsOn
  const { rows } = await ctx.db.execute<Omit<Province, 'thenIds' | 'ofThen' | 'partOf'>>(sql`
    select u.id, v.full_name as name, left(u.path, 8) as path, ${anyStrays} as strays
      from (select coalesce((select h.home_id from unit_homes h where h.unit_id = ${id} and h.share = 1 and ${today}
                              order by h.since limit 1), ${id}::int) as id) l
      join units u on u.id = l.id and u.level = 'province'
      join unit_versions v on v.unit_id = u.id
     order by v.valid_from <= ${on} desc, v.valid_from desc limit 1`)
  const [found] = rows
  if (!found) throw new NotFound('comparisons.noProvince')
  if (today || input.alone) return { ...found, thenIds: [id], ofThen: [], partOf: null }
  const days = range.wanted.map((each) => each.endsOn)
  const { rows: parts } = await ctx.db.execute<{ id: number; name: string; share: number; shown: boolean }>(sql`
    select x.id, x.share::float8 as share, name.full_name as name, x.last >= ${range.from.endsOn} as shown
      from (
        select v.unit_id as id, coalesce(h.share, 1) as share, max(d.day) as last
          from unnest(${sql.param(days)}::date[]) d(day)
          join unit_versions v on v.level = 'province' and v.valid_from <= d.day and (v.valid_to is null or v.valid_to > d.day)
          left join unit_homes h on h.unit_id = v.unit_id and d.day >= h.since and d.day < h.until and h.home_id = ${id}
         where v.unit_id = ${id} or h.unit_id is not null group by 1, 2
      ) x
      join lateral (select full_name from unit_versions n where n.unit_id = x.id and n.valid_from <= x.last order by n.valid_from desc limit 1) name on true
     order by name.full_name collate "vi-x-icu"`)
  const whole = parts.filter((part) => part.id === id || part.share === 1)
  const then = whole.length > 0 ? whole : parts
  const ofThen = then
    .filter((part) => part.shown)
    .map((part) => ({
      ...{ id: part.id, name: part.name, partly: part.id !== id && part.share < 1 },
    }))
  return {
    ...found,
    thenIds: then.length > 0 ? [...new Set(then.map((part) => part.id))] : [id],
    ofThen: ofThen.every((part) => part.id === id) ? [] : ofThen,
    partOf: whole.length > 0 || then.length === 0 ? null : range.ids,
  }
}
