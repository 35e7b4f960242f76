import { sql } from 'drizzle-orm'
import { searchKey } from '@/db/unit-names'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { canCompare, canImportHeadlines } from '../policy'
import type { HeadlineMeasure } from '../rules'
import { type HeadlineLine, type HeadlineProblem, headlineLimit, readHeadlines } from './rules'

export type Headline = {
  id: number
  unitId: number
  unitName: string
  measure: HeadlineMeasure
  asOf: string
  value: number
  approximate: boolean
  source: string
}
export type Headlines = { rows: Headline[]; can: { import: boolean } }

/** Published figures of the past, newest first. */
export async function listHeadlines(ctx: Ctx): Promise<Headlines> {
  if (!canCompare(ctx.actor)) throw new Forbidden('comparisons.view')
  const { rows } = await ctx.db.execute<Omit<Headline, 'value'> & { value: string }>(sql`
    select h.id, h.unit_id as "unitId", v.full_name as "unitName", h.measure, h.as_of::text as "asOf", h.value::text as value,
           h.approximate, h.source
      from headline_figures h
      join lateral (select full_name from unit_versions v where v.unit_id = h.unit_id and v.valid_from <= h.as_of
                     order by v.valid_from desc limit 1) v on true
     order by h.as_of desc, h.unit_id, h.measure, h.id limit 500`)
  return {
    rows: rows.map((row) => ({ ...row, value: Number(row.value) })),
    can: { import: canImportHeadlines(ctx.actor) },
  }
}

export type HeadlineVerdict =
  | { line: number; problem: HeadlineProblem; typed: string; right: null }
  | { line: number; problem: null; right: HeadlineLine & { unitId: number; unitName: string } }

/** A verdict for each pasted line. Reads only. Throws Forbidden, or Invalid when there is nothing or too much to read. */
export async function judgeHeadlines(ctx: Ctx, text: string): Promise<HeadlineVerdict[]> {
  if (!canImportHeadlines(ctx.actor)) throw new Forbidden('comparisons.headlines')
  const lines = readHeadlines(text)
  if (lines.length === 0) throw new Invalid('comparisons.headlinesEmpty')
  if (lines.length > headlineLimit) throw new Invalid('comparisons.headlinesTooLong', { limit: headlineLimit })
  const today = dayInVietnam(ctx.now)
  const { rows: places } = await ctx.db.execute<{
    id: number
    name: string
    full: string
    code: string | null
    from: string
    to: string | null
  }>(sql`
    select unit_id as id, name, full_name as full, code, valid_from::text as "from", valid_to::text as "to"
      from unit_versions where level in ('nation', 'province')`)
  return lines.map((each): HeadlineVerdict => {
    if ('problem' in each) return { ...each, right: null }
    const wrong = (problem: HeadlineProblem) => ({ line: each.line, problem, typed: each.source, right: null })
    if (each.asOf > today) return wrong('date')
    const key = searchKey(each.unit)
    // A code and a name mean the unit that bore it on the day of the figure.
    const unit = places.find(
      (place) =>
        place.from <= each.asOf &&
        (place.to === null || place.to > each.asOf) &&
        (each.unit === ''
          ? place.code === null
          : place.code === each.unit || [place.name, place.full].map(searchKey).includes(key)),
    )
    return unit
      ? { line: each.line, problem: null, right: { ...each, unitId: unit.id, unitName: unit.full } }
      : wrong('unit')
  })
}
