import { and, eq, gte, sql } from 'drizzle-orm'
import { registerStarts } from '@/db/schema'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotNow } from '../../errors'
import { hasNotEnded } from '../../units/queries'
import { canSetRegister } from './policy'
import { isDecided } from './queries'
import { monthsToBegin } from './rules'
import type { SetRegisterInput } from './schema'

/**
 * From a month on a register of the caller's commune fills its rows of the report, or they are typed again; what was decided for
 * later months gives way. Throws Forbidden, Invalid reports.badMonth for one that is not near, NotNow reports.monthDecided when one
 * from then on was proposed or sent, NotNow units.ended.
 */
export async function setRegister(ctx: Ctx, input: SetRegisterInput): Promise<{ from: string }> {
  const { actor, now } = ctx
  if (!canSetRegister(actor)) throw new Forbidden('reports.save')
  await hasNotEnded(ctx, actor.unitId)
  const { register, source } = input
  const month = monthsToBegin(dayInVietnam(now)).find((each) => each.code === input.from)
  if (!month) throw new Invalid('reports.badMonth')
  // Reports of the commune wait until this is decided, and it waits for those that are on their way.
  await ctx.db.execute(sql`
    select from reports r join periods p on p.id = r.period_id
     where r.unit_id = ${actor.unitId} and p.starts_on >= ${month.startsOn} for update of r`)
  if (await isDecided(ctx.db, actor.unitId, month.startsOn)) throw new NotNow('reports.monthDecided')
  const said = { source, setBy: actor.personId, setAt: now }
  await ctx.db
    .insert(registerStarts)
    .values({ unitId: actor.unitId, path: actor.path, register, startsOn: month.startsOn, ...said })
    .onConflictDoUpdate({
      target: [registerStarts.unitId, registerStarts.register, registerStarts.startsOn],
      set: said,
    })
  await ctx.db
    .update(registerStarts)
    .set(said)
    .where(
      and(
        eq(registerStarts.unitId, actor.unitId),
        eq(registerStarts.register, register),
        gte(registerStarts.startsOn, month.startsOn),
      ),
    )
  return { from: month.startsOn }
}
