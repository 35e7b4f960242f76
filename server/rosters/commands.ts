import { eq } from 'drizzle-orm'
import { members } from '@/db/schema'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound } from '../errors'
import { findUnit } from '../units/queries'
import { canKeepRoster } from './policy'
import { isBirthYear, sortNameFor } from './rules'
import type { CorrectMemberInput } from './schema'

/** Puts right what is kept of a person. Throws NotFound, Forbidden, Invalid, Conflict rosters.changed when somebody was there first. */
export async function correctMember(
  ctx: Ctx,
  input: CorrectMemberInput,
): Promise<{ memberId: string; version: number }> {
  const [member] = await ctx.db.select().from(members).where(eq(members.id, input.memberId)).for('update')
  if (!member || member.anonymisedAt) throw new NotFound('rosters.noMember')
  const unit = await findUnit(ctx.db, member.unitId)
  if (!unit || !canKeepRoster(ctx.actor, unit)) throw new Forbidden('rosters.outside')
  if (member.version !== input.version) throw new Conflict('rosters.changed')
  const today = dayInVietnam(ctx.now)
  if (input.birthYear !== null && !isBirthYear(input.birthYear, today)) throw new Invalid('rosters.badBirthYear')
  for (const on of [input.informedOn, input.publishAgreedOn])
    if (on !== null && on > today) throw new Invalid('rosters.dayAhead')
  const { fullName, sex, birthYear, phone, residence, employer, informedOn, publishAgreedOn } = input
  await ctx.db
    .update(members)
    .set({
      ...{
        fullName,
        sortName: sortNameFor(input),
        sex,
        birthYear,
        phone,
        residence,
        employer,
        informedOn,
        publishAgreedOn,
      },
      version: member.version + 1,
    })
    .where(eq(members.id, member.id))
  return { memberId: member.id, version: member.version + 1 }
}
