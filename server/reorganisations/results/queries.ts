import { sql } from 'drizzle-orm'
import type { UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'

/** What rests on a resolution that came with the data: units by level, agencies by how they were called before and after. */
export type Results = {
  units: { level: UnitLevel; opened: number; ended: number; changed: number }[]
  agencies: {
    before: string | null
    after: string
    parentBefore: string | null
    parentAfter: string | null
    count: number
  }[]
}

/** Beginnings, ends and new names that point to the resolution. A unit that goes on under another name or type is `changed`. */
export async function resultsOf(db: Tx, id: string): Promise<Results> {
  const { rows: units } = await db.execute<Results['units'][number]>(sql`
    select level, count(*) filter (where opened_by = ${id} and not went_on)::int as opened,
           count(*) filter (where closed_by = ${id} and not goes_on)::int as ended,
           count(*) filter (where opened_by = ${id} and went_on)::int as changed
      from (select v.level, v.opened_by, v.closed_by,
                   exists (select from unit_versions b where b.unit_id = v.unit_id and b.valid_to = v.valid_from) as went_on,
                   exists (select from unit_versions a where a.unit_id = v.unit_id and a.valid_from = v.valid_to) as goes_on
              from unit_versions v where ${id} in (v.opened_by, v.closed_by)) x
     group by level order by array_position(array['nation', 'province', 'district', 'commune', 'village', 'team'], level)`)
  const { rows: agencies } = await db.execute<Results['agencies'][number]>(sql`
    select b.name as before, a.name as after, b.parent_body as "parentBefore", a.parent_body as "parentAfter", count(*)::int as count
      from agency_versions a left join agency_versions b on b.agency_id = a.agency_id and b.valid_to = a.valid_from
     where a.opened_by = ${id}
     group by a.kind, 1, 2, 3, 4 order by min(a.id)`)
  return { units, agencies }
}
