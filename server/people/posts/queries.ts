import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { assignmentAreas, assignments, units } from '@/db/schema'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canEndPost, canManagePeople, canSetAreas, canViewPeople } from '../policy'

/** More rows than this are never read for one list; a province has some hundreds. */
const readLimit = 10_000

/** Posts that have not ended. */
export const live = (now: Date) => or(isNull(assignments.validTo), gt(assignments.validTo, now))

/** The posts that the actor sees here, with their unit's level. Only his own unit's unless he keeps accounts. */
export async function visiblePosts(ctx: Ctx, personId?: string) {
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
export type VisiblePost = Awaited<ReturnType<typeof visiblePosts>>[number]

/** A post as the people page shows it. `now` decides whether it is held, comes later or has ended. */
export function postView(ctx: Ctx, { post, level }: VisiblePost, unitName: string, areas: number[]) {
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

export async function areasOf(ctx: Ctx, assignmentIds: string[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  if (assignmentIds.length === 0) return found
  const rows = await ctx.db
    .select({ assignmentId: assignmentAreas.assignmentId, unitId: assignmentAreas.unitId })
    .from(assignmentAreas)
    .where(inArray(assignmentAreas.assignmentId, assignmentIds))
  for (const row of rows) found.set(row.assignmentId, [...(found.get(row.assignmentId) ?? []), row.unitId])
  return found
}
