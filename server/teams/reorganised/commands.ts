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
}
