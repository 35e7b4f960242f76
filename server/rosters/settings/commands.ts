import { sql } from 'drizzle-orm'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import { canKeepComponents, canSetLimits } from '../policy'
import type { AddComponentInput, SetLimitsInput } from '../schema'

/** How many members a team of a level should have in the caller's province, from a day on. Throws Forbidden. */
export async function setLimits(ctx: Ctx, input: SetLimitsInput): Promise<{ from: string }> {
  if (!canSetLimits(ctx.actor)) throw new Forbidden('rosters.provinceOnly')
  const { teamLevel, min, max, basis, from } = input
  await ctx.db.execute(
    sql`select set_member_limits(${teamLevel}, ${min}::smallint, ${max}::smallint, ${basis}, ${from}::date)`,
  )
  return { from }
}

/** One more component that the province's communes may choose. Throws Forbidden, Conflict when there is one of that name. */
export async function addComponent(ctx: Ctx, input: AddComponentInput): Promise<{ code: string }> {
  if (!canKeepComponents(ctx.actor)) throw new Forbidden('rosters.provinceOnly')
  const { rows } = await ctx.db.execute<{ code: string }>(
    sql`select add_component(${input.name}, ${input.countsAs}) as code`,
  )
  return { code: rows[0]?.code ?? '' }
}

/** A component of the province is chosen no more from today on; where it stands it stays. Throws Forbidden, NotFound. */
export async function closeComponent(ctx: Ctx, input: { code: string }): Promise<{ code: string }> {
  if (!canKeepComponents(ctx.actor)) throw new Forbidden('rosters.provinceOnly')
  const { rows } = await ctx.db.execute<{ closed: boolean }>(
    sql`select close_component(${input.code}, ${dayInVietnam(ctx.now)}::date) as closed`,
  )
  if (!rows[0]?.closed) throw new NotFound('rosters.noComponent')
  return input
}
