import { eq, sql } from 'drizzle-orm'
import { reorganisationWaits } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { canPlaceWaits } from '../policy'
import type { PlaceWaitInput } from '../schema'

/**
 * Says in which part of a commune that was cut a village, a team or a post belongs. Villages and teams lie there from the day of
 * the resolution on; a post goes on now. Throws NotFound, Forbidden, Invalid when it is none of the parts and none that followed one,
 * NotNow when it was placed, the part has ended or the post is over.
 */
export async function placeWait(ctx: Ctx, input: PlaceWaitInput): Promise<{ id: string }> {
  if (!canPlaceWaits(ctx.actor)) throw new Forbidden('reorganisations.place')
  const [wait] = await ctx.db.select().from(reorganisationWaits).where(eq(reorganisationWaits.id, input.waitId))
  if (!wait) throw new NotFound('reorganisations.noWait')
  const { rows } = await ctx.db.execute<{ came: 'done' | 'placed' | 'over' | 'noCandidate' }>(
    wait.kind === 'post'
      ? sql`select place_post(${wait.id}, ${input.unitId}) as came`
      : sql`select place_unit(${wait.id}, ${input.unitId}) as came`,
  )
  const came = rows[0]?.came
  if (came === 'noCandidate' && wait.candidates.includes(input.unitId))
    throw new NotNow('reorganisations.candidateEnded')
  if (came === 'noCandidate') throw new Invalid('reorganisations.noCandidate')
  if (came === 'over') throw new NotNow('reorganisations.postOver')
  if (came !== 'done') throw new NotNow('reorganisations.placed')
  return { id: wait.id }
}
