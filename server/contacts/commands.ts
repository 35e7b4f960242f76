import { eq } from 'drizzle-orm'
import { auxiliaryGroups, focalPoints, teams } from '@/db/schema'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { sortNameOf } from '../people/rules'
import { canSetChatLink } from '../teams/policy'
import { findUnit, hasNotEnded } from '../units/queries'
import { canKeepFocalPoints, canKeepGroups } from './policy'
import type { AddFocalPointInput, AddGroupInput, EndInput, SetChatLinkInput } from './schema'

/** A focal point of one's own unit, from a day on. Throws Forbidden, NotFound, NotNow units.ended. */
export async function addFocalPoint(ctx: Ctx, input: AddFocalPointInput): Promise<{ id: string }> {
  const unit = await findUnit(ctx.db, input.unitId)
  if (!unit) throw new NotFound('units.none')
  if (!canKeepFocalPoints(ctx.actor, unit)) throw new Forbidden('contacts.outside')
  await hasNotEnded(ctx, unit.id)
  const { fullName, title, phone, email, from } = input
  const [made] = await ctx.db
    .insert(focalPoints)
    .values({
      ...{ unitId: unit.id, path: unit.path, fullName, sortName: sortNameOf(fullName) },
      ...{ title, phone, email, validFrom: from },
    })
    .returning({ id: focalPoints.id })
  return { id: made?.id ?? '' }
}

/** The term of a focal point ends: the day is the first without. Throws NotFound, Forbidden, NotNow contacts.ended, Invalid. */
export async function endFocalPoint(ctx: Ctx, input: EndInput): Promise<{ id: string }> {
  const [held] = await ctx.db.select().from(focalPoints).where(eq(focalPoints.id, input.id)).for('update')
  const unit = held && (await findUnit(ctx.db, held.unitId))
  if (!held || !unit) throw new NotFound('contacts.none')
  if (!canKeepFocalPoints(ctx.actor, unit)) throw new Forbidden('contacts.outside')
  if (held.validTo) throw new NotNow('contacts.ended', { on: held.validTo })
  if (input.on < held.validFrom) throw new Invalid('contacts.badDay', { began: held.validFrom })
  await ctx.db.update(focalPoints).set({ validTo: input.on }).where(eq(focalPoints.id, held.id))
  return { id: held.id }
}

/** A group that helps the teams of one's commune. Throws Forbidden, NotFound, NotNow units.ended, Invalid contacts.dayAhead. */
export async function addGroup(ctx: Ctx, input: AddGroupInput): Promise<{ id: string }> {
  const unit = await findUnit(ctx.db, input.unitId)
  if (!unit) throw new NotFound('units.none')
  if (!canKeepGroups(ctx.actor, unit)) throw new Forbidden('contacts.outside')
  await hasNotEnded(ctx, unit.id)
  if (input.from > dayInVietnam(ctx.now)) throw new Invalid('contacts.dayAhead')
  const { kind, name, members, decisionNumber, chatLink, from } = input
  const [made] = await ctx.db
    .insert(auxiliaryGroups)
    .values({ unitId: unit.id, path: unit.path, kind, name, members, decisionNumber, chatLink, validFrom: from })
    .returning({ id: auxiliaryGroups.id })
  return { id: made?.id ?? '' }
}

/** A group ends: the day is the first without. Throws as endFocalPoint does. */
export async function endGroup(ctx: Ctx, input: EndInput): Promise<{ id: string }> {
  const [held] = await ctx.db.select().from(auxiliaryGroups).where(eq(auxiliaryGroups.id, input.id)).for('update')
  const unit = held && (await findUnit(ctx.db, held.unitId))
  if (!held || !unit) throw new NotFound('contacts.none')
  if (!canKeepGroups(ctx.actor, unit)) throw new Forbidden('contacts.outside')
  if (held.validTo) throw new NotNow('contacts.ended', { on: held.validTo })
  if (input.on < held.validFrom) throw new Invalid('contacts.badDay', { began: held.validFrom })
  await ctx.db.update(auxiliaryGroups).set({ validTo: input.on }).where(eq(auxiliaryGroups.id, held.id))
  return { id: held.id }
}

/** Where a team's people chat. Throws NotFound, Forbidden. */
export async function setChatLink(ctx: Ctx, input: SetChatLinkInput): Promise<{ teamId: number }> {
  const unit = await findUnit(ctx.db, input.teamId)
  const [team] = await ctx.db.select().from(teams).where(eq(teams.unitId, input.teamId))
  if (!unit || !team) throw new NotFound('teams.none')
  if (!canSetChatLink(ctx.actor, unit)) throw new Forbidden('teams.outside')
  await ctx.db.update(teams).set({ chatLink: input.chatLink }).where(eq(teams.unitId, team.unitId))
  return { teamId: team.unitId }
}
