import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { heirsOf } from '../../units/reorganised/commands'

/**
 * Drafts of a commune that went wholly into another go on there, with their lines and people: the paper is the heir's, whoever was to
 * sign it is in office no more. Those of a commune that was cut wait until one of its heirs takes them over. What was issued stays as it was.
 */
export async function carryDecisions(db: Tx, { plan }: Carrying): Promise<void> {
  await db.execute(sql`
    update team_decisions d set begun_in = coalesce(d.begun_in, d.unit_id), signer = null, signer_title = null
      from ${heirsOf(plan)} where d.unit_id = h."from" and d.state = 'draft'`)
  await db.execute(sql`
    update team_decisions d set unit_id = h.to_id, path = h.to_path from ${heirsOf(plan)} where d.unit_id = h."from" and d.state = 'draft'`)
}
