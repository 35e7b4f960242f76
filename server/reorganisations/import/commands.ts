import { eq, sql } from 'drizzle-orm'
import { reorganisationChanges } from '@/db/schema'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, Invalid } from '../../errors'
import { table } from '../../units/reorganised/commands'
import { hold, move, rowOf, type Stepped } from '../commands'
import { canImportReorganisation, mayImport } from '../policy'
import { markOf, prepareImport } from './queries'
import type { ImportReorganisationInput } from './schema'

const columns =
  'line int, kind text, "subjectId" int, ref text, "targetId" int, "targetRef" text, share numeric, level text, type text, name text, code text'

/**
 * Puts what follows from the files in the place of the draft's lines, all or none. Throws Forbidden, Invalid
 * reorganisationImport.unread, wrongRows (unless the right ones are asked for alone), leftOutMatters (what stands against them
 * comes from those that would be left out), nothing; Conflict reorganisationImport.changed when it is not what the dry run showed.
 */
export async function importReorganisation(
  ctx: Ctx,
  input: ImportReorganisationInput,
): Promise<Stepped & { lines: number }> {
  if (!mayImport(ctx.actor)) throw new Forbidden('reorganisationImport.notYours')
  const event = await hold(ctx, input, canImportReorganisation)
  const { lines, rows, missing, conflicts, tables, can } = await prepareImport(ctx, event, input)
  const unread = tables.filter(({ kind, reason }) => kind === null && reason !== 'laterSheet')
  if (unread.length > 0) throw new Invalid('reorganisationImport.unread', { file: unread[0]?.file ?? '' })
  const wrong = missing.length + rows.filter(({ verdict }) => verdict === 'wrong').length
  if (wrong > 0 && !input.skipWrong) throw new Invalid('reorganisationImport.wrongRows', { count: wrong })
  if (lines.length === 0) throw new Invalid('reorganisationImport.nothing')
  const ofLeftOut = conflicts.filter((each) => each.ofLeftOut)
  if (!can.right)
    throw new Invalid('reorganisationImport.leftOutMatters', { count: ofLeftOut.length }, ofLeftOut.slice(0, 50))
  if (markOf(lines) !== input.expected) throw new Conflict('reorganisationImport.changed')
  await ctx.db.delete(reorganisationChanges).where(eq(reorganisationChanges.reorganisationId, event.id))
  const kept = lines.map(({ change }, line) => ({ ...rowOf(change), line }))
  await ctx.db.execute(sql`
    insert into reorganisation_changes
           (reorganisation_id, unit_id, path, line, kind, subject_id, ref, target_id, target_ref, share, level, type, name, code)
    select ${event.id}::uuid, ${event.unitId}::int, ${event.path}, x.line, x.kind, x."subjectId", x.ref, x."targetId", x."targetRef",
           x.share, x.level, x.type, x.name, x.code
      from ${table(kept, columns)} order by x.line`)
  return { ...(await move(ctx, event.id, { failure: null })), lines: lines.length }
}
