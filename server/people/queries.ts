import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { type Role, roles, type UnitLevel } from '@/db/enums'
import { assignments } from '@/db/schema'
import { searchKey } from '@/db/unit-names'
import { givableRoles, hasRight, roleLevel } from '../auth/permissions'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import { unitLabels } from '../units/queries'
import { accountStates } from './accounts/queries'
import { managedUnits } from './places/queries'
import { canAppoint, canDelegate, canManagePeople, canViewPeople } from './policy'
import { areasOf, live, postView, type VisiblePost, visiblePosts } from './posts/queries'
import { maskSignInName, resetLimit, sortNameOf } from './rules'
import type { ListPeopleInput } from './schema'

const pageSize = 50
/** Those waiting to be activated stand on one page, so that their slips are printed together. */
const waitingPageSize = resetLimit

/** Who acts, with the name of the unit and the other posts he holds: what the frame shows on every page. */
export async function getMe(ctx: Ctx) {
  const { actor } = ctx
  const own = await ctx.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.personId, actor.personId), lte(assignments.validFrom, ctx.now), live(ctx.now)))
    .orderBy(asc(assignments.validFrom), asc(assignments.id))
  const labels = await unitLabels(ctx.db, [...new Set([actor.unitId, ...own.map((each) => each.unitId)])], ctx.now)
  const { rows } = await ctx.db.execute<{ demo: unknown; unseen: number }>(sql`
    select (select value from app_state where key = 'demo') as demo,
           (select count(*)::int from reminders where person_id = ${actor.personId} and seen_at is null) as unseen`)
  const unitName = (id: number) => labels.get(id)?.fullName ?? ''
  return {
    assignmentId: actor.assignmentId,
    personId: actor.personId,
    holderName: actor.holderName,
    title: actor.title,
    role: actor.role,
    delegated: actor.delegated,
    mustChange: actor.mustChange,
    unit: { id: actor.unitId, level: actor.unitLevel, fullName: unitName(actor.unitId) },
    assignments: own.map((each) => ({
      assignmentId: each.id,
      role: each.role,
      title: each.title,
      delegated: each.delegatedFrom !== null,
      validTo: each.validTo,
      unit: { id: each.unitId, fullName: unitName(each.unitId) },
      waiting: 0,
    })),
    demo: rows[0]?.demo === true,
    /** Reminders that the person has not opened yet, under whichever post. */
    unseen: rows[0]?.unseen ?? 0,
    can: {
      viewReports: hasRight(actor.role, 'reports.view'),
      viewTeamReports: hasRight(actor.role, 'teamReports.view'),
      viewTeams: hasRight(actor.role, 'teams.view'),
      viewPeople: canViewPeople(actor),
      managePeople: canManagePeople(actor),
      delegate: canDelegate(actor),
      viewActivities: hasRight(actor.role, 'activities.view'),
      logActivities: hasRight(actor.role, 'activities.log'),
      manageReorganisations: hasRight(actor.role, 'reorganisations.manage'),
      viewTraining: hasRight(actor.role, 'training.view'),
      viewReminders: hasRight(actor.role, 'reminders.view'),
    },
  }
}

const byGivenName = new Intl.Collator('vi', { numeric: true })

/**
 * People with posts at the actor's unit and one level below, by given name; fifty a page. Names are those the posts
 * were given under, so that somebody who belongs elsewhere is not shown. Throws Forbidden for whoever has no business here.
 */
