import { and, eq, sql } from 'drizzle-orm'
import { assignmentAreas, assignments, units } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { accountStates } from './accounts/queries'
import { type Appointed, appoint, issueCodes } from './imports/commands'
import { personsBySignInNames } from './imports/queries'
import { managedUnits } from './places/queries'
import {
  canAppoint,
  canDelegate,
  canEndPost,
  canManagePeople,
  canSetAreas,
  mayStandIn,
  postRefusal,
  within,
} from './policy'
import { delegationFits, overlap, validityOf } from './rules'
import type {
  DelegateInput,
  EndAssignmentInput,
  InvitePersonInput,
  PersonCommandInput,
  ResetManyInput,
  SetAreasInput,
} from './schema'

/**
 * Gives a post at a unit of the actor's range. Somebody new gets an account and a one-time code; somebody known under the
 * sign-in name gets the post beside his others, and nothing of him is shown. Throws Forbidden, Invalid, Conflict.
 */
export async function invitePerson(ctx: Ctx, input: InvitePersonInput): Promise<Appointed> {
  const { actor } = ctx
  const unit = (await managedUnits(ctx)).find((place) => place.id === input.unitId)
  if (!unit) throw new Forbidden(canManagePeople(actor) ? 'people.outside' : 'people.notManager')
  const refusal = postRefusal(actor, { role: input.role, unit, managesAccounts: input.managesAccounts })
  if (refusal) throw new Forbidden(refusal)
  const span = validityOf(input.fromDay, input.toDay, ctx.now)
  if (!span) throw new Invalid('people.badSpan')

  const personId = (await personsBySignInNames(ctx, [input.signInName])).get(input.signInName) ?? null
  if (personId === actor.personId) throw new Forbidden('people.self')
  if (personId) {
    const [same] = await ctx.db
      .select({ validFrom: assignments.validFrom, validTo: assignments.validTo })
      .from(assignments)
      .where(
        and(
          eq(assignments.personId, personId),
          eq(assignments.role, input.role),
          eq(assignments.unitId, unit.id),
          sql`(${assignments.validTo} is null or ${assignments.validTo} > ${span.validFrom.toISOString()})`,
        ),
      )
    if (same && overlap(same, span)) throw new Conflict('people.alreadyHas')
  }
  const [made] = await appoint(ctx, input.requestId, [
    {
      line: 1,
      fullName: input.fullName,
      signInName: input.signInName,
      role: input.role,
      unit,
      personId,
      ...span,
      title: input.title ?? null,
      contactPhone: input.contactPhone ?? null,
      managesAccounts: input.managesAccounts,
    },
  ])
  return made as Appointed
}

/** The account of a person whom the actor may manage. Throws NotFound when he does not see him, Forbidden otherwise. */
async function accountOf(ctx: Ctx, personId: string) {
  if (!canManagePeople(ctx.actor)) throw new Forbidden('people.notManager')
  if (personId === ctx.actor.personId) throw new Forbidden('people.self')
  const account = (await accountStates(ctx, [personId])).get(personId)
  if (!account) throw new NotFound('people.notFound')
  return account
}

/** A new one-time code for a person's account; the password in use stays until the code is used. */
export async function resetAccess(ctx: Ctx, input: PersonCommandInput) {
  const account = await accountOf(ctx, input.personId)
  if (!canAppoint(ctx.actor)) throw new Forbidden('people.delegatedCannotAppoint')
  if (!account.manageable) throw new Forbidden('people.holdsMore')
  if (account.state === 'disabled') throw new NotNow('people.isDisabled')
  const issued = (await issueCodes(ctx, input.requestId, [input.personId])).get(input.personId)
  if (!issued) throw new NotFound('people.notFound')
  return { personId: input.personId, code: null as string | null, ...issued }
}

/** Why a person got no new code among many: a key under `people.slips.skipped`. */
export type ResetRefusal = 'self' | 'notFound' | 'holdsMore' | 'disabled' | 'activated'

