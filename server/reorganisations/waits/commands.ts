import { and, eq, sql } from 'drizzle-orm'
import { assignments, reorganisationWaits } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { findUnit } from '../../units/queries'
import { canPlaceWaits } from '../policy'
import type { PlaceWaitInput } from '../schema'

/**
 * Says in which part of a commune that was cut a village, a team or a post belongs. Villages and teams lie there from the day of
 * the resolution on; a post begins anew now. Throws NotFound, Forbidden, Invalid when it is none of the parts, NotNow when it was placed.
 */
export async function placeWait(ctx: Ctx, input: PlaceWaitInput): Promise<{ id: string }> {
  if (!canPlaceWaits(ctx.actor)) throw new Forbidden('reorganisations.place')
  const [wait] = await ctx.db.select().from(reorganisationWaits).where(eq(reorganisationWaits.id, input.waitId))
  if (!wait) throw new NotFound('reorganisations.noWait')
  if (!wait.candidates.includes(input.unitId)) throw new Invalid('reorganisations.noCandidate')
  if (wait.assignmentId) {
    const unit = await findUnit(ctx.db, input.unitId)
    const [post] = await ctx.db.select().from(assignments).where(eq(assignments.id, wait.assignmentId))
    if (!unit || !post) throw new NotFound('reorganisations.noWait')
    const { personId, role, title, holderName, contactPhone, managesAccounts } = post
    const [there] = await ctx.db
      .select({ id: assignments.id })
      .from(assignments)
      .where(
        and(
          eq(assignments.personId, personId),
          eq(assignments.unitId, unit.id),
          eq(assignments.role, role),
          sql`(${assignments.validTo} is null or ${assignments.validTo} > ${ctx.now.toISOString()})`,
        ),
      )
    if (!there)
      await ctx.db.insert(assignments).values({
        ...{ personId, role, title, holderName, contactPhone, managesAccounts },
        ...{ unitId: unit.id, path: unit.path, validFrom: ctx.now, createdBy: ctx.actor.personId },
      })
  }
  const { rows } = await ctx.db.execute<{ done: boolean }>(
    wait.assignmentId
      ? sql`select place_post(${wait.id}, ${input.unitId}) as done`
      : sql`select place_unit(${wait.id}, ${input.unitId}) as done`,
  )
  if (!rows[0]?.done) throw new NotNow('reorganisations.placed')
  return { id: wait.id }
}
