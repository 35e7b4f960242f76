import { sql } from 'drizzle-orm'
import { readEnv } from '@/db/env'
import type { Ctx } from '../../context'
import { canSetQuota } from './policy'

export type Quota = {
  enabled: boolean
  monthlyLimit: number
  priceVnd: number
  /** Messages of this calendar month that went out or are on their way. */
  used: number
  /** People of the province with a number whom such a message may reach. */
  people: number
  /** Is this installation connected to a gateway at all? */
  connected: boolean
}

/** What the caller's province pays for, what it has used, and how many it would reach (22.26). Null for whoever may not say so. */
export async function getQuota(ctx: Ctx): Promise<Quota | null> {
  if (!canSetQuota(ctx.actor)) return null
  const now = ctx.now.toISOString()
  const { rows } = await ctx.db.execute<Omit<Quota, 'connected'>>(sql`
    select coalesce(q.enabled, false) as enabled, coalesce(q.monthly_limit, 0) as "monthlyLimit", coalesce(q.price_vnd, 0) as "priceVnd",
           (select count(*)::int from deliveries d where d.channel = 'gateway' and d.state in ('sending', 'sent')
              and date_trunc('month', d.created_at at time zone 'Asia/Ho_Chi_Minh') = date_trunc('month', ${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')) as used,
           reachable_people() as people
      from (select 1) one left join message_quotas q on q.unit_id = ${ctx.actor.unitId}`)
  const [row] = rows
  return row ? { ...row, connected: Boolean(readEnv().GATEWAY_URL) } : null
}
