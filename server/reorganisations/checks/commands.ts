import { eq } from 'drizzle-orm'
import { reorganisationConfirmations, reorganisations } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden, NotFound, NotNow } from '../../errors'
import { canPlaceWaits } from '../policy'
import { checkList } from './queries'

/**
 * A province says that on its ground nothing was lost: it confirms the check list as it stands (domain.md 6.13). Throws Forbidden,
 * NotFound, NotNow when the resolution is not in force, nothing of it is the province's, something does not agree, something still
 * waits or it was said before.
 */
export async function confirmChecks(ctx: Ctx, input: { id: string }): Promise<{ id: string; confirmedAt: Date }> {
  const { actor } = ctx
  if (actor.unitLevel !== 'province' || !canPlaceWaits(actor)) throw new Forbidden('reorganisations.place')
  const [event] = await ctx.db.select().from(reorganisations).where(eq(reorganisations.id, input.id))
  if (!event) throw new NotFound('reorganisations.none')
  if (event.state !== 'applied') throw new NotNow('reorganisations.otherState', { state: event.state })
  const list = await checkList(ctx, event)
  if (list.confirmedAt !== null) throw new NotNow('reorganisations.confirmed')
  if (list.total === 0) throw new NotNow('reorganisations.nothingToConfirm')
  const { teams, villages, agrees } = list.sum
  if (!agrees) throw new NotNow('reorganisations.differs')
  const waiting = teams.waiting + villages.waiting + (list.posts?.waiting ?? 0)
  if (waiting > 0) throw new NotNow('reorganisations.waiting', { count: waiting })
  await ctx.db.insert(reorganisationConfirmations).values({
    ...{ reorganisationId: event.id, unitId: actor.unitId, path: actor.path },
    ...{ teams: teams.after, villages: villages.after, confirmedBy: actor.personId, confirmedAt: ctx.now },
  })
  return { id: event.id, confirmedAt: ctx.now }
}
