import { eq, sql } from 'drizzle-orm'
import { dataRequests, members } from '@/db/schema'
import { listCalendarDays } from '../../calendar/queries'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { canKeepRoster } from '../../rosters/policy'
import { findUnit } from '../../units/queries'
import { anonymiseMembers, holdsTeamPost } from '../retention/commands'
import { effectOf, extendedDueOn, requestClock } from '../rules'
import type { CloseRequestInput, ExtendRequestInput, ReceiveRequestInput } from '../schema'

/** Writes down what somebody asks; the clocks begin. Throws NotFound, Forbidden, Invalid persons.badDay. */
export async function receiveRequest(
  ctx: Ctx,
  input: ReceiveRequestInput,
): Promise<{ id: string; answerDueOn: string; dueOn: string }> {
  const [member] = await ctx.db.select().from(members).where(eq(members.id, input.memberId))
  const commune = await findUnit(ctx.db, ctx.actor.unitId)
  if (!member || member.anonymisedAt) throw new NotFound('rosters.noMember')
  if (!commune || !canKeepRoster(ctx.actor, commune)) throw new Forbidden('rosters.outside')
  if (input.receivedOn > dayInVietnam(ctx.now)) throw new Invalid('persons.badDay')
  const clock = requestClock(input.kind, input.receivedOn, input.processor, await listCalendarDays(ctx))
  const { memberId, kind, note, processor, receivedOn } = input
  const [made] = await ctx.db
    .insert(dataRequests)
    .values({
      ...{ unitId: commune.id, path: commune.path, memberId, kind, note, processor, receivedOn },
      ...clock,
      ...{ createdBy: ctx.actor.personId, createdAt: ctx.now },
    })
    .returning({ id: dataRequests.id })
  return { id: made?.id ?? '', ...clock }
}

/** A request that is open, its row locked. Throws NotFound, Forbidden, NotNow persons.closed. */
async function lockRequest(ctx: Ctx, id: string) {
  const [request] = await ctx.db.select().from(dataRequests).where(eq(dataRequests.id, id)).for('update')
  if (!request) throw new NotFound('persons.noRequest')
  const commune = await findUnit(ctx.db, request.unitId)
  if (!commune || !canKeepRoster(ctx.actor, commune)) throw new Forbidden('rosters.outside')
  if (request.closedOn) throw new NotNow('persons.closed', { on: request.closedOn })
  return request
}

/** What somebody asked of a commune that was cut is answered by the caller's, an heir of it. Throws NotFound, Forbidden. */
export async function takeOverRequest(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  const commune = await findUnit(ctx.db, ctx.actor.unitId)
  if (!commune || !canKeepRoster(ctx.actor, commune)) throw new Forbidden('rosters.outside')
  const { rows } = await ctx.db.execute<{ done: boolean }>(sql`select take_over('data_requests', ${id}) as done`)
  if (!rows[0]?.done) throw new NotFound('persons.noRequest')
  return { id }
}

/** The person has been told that his request was received and what follows. Throws NotNow persons.answered. */
export async function answerRequest(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  const request = await lockRequest(ctx, id)
  if (request.answeredOn) throw new NotNow('persons.answered', { on: request.answeredOn })
  await ctx.db
    .update(dataRequests)
    .set({ state: 'answered', answeredOn: dayInVietnam(ctx.now) })
    .where(eq(dataRequests.id, id))
  return { id }
}

/** The term once more, with the reason that the person is told. Throws NotNow persons.extended. */
export async function extendRequest(ctx: Ctx, input: ExtendRequestInput): Promise<{ id: string; dueOn: string }> {
  const request = await lockRequest(ctx, input.id)
  if (request.extendedOn) throw new NotNow('persons.extended')
  const dueOn = extendedDueOn(request.kind, request.dueOn, request.processor, await listCalendarDays(ctx))
  await ctx.db
    .update(dataRequests)
    .set({ dueOn, extendedOn: dayInVietnam(ctx.now), extensionReason: input.reason })
    .where(eq(dataRequests.id, input.id))
  return { id: input.id, dueOn }
}

/**
 * Carried out or refused, with what was done or why not. Carried out, a restriction or objection restricts, a withdrawal takes back the
 * consent to publish, a deletion removes the name and whatever leads to it, once his account holds no post in a team any more; counts stay
 * as they were. Throws as above, NotNow persons.holdsPost.
 */
export async function closeRequest(ctx: Ctx, input: CloseRequestInput): Promise<{ id: string }> {
  const request = await lockRequest(ctx, input.id)
  const today = dayInVietnam(ctx.now)
  const effect = input.done ? effectOf(request.kind) : 'none'
  if (effect === 'anonymise') await holdsNoPost(ctx, request.memberId)
  await ctx.db
    .update(dataRequests)
    .set({
      ...{ state: input.done ? 'done' : 'refused', closedOn: today, outcome: input.outcome },
      ...{ answeredOn: request.answeredOn ?? today, closedBy: ctx.actor.personId },
    })
    .where(eq(dataRequests.id, request.id))
  if (effect === 'anonymise') await anonymiseMembers(ctx.db, [request.memberId], ctx.now)
  if (effect === 'restrict')
    await ctx.db.update(members).set({ restrictedOn: today }).where(eq(members.id, request.memberId))
  if (effect === 'unpublish')
    await ctx.db.update(members).set({ publishAgreedOn: null }).where(eq(members.id, request.memberId))
  return { id: request.id }
}

/** Whoever still works for a team under an account is known there by his name: his post ends first. Throws NotNow persons.holdsPost. */
async function holdsNoPost(ctx: Ctx, memberId: string): Promise<void> {
  const { rows } = await ctx.db.execute(
    sql`select 1 from members m where m.id = ${memberId} and ${holdsTeamPost(ctx.now)}`,
  )
  if (rows.length > 0) throw new NotNow('persons.holdsPost')
}
