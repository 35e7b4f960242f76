import { sql } from 'drizzle-orm'
import type { TeamLevel } from '@/db/enums'
import type { Tx } from '@/db/session'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { findUnit } from '../../units/queries'
import { standing } from '../../units/versions/queries'
import { canImportRosters } from '../import/policy'
import { canKeepComponents, canSetLimits } from '../policy'
import { componentsOf } from '../queries'
import { type Component, defaultLimits, type MemberLimits } from '../rules'

export type LimitsByLevel = Record<TeamLevel, MemberLimits>

/** How many members teams should have on a day in the province that a path lies in. */
export async function limitsOn(db: Tx, path: string, on: Day): Promise<LimitsByLevel> {
  const { rows } = await db.execute<MemberLimits & { level: TeamLevel }>(sql`
    select team_level as level, member_min as min, member_max as max from member_limits l
     where l.unit_id = ${Number(path.slice(0, 7) || 0)} and ${standing('l', sql`${on}::date`)}`)
  const set = (level: TeamLevel) => {
    const found = rows.find((row) => row.level === level)
    return found ? { min: found.min, max: found.max } : defaultLimits
  }
  return { commune: set('commune'), village: set('village') }
}

export type RosterSettings = {
  limits: { level: TeamLevel; min: number; max: number; basis: string | null; validFrom: Day; validTo: Day | null }[]
  /** In force today; where the province has said nothing, 3 to 9. */
  now: LimitsByLevel
  components: Component[]
  can: { setLimits: boolean; keepComponents: boolean; bringIn: boolean }
}

/** What a province has set for its teams: limits with their days, newest first, and components. Throws NotFound. */
export async function getSettings(ctx: Ctx, provinceId: number): Promise<RosterSettings> {
  const unit = await findUnit(ctx.db, provinceId)
  if (unit?.level !== 'province') throw new NotFound('units.none')
  const { rows: limits } = await ctx.db.execute<RosterSettings['limits'][number]>(sql`
    select team_level as level, member_min as min, member_max as max, basis, valid_from as "validFrom", valid_to as "validTo"
      from member_limits where unit_id = ${unit.id} order by valid_from desc, team_level`)
  const own = ctx.actor.unitId === unit.id
  return {
    limits,
    now: await limitsOn(ctx.db, unit.path, dayInVietnam(ctx.now)),
    components: await componentsOf(ctx.db, unit.path),
    can: {
      setLimits: own && canSetLimits(ctx.actor),
      keepComponents: own && canKeepComponents(ctx.actor),
      bringIn: own && canImportRosters(ctx.actor),
    },
  }
}
