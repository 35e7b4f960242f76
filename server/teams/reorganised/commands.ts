import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { table } from '../../units/reorganised/commands'

/**
 * Teams follow their commune into its heir, or go where the lines say, and then cover no village that does not lie there; those of a commune that was cut stay recorded under it until a person says where they
 * belong. A team covers the heir of a village that went wholly into another; of a village that was cut its coverage ends. Teams
 * are never merged by a merger of villages (domain.md section 1: twelve villages became eight, the twelve teams stayed).
 */
export async function carryTeams(db: Tx, { plan, tree }: Carrying): Promise<void> {
  const { on } = plan
  const heirs = [...plan.heirs].map(([from, to]) => ({ from, to }))
  await db.execute(sql`
    update teams t set commune_id = x."to" from ${table(heirs, '"from" int, "to" int')}
     where t.commune_id = x."from"
       and x."to" = (select v.parent_id from unit_versions v where v.unit_id = t.unit_id order by v.valid_from desc limit 1)`)
  const moved = plan.renewals.filter(({ unitId, follows }) => !follows && tree.units.get(unitId)?.level === 'team')
  await db.execute(sql`
    update teams t set commune_id = x."parentId" from ${table(moved, '"unitId" int, "parentId" int')} where t.unit_id = x."unitId"`)
  await db.execute(sql`
    update team_coverages c set valid_to = greatest(c.valid_from, ${on}::date)
      from ${table(moved, '"unitId" int, "parentId" int')}
     where c.team_id = x."unitId" and (c.valid_to is null or c.valid_to > ${on})
       and not exists (select from unit_versions v where v.unit_id = c.village_id and v.parent_id = x."parentId" and v.valid_to is null)`)
  const ended = plan.ends.filter((id) => tree.units.get(id)?.level === 'village')
  await db.execute(sql`
    with over as (
      update team_coverages c set valid_to = greatest(c.valid_from, ${on}::date)
       where c.village_id = any (${sql.param(ended)}::int[]) and (c.valid_to is null or c.valid_to > ${on}) returning c.team_id, c.village_id
    )
    insert into team_coverages (team_id, unit_id, path, village_id, valid_from)
    select distinct u.id, u.id, u.path, x."to", ${on}::date
      from over o join ${table(heirs, '"from" int, "to" int')} on x."from" = o.village_id
      join units u on u.id = o.team_id
     where not exists (select from team_coverages c where c.team_id = u.id and c.village_id = x."to" and (c.valid_to is null or c.valid_to > ${on}))`)
  await carryBeside(db, plan, heirs)
}

/** Groups go with their commune into its heir or end with it, terms of focal points end, a new province has the limits of those that went into it, the widest. */
async function carryBeside(db: Tx, plan: Carrying['plan'], heirs: { from: number; to: number }[]): Promise<void> {
  const { on } = plan
  await db.execute(sql`
    update auxiliary_groups g set unit_id = u.id, path = u.path
      from ${table(heirs, '"from" int, "to" int')} join units u on u.id = x."to"
     where g.unit_id = x."from" and (g.valid_to is null or g.valid_to > ${on})`)
  for (const name of ['auxiliary_groups', 'focal_points'])
    await db.execute(sql`
      update ${sql.identifier(name)} set valid_to = greatest(valid_from, ${on}::date)
       where unit_id = any (${sql.param(plan.ends)}::int[]) and (valid_to is null or valid_to > ${on})`)
  const provinces = plan.opens.filter(({ level }) => level === 'province').map(({ id }) => id)
  await db.execute(sql`
    insert into member_limits (unit_id, team_level, member_min, member_max, valid_from)
    select x."to", l.team_level, min(l.member_min), max(l.member_max), ${on}::date
      from ${table(heirs, '"from" int, "to" int')}
      join member_limits l on l.unit_id = x."from" and l.valid_from <= ${on} and (l.valid_to is null or l.valid_to > ${on})
     where x."to" = any (${sql.param(provinces)}::int[]) group by 1, 2`)
}