/**
 * New codes for people who wait to be activated, each under the same conditions as `resetAccess`; whoever does not meet them
 * is left out and named with the reason. Somebody activated meanwhile is left out: a code would set another password for him.
 */
export async function resetMany(ctx: Ctx, input: ResetManyInput) {
  const { actor } = ctx
  if (!canManagePeople(actor)) throw new Forbidden('people.notManager')
  if (!canAppoint(actor)) throw new Forbidden('people.delegatedCannotAppoint')
  const asked = [...new Set(input.personIds)]
  const accounts = await accountStates(ctx, asked)
  const refusalOf = (personId: string): ResetRefusal | null => {
    if (personId === actor.personId) return 'self'
    const account = accounts.get(personId)
    if (!account) return 'notFound'
    if (!account.manageable) return 'holdsMore'
    if (account.state === 'disabled') return 'disabled'
    return account.activated ? 'activated' : null
  }
  const skipped = asked.flatMap((personId) => {
    const reason = refusalOf(personId)
    return reason ? [{ personId, reason }] : []
  })
  const waiting = asked.filter((personId) => !skipped.some((each) => each.personId === personId))
  const codes = waiting.length > 0 ? await issueCodes(ctx, input.requestId, waiting) : new Map()
  const issued = waiting.map((personId) => ({
    personId,
    code: null as string | null,
    expiresAt: codes.get(personId)?.expiresAt as Date,
  }))
  return { issued, skipped }
}

/** Forgets the wrong passwords of a locked account. */
export async function unlockPerson(ctx: Ctx, input: PersonCommandInput) {
  const account = await accountOf(ctx, input.personId)
  if (!account.unlockable) throw new Forbidden('people.notAbove')
  await ctx.db.execute(sql`select unlock_account(${input.personId}::uuid)`)
  return { personId: input.personId }
}

/** Disables an account, which ends all its sign-ins at once, or enables it again. */
export async function setAccountState(ctx: Ctx, input: PersonCommandInput, disabled: boolean) {
  const account = await accountOf(ctx, input.personId)
  if (!canAppoint(ctx.actor)) throw new Forbidden('people.delegatedCannotAppoint')
  if (!account.manageable) throw new Forbidden('people.holdsMore')
  if ((account.state === 'disabled') === disabled) throw new NotNow(disabled ? 'people.isDisabled' : 'people.isEnabled')
  await ctx.db.execute(sql`select set_account_state(${input.personId}::uuid, ${disabled})`)
  return { personId: input.personId }
}

/** A post as it stands, its row locked. Throws NotFound when it does not exist for the actor. */
async function postForUpdate(ctx: Ctx, assignmentId: string) {
  const [post] = await ctx.db.select().from(assignments).where(eq(assignments.id, assignmentId)).for('update')
  if (!post) throw new NotFound('people.postNotFound')
  const [unit] = await ctx.db.select({ level: units.level }).from(units).where(eq(units.id, post.unitId))
  if (!unit) throw new NotFound('people.postNotFound')
  return { ...post, unit: { path: post.path, level: unit.level } }
}

/** Ends a post now, with the reason; a post that has not begun never does. What stood in for it ends with it. */
export async function endAssignment(ctx: Ctx, input: EndAssignmentInput) {
  const { actor, now } = ctx
  const post = await postForUpdate(ctx, input.assignmentId)
  if (!canEndPost(actor, post))
    throw new Forbidden(post.personId === actor.personId ? 'people.self' : 'people.postNotYours')
  if (post.validTo && post.validTo <= now) throw new NotNow('people.alreadyEnded')
  const validTo = new Date(Math.max(post.validFrom.getTime(), now.getTime()))
  await ctx.db.update(assignments).set({ validTo, endedReason: input.reason }).where(eq(assignments.id, post.id))
  return { assignmentId: post.id, validTo }
}

