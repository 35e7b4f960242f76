import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { type Role, roles, type UnitLevel } from '@/db/enums'
import { appState, assignmentAreas, assignments, units, unitVersions } from '@/db/schema'
import { searchKey } from '@/db/unit-names'
import { givableRoles, hasRight, roleLevel } from '../auth/permissions'
import { dayInVietnam } from '../calendar/rules'
import type { Ctx } from '../context'
import { Forbidden, NotFound } from '../errors'
import { unitLabels } from '../units/queries'
import { canAppoint, canDelegate, canEndPost, canGivePost, canManagePeople, canSetAreas, canViewPeople } from './policy'
import { accountKeepers, accountStateOf, maskSignInName, resetLimit, sortNameOf } from './rules'
import type { ListPeopleInput } from './schema'

const pageSize = 50
/** Those waiting to be activated stand on one page, so that their slips are printed together. */
const waitingPageSize = resetLimit
/** More rows than this are never read for one list; a province has some hundreds. */
const readLimit = 10_000

const live = (now: Date) => or(isNull(assignments.validTo), gt(assignments.validTo, now))

/** Who acts, with the name of the unit and the other posts he holds: what the frame shows on every page. */
export async function getMe(ctx: Ctx) {
  const { actor } = ctx
  const own = await ctx.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.personId, actor.personId), lte(assignments.validFrom, ctx.now), live(ctx.now)))
    .orderBy(asc(assignments.validFrom), asc(assignments.id))
  const labels = await unitLabels(ctx.db, [...new Set([actor.unitId, ...own.map((each) => each.unitId)])], ctx.now)
  const [demo] = await ctx.db.select({ value: appState.value }).from(appState).where(eq(appState.key, 'demo'))
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
    demo: demo?.value === true,
    can: {
      viewReports: hasRight(actor.role, 'reports.view'),
      viewPeople: canViewPeople(actor),
      managePeople: canManagePeople(actor),
      delegate: canDelegate(actor),
    },
  }
}

type AccountRow = {
  person_id: string
  sign_in_name: string
  activated: boolean
  locked_until: string | null
  disabled: boolean
  last_sign_in_at: string | null
  unlockable: boolean
  manageable: boolean
}

/** How the accounts of these people stand, by person; empty for whoever keeps no accounts. */
export async function accountStates(ctx: Ctx, personIds: string[]) {
  if (personIds.length === 0 || !canManagePeople(ctx.actor)) return new Map()
  const ids = sql`array[${sql.join(
    personIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]`
  const { rows } = await ctx.db.execute<AccountRow>(sql`select * from account_states(${ids})`)
  return new Map(
    rows.map((row) => {
      const lockedUntil = row.locked_until ? new Date(row.locked_until) : null
      return [
        row.person_id,
        {
          signInName: row.sign_in_name,
          lockedUntil,
          lastSignInAt: row.last_sign_in_at ? new Date(row.last_sign_in_at) : null,
          state: accountStateOf({ activated: row.activated, lockedUntil, disabled: row.disabled }),
          activated: row.activated,
          unlockable: row.unlockable,
          manageable: row.manageable,
        },
      ] as const
    }),
  )
}

/** The posts that the actor sees here, with their unit's level. Only his own unit's unless he keeps accounts. */
async function visiblePosts(ctx: Ctx, personId?: string) {
  const { actor } = ctx
  if (!canViewPeople(actor)) throw new Forbidden('people.notManager')
  return ctx.db
    .select({ post: assignments, level: units.level })
    .from(assignments)
    .innerJoin(units, eq(units.id, assignments.unitId))
    .where(
      and(
        personId ? eq(assignments.personId, personId) : live(ctx.now),
        sql`${assignments.path} >= ${actor.path}`,
        canManagePeople(actor) ? undefined : eq(assignments.unitId, actor.unitId),
      ),
    )
    .orderBy(asc(assignments.validFrom), asc(assignments.id))
    .limit(readLimit)
}
type VisiblePost = Awaited<ReturnType<typeof visiblePosts>>[number]

