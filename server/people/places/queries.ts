import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { UnitLevel } from '@/db/enums'
import { units, unitVersions } from '@/db/schema'
import { givableRoles, hasRight } from '../../auth/permissions'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canAppoint, canGivePost } from '../policy'
import { accountKeepers } from '../rules'

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
