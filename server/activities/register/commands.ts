import { and, eq, isNull } from 'drizzle-orm'
import { partners, programmes } from '@/db/schema'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound } from '../../errors'
import { canKeepPartners, canKeepProgrammes } from '../policy'
import type { AddPartnerInput, AddProgrammeInput, ClosePartnerInput, EndProgrammeInput } from './schema'

const own = (ctx: Ctx) => ({
  unitId: ctx.actor.unitId,
  path: ctx.actor.path,
  createdBy: ctx.actor.personId,
  createdAt: ctx.now,
})

/** Puts a partner on the register of the caller's commune or province. Throws Conflict when one of that name is on it. */
export async function addPartner(ctx: Ctx, input: AddPartnerInput): Promise<{ id: string }> {
  if (!canKeepPartners(ctx.actor)) throw new Forbidden('activities.register')
  const [made] = await ctx.db
    .insert(partners)
    .values({ ...own(ctx), name: input.name, kind: input.kind })
    .returning({ id: partners.id })
  return { id: made?.id ?? '' }
}

/** A partner is chosen no more; where it stands it stays. */
export async function closePartner(ctx: Ctx, input: ClosePartnerInput): Promise<{ id: string }> {
  if (!canKeepPartners(ctx.actor)) throw new Forbidden('activities.register')
  const closed = await ctx.db
    .update(partners)
    .set({ closedOn: dayInVietnam(ctx.now) })
    .where(and(eq(partners.id, input.id), eq(partners.unitId, ctx.actor.unitId), isNull(partners.closedOn)))
    .returning({ id: partners.id })
  if (closed.length === 0) throw new NotFound('activities.noEntry')
  return { id: input.id }
}

/** A programme of the nation, a province or a commune that activities can belong to. */
export async function addProgramme(ctx: Ctx, input: AddProgrammeInput): Promise<{ id: string }> {
  if (!canKeepProgrammes(ctx.actor)) throw new Forbidden('activities.register')
  const { name, startsOn, endsOn } = input
  const [made] = await ctx.db
    .insert(programmes)
    .values({ ...own(ctx), name, startsOn, endsOn, documentNumber: input.documentNumber || null })
    .returning({ id: programmes.id })
  return { id: made?.id ?? '' }
}

/** Says on which day a programme ends. Throws Invalid activities.endBeforeStart. */
export async function endProgramme(ctx: Ctx, input: EndProgrammeInput): Promise<{ id: string }> {
  if (!canKeepProgrammes(ctx.actor)) throw new Forbidden('activities.register')
  const [row] = await ctx.db
    .select()
    .from(programmes)
    .where(and(eq(programmes.id, input.id), eq(programmes.unitId, ctx.actor.unitId)))
  if (!row) throw new NotFound('activities.noEntry')
  if (input.on < row.startsOn) throw new Invalid('activities.endBeforeStart', { on: row.startsOn })
  await ctx.db.update(programmes).set({ endsOn: input.on }).where(eq(programmes.id, row.id))
  return { id: row.id }
}
