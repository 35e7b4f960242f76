import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, NotFound } from '../../errors'
import { canImportHeadlines } from '../policy'
import type { ImportHeadlinesInput } from '../schema'
import { judgeHeadlines } from './queries'

/** Enters the right lines, all or none, in one statement; Conflict when there are not as many as the dry run showed. */
export async function importHeadlines(
  ctx: Ctx,
  input: ImportHeadlinesInput,
): Promise<{ imported: number; skipped: number }> {
  const verdicts = await judgeHeadlines(ctx, input.text)
  const right = verdicts.flatMap((each) => each.right ?? [])
  if (right.length !== input.expected)
    throw new Conflict('comparisons.headlinesChanged', { expected: input.expected, found: right.length })
  const lines = right.map(({ unitId, measure, asOf, value, approximate, source }) => ({
    ...{ unit: unitId, measure, day: asOf, value, approximate, source },
  }))
  await ctx.db.execute(sql`
    select add_headline(x.unit, x.measure, x.day, x.value, x.approximate, x.source)
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as x(unit int, measure text, day date, value bigint, approximate boolean, source text)`)
  return { imported: right.length, skipped: verdicts.length - right.length }
}

/** Takes away a figure that was entered wrongly; the audit log keeps it. Throws NotFound when it is gone already. */
export async function removeHeadline(ctx: Ctx, input: { id: number }): Promise<{ id: number }> {
  if (!canImportHeadlines(ctx.actor)) throw new Forbidden('comparisons.headlines')
  const { rows } = await ctx.db.execute<{ removed: boolean }>(sql`select remove_headline(${input.id}) as removed`)
  if (!rows[0]?.removed) throw new NotFound('comparisons.headlineGone')
  return { id: input.id }
}
