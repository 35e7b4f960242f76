import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context'
import { Conflict } from '../../errors'
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
