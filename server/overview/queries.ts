import { sql } from 'drizzle-orm'
import type { Ctx } from '../context'
import { receivedBy } from '../reports/queue/queries'
import { owedInPlace } from '../reports/senders/queries'
import { waitingFor } from './policy'

/**
 * How many things wait for the caller under this post, in one statement: reports to type or correct (from the day on which
 * they may be sent), to approve, to receive. A department officer with communes in charge counts those alone.
 */
export async function countWaiting(ctx: Ctx): Promise<number> {
  const { actor } = ctx
  const asks = waitingFor(actor)
  if (!Object.values(asks).some(Boolean)) return 0
  const now = ctx.now.toISOString()
  const { rows } = await ctx.db.execute<{ waiting: number }>(sql`
    select (
      select count(*) from obligations o
        join periods p on p.id = o.period_id
        left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
       where (o.unit_id = ${actor.unitId} or ${owedInPlace(ctx.now)}) and o.state = 'required'
         and (${asks.entry} and (r.status = 'returned'
                or (p.state = 'open' and p.send_from_at <= ${now} and (r.id is null or r.status = 'draft')))
              or ${asks.approval} and r.status = 'awaiting_leader')
    ) + (
      select count(*) from reports r
       where ${asks.acceptance} and r.status = 'submitted' and ${receivedBy(actor, 'r')}
         and r.submitted_by is distinct from ${actor.personId}
         and (exists (select from assignment_areas x where x.assignment_id = ${actor.assignmentId} and x.unit_id = r.unit_id)
              or not exists (select from assignment_areas x where x.assignment_id = ${actor.assignmentId}))
    ) + (
      select count(*) from reports r
       where ${asks.summaries} and r.status = 'submitted' and r.unit_id = r.province_id
         and r.submitted_by is distinct from ${actor.personId}
    ) as waiting`)
  return Number(rows[0]?.waiting ?? 0)
}