/**
 * "Giao việc tạm thời": the actor's own post, lent to a colleague of the same unit from one day to another, shown as
 * "duyệt thay". Throws Forbidden (a lent post is not lent on), Invalid (longer than his own), NotFound, Conflict.
 */
export async function delegatePost(ctx: Ctx, input: DelegateInput) {
  const { actor } = ctx
  if (!canDelegate(actor)) throw new Forbidden(actor.delegated ? 'people.delegatedCannotLend' : 'people.cannotLend')
  if (input.personId === actor.personId) throw new Invalid('people.lendToSelf')
  const own = await postForUpdate(ctx, actor.assignmentId)
  const span = validityOf(input.fromDay, input.toDay, ctx.now)
  if (!span || !delegationFits(span, own)) throw new Invalid('people.badDelegation')

  const colleagues = await ctx.db
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.personId, input.personId),
        eq(assignments.unitId, actor.unitId),
        sql`${assignments.validFrom} <= ${ctx.now.toISOString()}`,
        sql`(${assignments.validTo} is null or ${assignments.validTo} > ${ctx.now.toISOString()})`,
        sql`${assignments.delegatedFrom} is null`,
      ),
    )
  const colleague = colleagues.find((each) => mayStandIn(each.role))
  if (!colleague) throw new NotFound('people.notColleague')
  const lent = await ctx.db.select().from(assignments).where(eq(assignments.delegatedFrom, own.id))
  if (lent.some((each) => overlap(each, span) && each.endedReason === null)) throw new Conflict('people.alreadyLent')

  const [made] = await ctx.db
    .insert(assignments)
    .values({
      personId: colleague.personId,
      role: own.role,
      unitId: own.unitId,
      path: own.path,
      title: own.title,
      holderName: colleague.holderName,
      contactPhone: colleague.contactPhone,
      managesAccounts: own.managesAccounts,
      delegatedFrom: own.id,
      ...span,
      createdBy: actor.personId,
    })
    .returning({ assignmentId: assignments.id, validFrom: assignments.validFrom, validTo: assignments.validTo })
  return made as { assignmentId: string; validFrom: Date; validTo: Date | null }
}

/**
 * A person belongs to where he works: whose only post now lies outside the unit he was entered at is kept from that post's
 * unit on, or nobody could give him a new code. Runs as the system. Returns how many have moved.
 */
export async function followPosts(db: Tx, now: Date): Promise<number> {
  const { rows } = await db.execute(sql`
    update persons p set unit_id = a.unit_id, path = a.path
      from (select person_id, min(unit_id) as unit_id, min(path) as path from assignments
             where delegated_from is null and valid_from <= ${now.toISOString()} and (valid_to is null or valid_to > ${now.toISOString()})
             group by person_id having count(distinct unit_id) = 1) a
     where a.person_id = p.id and not starts_with(a.path, p.path) returning 1`)
  return rows.length
}

/** Sets the "cụm xã phụ trách" of a province officer: communes of his province, all of them anew. */
export async function setAreas(ctx: Ctx, input: SetAreasInput) {
  const post = await postForUpdate(ctx, input.assignmentId)
  if (!canSetAreas(ctx.actor, post)) throw new Forbidden('people.postNotYours')
  const places = new Map((await managedUnits(ctx)).map((place) => [place.id, place]))
  const chosen = [...new Set(input.unitIds)].map((id) => places.get(id))
  const areas = chosen.filter((place) => place?.level === 'commune' && within(post, place))
  if (areas.length !== chosen.length) throw new Forbidden('people.outside')
  await ctx.db.delete(assignmentAreas).where(eq(assignmentAreas.assignmentId, post.id))
  if (areas.length > 0) {
    await ctx.db
      .insert(assignmentAreas)
      .values(areas.map((place) => ({ assignmentId: post.id, unitId: place?.id ?? 0, path: place?.path ?? '' })))
  }
  return { assignmentId: post.id, areas: areas.length }
}
