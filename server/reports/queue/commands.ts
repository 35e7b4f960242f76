import { sql } from 'drizzle-orm'
import { instantAt } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { canExtendReport } from '../policy'

/** Gia hạn: the due time of some units moves to the end of the office day; the measures move with it. */
export async function extendReports(
  ctx: Ctx,
  input: { period: string; unitIds: number[]; dueOn: string; reason: string },
): Promise<{ changed: number }> {
  if (!canExtendReport(ctx.actor)) throw new Forbidden('reports.extend')
  const dueAt = instantAt(input.dueOn, 17)
  if (dueAt < ctx.now) throw new Invalid('reports.dueInPast')
  const { rows } = await ctx.db.execute(sql`
    update obligations o set due_at = ${dueAt.toISOString()}, extension_reason = ${input.reason}
      from periods p
     where p.id = o.period_id and p.code = ${input.period} and o.unit_id = any (${sql.param(input.unitIds)}::int[])
       and o.base_due_at < ${dueAt.toISOString()} returning 1`)
  return { changed: rows.length }
}

/** Được miễn, with a reason, or no longer. A unit that has sent keeps its report. */
export async function exemptReports(
  ctx: Ctx,
  input: { period: string; unitIds: number[]; exempt: boolean; reason: string },
): Promise<{ changed: number }> {
  if (!canExtendReport(ctx.actor)) throw new Forbidden('reports.exempt')
  const { rows } = await ctx.db.execute(sql`
    update obligations o set state = ${input.exempt ? 'exempt' : 'required'}, exempt_reason = ${input.exempt ? input.reason : null}
      from periods p
     where p.id = o.period_id and p.code = ${input.period} and o.unit_id = any (${sql.param(input.unitIds)}::int[]) returning 1`)
  return { changed: rows.length }
}
