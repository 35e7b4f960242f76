import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { heirsOf } from '../../units/reorganised/commands'

/** What people have asked about what is kept of them is answered by the heir: the clocks of the law do not stop (domain.md section 12). */
export async function carryRequests(db: Tx, { plan }: Carrying): Promise<void> {
  await db.execute(sql`
    update data_requests r set unit_id = h.to_id, path = h.to_path from ${heirsOf(plan)} where r.unit_id = h."from"`)
}
