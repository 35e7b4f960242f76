import { sql } from 'drizzle-orm'
import { listCalendarDays } from '../../calendar/queries'
import { type Day, dayInVietnam, instantAt, nextWorkingDay } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { canExtendReport } from '../policy'
import { takenUnits } from '../senders/queries'

/** Nobody means a year by an extension; a slip in the year of a date does. */
const maxExtensionDays = 366

/** The obligations named; nobody changes what his own unit owes, or what it answers for. */
const named = (ctx: Ctx, input: { period: string; unitIds: number[] }) => sql`
  p.id = o.period_id and p.code = ${input.period}
  and o.unit_id = any (${sql.param(input.unitIds)}::int[]) and o.unit_id <> ${ctx.actor.unitId}
  and o.unit_id <> all (${takenUnits})`

/**
 * Gia hạn: the due time of units that have not sent moves to the end of the office day; also of a closed month, so that
 * they may. A day off becomes the next working day; `dueOn` of the answer is the day taken.
 */
export async function extendReports(
  ctx: Ctx,
  input: { period: string; unitIds: number[]; dueOn: string; reason: string },
): Promise<{ changed: number; dueOn: Day }> {
  if (!canExtendReport(ctx.actor)) throw new Forbidden('reports.extend')
  const dueOn = nextWorkingDay(input.dueOn, await listCalendarDays(ctx))
  const dueAt = instantAt(dueOn, 17)
  if (input.dueOn < dayInVietnam(ctx.now) || dueAt < ctx.now) throw new Invalid('reports.dueInPast')
  if (dueAt.getTime() - ctx.now.getTime() > maxExtensionDays * 86_400_000) throw new Invalid('reports.dueTooFar')
  const { rows } = await ctx.db.execute(sql`
    update obligations o set due_at = ${dueAt.toISOString()}, extension_reason = ${input.reason}
      from periods p
     where ${named(ctx, input)} and o.base_due_at < ${dueAt.toISOString()}
       and not exists (select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.first_sent_at is not null)
    returning 1`)
  return { changed: rows.length, dueOn }
}

/** Được miễn, with a reason, or no longer. A unit that has sent keeps its report; who owed a closed month is official. */
export async function exemptReports(
  ctx: Ctx,
  input: { period: string; unitIds: number[]; exempt: boolean; reason: string },
): Promise<{ changed: number }> {
  if (!canExtendReport(ctx.actor)) throw new Forbidden('reports.exempt')
  const { rows } = await ctx.db.execute(sql`
    update obligations o set state = ${input.exempt ? 'exempt' : 'required'}, exempt_reason = ${input.exempt ? input.reason : null}
      from periods p
     where ${named(ctx, input)} and p.state <> 'closed' returning 1`)
  return { changed: rows.length }
}
