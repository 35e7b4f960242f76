import { eq, sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, NotFound, NotNow } from '../../errors'
import { findUnit } from '../../units/queries'
import { canLinkAccount } from '../policy'
import type { LinkAccountInput, UnlinkAccountInput } from '../schema'
import { holdsPost } from './queries'

/** A member who stands, his row locked, of the actor's commune. Throws NotFound, Forbidden. */
async function lockMember(ctx: Ctx, memberId: string) {
  // A row that one may not change cannot be locked either: whether it is his comes first.
  const [found] = await ctx.db.select({ unitId: members.unitId }).from(members).where(eq(members.id, memberId))
  const unit = found ? await findUnit(ctx.db, found.unitId) : null
  if (!found || !unit) throw new NotFound('rosters.noMember')
  if (!canLinkAccount(ctx.actor, unit)) throw new Forbidden('rosters.outside')
  const [member] = await ctx.db.select().from(members).where(eq(members.id, memberId)).for('update')
  if (!member || member.anonymisedAt || member.mergedInto) throw new NotFound('rosters.noMember')
  return member
}

/**
 * "This account is this member", as somebody has said who knows both: from then on its holder reads what is kept of him. An account of
 * the same commune, of one member at a time and nobody's own, since what one reads of oneself is written down nowhere. Throws NotFound
 * rosters.noMember, .noAccount, Forbidden rosters.outside, .ownAccount, Conflict rosters.hasAccount, .accountTaken.
 */
export async function linkAccount(ctx: Ctx, input: LinkAccountInput): Promise<{ memberId: string }> {
  const member = await lockMember(ctx, input.memberId)
  if (input.personId === ctx.actor.personId) throw new Forbidden('rosters.ownAccount')
  if (member.personId === input.personId) return { memberId: member.id }
  if (member.personId) throw new Conflict('rosters.hasAccount')
  const { rows } = await ctx.db.execute<{ name: string }>(
    sql`select a.holder_name as name from assignments a where a.person_id = ${input.personId} and ${holdsPost(ctx)} limit 1`,
  )
  if (!rows[0]) throw new NotFound('rosters.noAccount')
  await ctx.db
    .update(members)
    .set({ personId: input.personId, version: member.version + 1 })
    .where(eq(members.id, member.id))
    .catch((error: { code?: string; cause?: { code?: string } }) => {
      // Of somebody on another roster, whom one may not even see.
      if ((error.cause?.code ?? error.code) !== '23505') throw error
      throw new Conflict('rosters.accountTaken', { name: rows[0]?.name ?? '' })
    })
  return { memberId: member.id }
}

/** It was another person: the account keeps its posts and reads nothing of this member any more. Throws as above, NotNow rosters.notLinked. */
export async function unlinkAccount(ctx: Ctx, input: UnlinkAccountInput): Promise<{ memberId: string }> {
  const member = await lockMember(ctx, input.memberId)
  if (!member.personId) throw new NotNow('rosters.notLinked')
  await ctx.db
    .update(members)
    .set({ personId: null, version: member.version + 1 })
    .where(eq(members.id, member.id))
  return { memberId: member.id }
}
