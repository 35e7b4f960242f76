import { messageQuotas } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canSetQuota } from './policy'
import type { SetQuotaInput } from './schema'

/** Switches messages that cost on or off, for how many a month and at what price (22.26). @throws Forbidden reminders.setQuota. */
export async function setQuota(
  ctx: Ctx,
  { enabled, monthlyLimit, priceVnd }: SetQuotaInput,
): Promise<{ enabled: boolean }> {
  if (!canSetQuota(ctx.actor)) throw new Forbidden('reminders.setQuota')
  const said = { enabled, monthlyLimit, priceVnd, setBy: ctx.actor.personId, setAt: ctx.now }
  await ctx.db
    .insert(messageQuotas)
    .values({ unitId: ctx.actor.unitId, path: ctx.actor.path, ...said })
    .onConflictDoUpdate({ target: messageQuotas.unitId, set: said })
  return { enabled }
}