/** A post as the people page shows it. `now` decides whether it is held, comes later or has ended. */
function postView(ctx: Ctx, { post, level }: VisiblePost, unitName: string, areas: number[]) {
  const { actor, now } = ctx
  const asPost = { role: post.role, unit: { path: post.path, level }, managesAccounts: post.managesAccounts }
  const held = !post.validTo || post.validTo > now
  return {
    assignmentId: post.id,
    role: post.role,
    title: post.title,
    unit: { id: post.unitId, fullName: unitName, level },
    contactPhone: post.contactPhone,
    managesAccounts: post.managesAccounts,
    delegated: post.delegatedFrom !== null,
    validFrom: post.validFrom,
    validTo: post.validTo,
    endedReason: post.endedReason,
    held,
    areas,
    can: {
      end: held && canEndPost(actor, { ...asPost, personId: post.personId, delegatedFrom: post.delegatedFrom }),
      setAreas: held && canSetAreas(actor, asPost),
    },
  }
}

async function areasOf(ctx: Ctx, assignmentIds: string[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  if (assignmentIds.length === 0) return found
  const rows = await ctx.db
    .select({ assignmentId: assignmentAreas.assignmentId, unitId: assignmentAreas.unitId })
    .from(assignmentAreas)
    .where(inArray(assignmentAreas.assignmentId, assignmentIds))
  for (const row of rows) found.set(row.assignmentId, [...(found.get(row.assignmentId) ?? []), row.unitId])
  return found
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

/** The names by which these people sign in, as their slips say them: of the accounts that the actor may give codes for. */
export async function slipNames(ctx: Ctx, personIds: string[]) {
  if (!canAppoint(ctx.actor)) throw new Forbidden('people.notManager')
  const accounts = await accountStates(ctx, personIds)
  return [...accounts].flatMap(([personId, { manageable, signInName }]) =>
    manageable ? [{ personId, signInName }] : [],
  )
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
export type PersonView = Awaited<ReturnType<typeof getPerson>>

export type Place = { id: number; level: UnitLevel; path: string; code: string | null; name: string; fullName: string }

/** Units of today at which the actor can give posts: his own and those right below it, by code. */
export async function managedUnits(ctx: Ctx): Promise<Place[]> {
  const { actor } = ctx
  const today = dayInVietnam(ctx.now)
  return ctx.db
    .select({
      id: units.id,
      level: units.level,
      path: units.path,
      code: unitVersions.code,
      name: unitVersions.name,
      fullName: unitVersions.fullName,
    })
    .from(units)
    .innerJoin(unitVersions, eq(unitVersions.unitId, units.id))
    .where(
      and(
        or(eq(units.id, actor.unitId), eq(unitVersions.parentId, actor.unitId)),
        inArray(units.level, ['nation', 'province', 'commune', 'team']),
        lte(unitVersions.validFrom, today),
        or(isNull(unitVersions.validTo), gt(unitVersions.validTo, today)),
      ),
    )
    .orderBy(asc(sql`length(${units.path})`), asc(unitVersions.code), asc(units.id))
}

/** What the invitation form offers: units, the posts that may be given at each level, and the right that goes with them. */
export async function listPlaces(ctx: Ctx) {
  if (!canAppoint(ctx.actor)) throw new Forbidden('people.notManager')
  const { actor } = ctx
  const places = await managedUnits(ctx)
  const posts = givableRoles(actor.role, actor.managesAccounts)
  return {
    places: places
      .map(({ path, ...place }) => ({
        ...place,
        posts: posts.filter((role) => canGivePost(actor, { role, unit: { path, level: place.level } })),
      }))
      .filter((place) => place.posts.length > 0),
    accountKeepers: hasRight(actor.role, 'people.manage') ? accountKeepers.filter((role) => posts.includes(role)) : [],
  }
}