export async function listPeople(ctx: Ctx, input: ListPeopleInput) {
  const rows = await visiblePosts(ctx)
  const labels = await unitLabels(ctx.db, [...new Set(rows.map((row) => row.post.unitId))], ctx.now)
  const people = new Map<string, VisiblePost[]>()
  for (const row of rows) people.set(row.post.personId, [...(people.get(row.post.personId) ?? []), row])
  const accounts = await accountStates(ctx, [...people.keys()])

  const words = searchKey(input.q).split(' ').filter(Boolean)
  const digits = input.q.replace(/\D/g, '')
  const kept = [...people].filter(([personId, posts]) => {
    if (input.role && !posts.some(({ post }) => post.role === input.role)) return false
    if (input.unitId && !posts.some(({ post }) => post.unitId === input.unitId)) return false
    const account = accounts.get(personId)
    if (input.state && account?.state !== input.state) return false
    if (words.length === 0) return true
    const text = posts.map(({ post }) => `${post.holderName} ${post.title ?? ''} ${labels.get(post.unitId)?.fullName}`)
    const key = searchKey(text.join(' '))
    const numbers = [account?.signInName, ...posts.map(({ post }) => post.contactPhone?.replace(/\D/g, ''))]
    return (
      words.every((word) => key.includes(word)) ||
      (digits.length >= 3 && numbers.some((number) => number?.includes(digits)))
    )
  })
  const nameOf = (posts: VisiblePost[]) => posts[0]?.post.holderName ?? ''
  kept.sort(([idA, a], [idB, b]) => {
    const order = byGivenName.compare(sortNameOf(nameOf(a)), sortNameOf(nameOf(b)))
    return order || (idA < idB ? -1 : 1)
  })
  const size = input.state === 'invited' ? waitingPageSize : pageSize
  const shown = kept.slice((input.page - 1) * size, input.page * size)
  const areas = await areasOf(
    ctx,
    shown.flatMap(([, posts]) => posts.map(({ post }) => post.id)),
  )
  return {
    total: kept.length,
    page: input.page,
    pageSize: size,
    people: shown.map(([personId, posts]) => {
      const account = accounts.get(personId)
      return {
        personId,
        name: nameOf(posts),
        self: personId === ctx.actor.personId,
        posts: posts.map((row) =>
          postView(ctx, row, labels.get(row.post.unitId)?.fullName ?? '', areas.get(row.post.id) ?? []),
        ),
        account: account
          ? {
              signInName: maskSignInName(account.signInName),
              state: account.state,
              lockedUntil: account.lockedUntil,
              lastSignInAt: account.lastSignInAt,
            }
          : null,
        can: {
          /** A new activation code: for those who wait for one. */
          code:
            canAppoint(ctx.actor) &&
            account?.state === 'invited' &&
            account.manageable &&
            personId !== ctx.actor.personId,
        },
      }
    }),
    /** The posts that may occur here: at the reader's level and the one below. */
    roles: seenRoles(ctx.actor),
    can: { invite: canAppoint(ctx.actor), delegate: canDelegate(ctx.actor) },
  }
}

/** Posts of one's own level and, for whoever keeps accounts, of the level right below; what sits nowhere, where it is given. */
function seenRoles(actor: Ctx['actor']): Role[] {
  const order: readonly UnitLevel[] = ['nation', 'province', 'commune', 'team']
  const own = order.indexOf(actor.unitLevel)
  const levels = order.slice(own, canManagePeople(actor) ? own + 2 : own + 1)
  const given = givableRoles(actor.role, actor.managesAccounts)
  return roles.filter((role) => {
    const level = roleLevel[role]
    return given.includes(role) || (level !== null && levels.includes(level))
  })
}

/** One person: posts past and present as far as they are seen, the account, and what may be done. Throws NotFound. */
export async function getPerson(ctx: Ctx, personId: string) {
  const rows = await visiblePosts(ctx, personId)
  const last = rows.at(-1)
  if (!last) throw new NotFound('people.notFound')
  const labels = await unitLabels(ctx.db, [...new Set(rows.map((row) => row.post.unitId))], ctx.now)
  const areas = await areasOf(
    ctx,
    rows.map((row) => row.post.id),
  )
  const account = (await accountStates(ctx, [personId])).get(personId)
  const appoint = canAppoint(ctx.actor)
  const manageable = account?.manageable ?? false
  const colleague = rows.some(
    ({ post }) => post.unitId === ctx.actor.unitId && (!post.validTo || post.validTo > ctx.now) && !post.delegatedFrom,
  )
  const posts = rows.map((row) =>
    postView(ctx, row, labels.get(row.post.unitId)?.fullName ?? '', areas.get(row.post.id) ?? []),
  )
  const areaChoices = posts.some((post) => post.can.setAreas)
    ? (await managedUnits(ctx)).filter((place) => place.level === 'commune')
    : []
  return {
    personId,
    name: last.post.holderName,
    self: personId === ctx.actor.personId,
    posts,
    /** Communes that can be in the charge of this officer; empty when the actor does not decide it. */
    areaChoices: areaChoices.map(({ id, code, fullName }) => ({ id, code, fullName })),
    account: account
      ? {
          // Printed on the slip by whoever may hand one out; masked for everybody else.
          signInName: manageable ? account.signInName : maskSignInName(account.signInName),
          state: account.state,
          lockedUntil: account.lockedUntil,
          lastSignInAt: account.lastSignInAt,
        }
      : null,
    can: {
      reset: manageable && account?.state !== 'disabled',
      unlock: account?.state === 'locked' && account.unlockable,
      disable: appoint && manageable && account?.state !== 'disabled',
      enable: appoint && manageable && account?.state === 'disabled',
      delegate: canDelegate(ctx.actor) && colleague && personId !== ctx.actor.personId,
    },
  }
}
