import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { addDays } from '../../calendar/rules'
import type { Carrying } from '../../units/owners/rules'
import { cutOf, heirsOf } from '../../units/reorganised/commands'

/**
 * Partners and programmes go on with the heir; a partner that it has by the same name is closed, a programme of the same name and first day ends
 * where it was. Those of a unit that was cut end with it and are read by its heirs. Activities lie in teams and go where those go.
 */
export async function carryActivities(db: Tx, { plan }: Carrying): Promise<void> {
  const { on } = plan
  const last = addDays(on, -1)
  await db.execute(sql`
    with moving as (
      select p.id, row_number() over (partition by h.to_id, lower(p.name) order by p.created_at, p.id) > 1
               or exists (select from partners o where o.unit_id = h.to_id and lower(o.name) = lower(p.name) and o.closed_on is null) as taken
        from partners p join ${heirsOf(plan)} on h."from" = p.unit_id where p.closed_on is null
    )
    update partners p set closed_on = ${on}::date
     where p.closed_on is null and (p.unit_id = any (${cutOf(plan)}) or p.id in (select id from moving where taken))`)
  await db.execute(sql`
    update partners p set unit_id = h.to_id, path = h.to_path from ${heirsOf(plan)} where p.unit_id = h."from"`)
  await db.execute(sql`
    with moving as (
      select g.id, h.to_id, h.to_path, row_number() over (partition by h.to_id, lower(g.name), g.starts_on order by g.created_at, g.id) as nth
        from programmes g join ${heirsOf(plan)} on h."from" = g.unit_id
       where not exists (select from programmes o where o.unit_id = h.to_id and lower(o.name) = lower(g.name) and o.starts_on = g.starts_on)
    )
    update programmes g set unit_id = m.to_id, path = m.to_path from moving m where g.id = m.id and m.nth = 1`)
  await db.execute(sql`
    update programmes g set ends_on = greatest(g.starts_on, ${last}::date)
     where g.unit_id = any (${sql.param(plan.ends)}::int[]) and (g.ends_on is null or g.ends_on > ${last})`)
}
