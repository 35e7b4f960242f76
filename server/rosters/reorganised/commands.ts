import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { heirsOf } from '../../units/reorganised/commands'

/**
 * People who are in no team go with their commune, as teams take theirs along. What the columns of a set of headers mean is known to the
 * heir, unless it has said so itself; a province takes over the components of those that went into it, under their names or, where
 * there is one of the name, with whose it was.
 */
export async function carryRosters(db: Tx, { plan }: Carrying): Promise<void> {
  await db.execute(sql`
    update members m set unit_id = h.to_id, path = h.to_path from ${heirsOf(plan)} where m.unit_id = h."from"`)
  await db.execute(sql`
    with moving as (
      select c.unit_id, c.headers, h.to_id, h.to_path, row_number() over (partition by h.to_id, c.headers order by c.said_at desc, c.unit_id) as nth
        from column_mappings c join ${heirsOf(plan)} on h."from" = c.unit_id
       where not exists (select from column_mappings o where o.unit_id = h.to_id and o.headers = c.headers)
    )
    update column_mappings c set unit_id = m.to_id, path = m.to_path
      from moving m where c.unit_id = m.unit_id and c.headers = m.headers and m.nth = 1`)
  await db.execute(sql`
    with moving as (
      select c.code, h.to_id, (select v.name from unit_versions v where v.unit_id = c.owner_id order by v.valid_from desc limit 1) as whose,
             row_number() over (partition by h.to_id, lower(c.name) order by c.code) > 1
               or exists (select from components o where o.owner_id = h.to_id and lower(o.name) = lower(c.name)) as taken
        from components c join ${heirsOf(plan)} on h."from" = c.owner_id
    )
    update components c set owner_id = m.to_id, name = case when m.taken then c.name || ' (' || m.whose || ')' else c.name end
      from moving m where c.code = m.code`)
}
