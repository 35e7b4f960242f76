import { sql } from 'drizzle-orm'
import { getPeriod } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotNow } from '../../errors'
import { canFreeze } from './policy'
import { newestFreeze } from './queries'
import { freezeRefusal } from './rules'
import type { FreezeFiguresInput } from './schema'

/**
 * Chốt số liệu: the caller's unit keeps its accepted figures of a month, as they stand at this instant, as its next revision. The ledger
 * reads them itself (`freeze_figures`). Reports are not touched: locking them at the closing is another act. Throws Forbidden,
 * NotNow frozen.tooEarly, .nothing, Invalid frozen.reasonNeeded.
 */
export async function freezeFigures(ctx: Ctx, input: FreezeFiguresInput): Promise<{ id: string; revision: number }> {
  const { unitId, unitLevel } = ctx.actor
  if (!canFreeze(ctx.actor, { id: unitId })) throw new Forbidden('frozen.freeze')
  const period = await getPeriod(ctx.db, input.period)
  const last = (await newestFreeze(ctx.db, unitId, period.id))?.revision ?? 0
  const refused = freezeRefusal({ level: unitLevel, period, now: ctx.now }, last, input.reason)
  if (refused === 'tooEarly') throw new NotNow('frozen.tooEarly')
  if (refused === 'reasonNeeded') throw new Invalid('frozen.reasonNeeded')
  const { rows } = await ctx.db.execute<{ id: string | null; revision: number }>(
    sql`select id, revision from freeze_figures(${period.id}, ${input.reason})`,
  )
  const [made] = rows
  if (!made) throw new NotNow('frozen.nothing')
  // Somebody else made the first one meanwhile.
  if (made.id === null) throw new Invalid('frozen.reasonNeeded')
  return { id: made.id, revision: made.revision }
}
