import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'

/**
 * SQL: who sends and corrects what a unit owed for a month. Itself while it stands; after that whoever took it over whole, of
 * months that ended before (begin_identity in identity.sql gives that unit the range to do so). Null: nobody, its ground was cut.
 */
export const senderSql = (unitId: SQL, endsOn: SQL): SQL<number | null> => sql`
  (case when exists (select from unit_versions v where v.unit_id = ${unitId} and v.valid_to is null) then ${unitId} else (
     with recursive line(id, stands) as (
       select s.successor_id, exists (select from unit_versions v where v.unit_id = s.successor_id and v.valid_to is null)
         from unit_successions s where s.predecessor_id = ${unitId} and s.share = 1 and s.confirmed and s.effective_on > ${endsOn}
       union
       select s.successor_id, exists (select from unit_versions v where v.unit_id = s.successor_id and v.valid_to is null)
         from line l join unit_successions s on s.predecessor_id = l.id and s.share = 1 and s.confirmed where not l.stands
     )
     select id from line where stands order by id limit 1) end)`

/** Who sends what a unit owed for a month that ended on a day. */
export async function senderOf(db: Tx, unitId: number, endsOn: string): Promise<number | null> {
  const { rows } = await db.execute<{ id: number | null }>(
    sql`select ${senderSql(sql`${unitId}::int`, sql`${endsOn}::date`)} as id`,
  )
  return rows[0]?.id ?? null
}

/** SQL: ended units that went wholly into the caller's own (begin_identity in identity.sql). */
export const takenUnits = sql`coalesce(nullif(current_setting('app.taken_units', true), ''), '{}')::int[]`

/**
 * SQL over obligations `o`, periods `p` and reports `r`: a month of such a unit that is still to be sent or sent again and can be.
 * What its heir files instead has moved there and is not seen here.
 */
export const owedInPlace = (now: Date): SQL => sql`
  (o.unit_id = any (${takenUnits}) and o.state = 'required' and coalesce(r.status, 'draft') in ('draft', 'awaiting_leader', 'returned')
     and (p.state = 'open' or o.due_at > ${now.toISOString()} or r.status = 'returned' or r.resend_due_at > ${now.toISOString()}))`
