import { eq, inArray, sql } from 'drizzle-orm'
import { memberRoles } from '@/db/roster-enums'
import { dataRequests, members, memberships } from '@/db/schema'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, NotFound } from '../../errors'
import { findUnit } from '../../units/queries'
import { canKeepRoster } from '../policy'
import type { MergeMembersInput } from '../schema'

/**
 * Two entries are one person, as somebody has said: every membership of the second becomes the first one's, where both stand in
 * one team the higher place and the longer span remain, what the first did not say is taken from the second, what the second asked and where a draft names
 * him are the first one's, and the second is left without a name. What he came to and finished stays written under his own entry and is
 * read with the first one's (kept_members in persons.sql), so that no figure moves. Throws NotFound, Forbidden, Conflict rosters.twoAccounts.
 */
export async function mergeMembers(ctx: Ctx, { keepId, dropId }: MergeMembersInput): Promise<{ memberId: string }> {
  const found = await ctx.db
    .select()
    .from(members)
    .where(inArray(members.id, [keepId, dropId]))
    .orderBy(members.id)
    .for('update')
  const [keep, drop] = [keepId, dropId].map((id) => found.find((each) => each.id === id && !each.mergedInto))
  if (!keep || !drop || keep.anonymisedAt || drop.anonymisedAt) throw new NotFound('rosters.noMember')
  for (const each of [keep, drop]) {
    const unit = await findUnit(ctx.db, each.unitId)
    if (!unit || !canKeepRoster(ctx.actor, unit)) throw new Forbidden('rosters.outside')
  }
  if (keep.personId && drop.personId && keep.personId !== drop.personId) throw new Conflict('rosters.twoAccounts')

  await joinSpans(ctx, keepId, dropId)
  await ctx.db.update(memberships).set({ memberId: keepId }).where(eq(memberships.memberId, dropId))
  await ctx.db.update(dataRequests).set({ memberId: keepId }).where(eq(dataRequests.memberId, dropId))
  await joinSeats(ctx, keepId, dropId)
  const { sex, birthYear, phone, residence, employer, personId, informedOn, publishAgreedOn, restrictedOn } = drop
  await ctx.db
    .update(members)
    .set({
      ...{
        fullName: null,
        sortName: null,
        birthYear: null,
        phone: null,
        residence: null,
        employer: null,
        personId: null,
      },
      ...{ mergedInto: keepId, anonymisedAt: ctx.now, version: drop.version + 1 },
    })
    .where(eq(members.id, dropId))
  await ctx.db
    .update(members)
    .set({
      sex: keep.sex ?? sex,
      birthYear: keep.birthYear ?? birthYear,
      phone: keep.phone ?? phone,
      residence: keep.residence ?? residence,
      employer: keep.employer ?? employer,
      personId: keep.personId ?? personId,
      informedOn: keep.informedOn ?? informedOn,
      publishAgreedOn: keep.publishAgreedOn ?? publishAgreedOn,
      // A restriction that either asked for holds for the person.
      restrictedOn: keep.restrictedOn ?? restrictedOn,
      version: keep.version + 1,
    })
    .where(eq(members.id, keepId))
  return { memberId: keepId }
}

type Span = typeof memberships.$inferSelect
const lasting = (day: string | null) => day ?? '9999-12-31'
const rank = ({ role }: Pick<Span, 'role'>) => memberRoles.indexOf(role)

/**
 * Where both stood in one team on one day, the higher place remains for its days: of two alike the second's membership never was, and the
 * first's spans both.
 */
async function joinSpans(ctx: Ctx, keepId: string, dropId: string): Promise<void> {
  const rows = await ctx.db
    .select()
    .from(memberships)
    .where(inArray(memberships.memberId, [keepId, dropId]))
    .orderBy(memberships.validFrom, memberships.id)
    .for('update')
  const put = (id: string, values: Partial<Span>) =>
    ctx.db.update(memberships).set(values).where(eq(memberships.id, id))
  const own = rows.filter((row) => row.memberId === keepId)
  for (const other of rows.filter((row) => row.memberId === dropId)) {
    const over = own.filter(
      (row) =>
        row.unitId === other.unitId && row.validFrom < lasting(other.validTo) && other.validFrom < lasting(row.validTo),
    )
    const [first, last] = [over[0], over.at(-1)]
    if (!first || !last) continue
    if (over.every((row) => rank(other) < rank(row))) {
      for (const row of over) await giveWay(ctx, row, other)
      continue
    }
    await put(other.id, { validTo: other.validFrom, endedReason: 'mistake' })
    if (other.validFrom < first.validFrom) {
      await put(first.id, { validFrom: other.validFrom })
      first.validFrom = other.validFrom
    }
    if (last.validTo !== null && lasting(other.validTo) > last.validTo) {
      const { validTo, endedReason, endedNote } = other
      await put(last.id, { validTo, endedReason, endedNote })
      last.validTo = validTo
    }
  }
}

/** A place ends where a higher one of the same person begins, and goes on after it where it lasted longer. */
async function giveWay(ctx: Ctx, row: Span, higher: Span): Promise<void> {
  const later = row.validFrom > higher.validFrom
  const validTo = later ? row.validFrom : higher.validFrom
  await ctx.db.update(memberships).set({ validTo, endedReason: 'changed' }).where(eq(memberships.id, row.id))
  const { id: _, ...rest } = row
  if (higher.validTo !== null && lasting(row.validTo) > higher.validTo)
    await ctx.db.insert(memberships).values({ ...rest, validFrom: higher.validTo, createdAt: ctx.now })
  row.validTo = validTo
}

/** Places that drafts give the second are the first one's, who has one in a line at most. */
async function joinSeats(ctx: Ctx, keepId: string, dropId: string): Promise<void> {
  const ofDraft = sql`s.member_id = ${dropId} and exists (select from team_decisions d where d.id = s.decision_id and d.state = 'draft')`
  await ctx.db.execute(sql`
    delete from team_decision_members s
     where ${ofDraft} and exists (select from team_decision_members x where x.decision_id = s.decision_id and x.line = s.line and x.member_id = ${keepId})`)
  await ctx.db.execute(sql`update team_decision_members s set member_id = ${keepId} where ${ofDraft}`)
}
