import { sql } from 'drizzle-orm'
import type { UnitLevel } from '@/db/enums'
import type { Tx } from '@/db/session'

/** The unit whose posts act for a resolution. */
export type Keeper = { id: number; level: UnitLevel; path: string }

/**
 * Who keeps a resolution today: the unit that drafted it, or, when that has ended, the one whose ground it lies in now. Paths say
 * so: an ended unit's lies under what its province has become.
 */
export async function keeperOf(db: Tx, event: { path: string }): Promise<Keeper> {
  const above = Array.from({ length: event.path.length / 8 + 1 }, (_, n) => event.path.slice(0, n * 8))
  const { rows } = await db.execute<Keeper>(sql`
    select u.id, u.level, u.path from units u
     where u.path = any (${sql.param(above)}::text[]) and exists (select from unit_versions v where v.unit_id = u.id and v.valid_to is null)
     order by length(u.path) desc limit 1`)
  return rows[0] ?? { id: 0, level: 'commune', path: 'none' }
}
