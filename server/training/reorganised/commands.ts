import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { addDays } from '../../calendar/rules'
import type { Carrying } from '../../units/owners/rules'
import { cutOf, heirsOf } from '../../units/reorganised/commands'

/**
 * What is planned is held, changed or called off by the heir; what has been held stays with whoever held it, read and counted by the
 * heir. Courses go on there, under another code where theirs is taken. Of a unit that was cut a planned session waits until an heir takes it over, and
 * nobody finishes a course of its from the day on.
 */
export async function carryTraining(db: Tx, { plan }: Carrying): Promise<void> {
  await db.execute(sql`
    update training_sessions s set unit_id = h.to_id, path = h.to_path
      from ${heirsOf(plan)} where s.unit_id = h."from" and s.state = 'planned'`)
  await db.execute(sql`
    with moving as (
      select k.id, left(k.code, 9) || '-' || k.unit_id as stem,
             row_number() over (partition by k.unit_id, left(k.code, 9) order by k.code) as nth,
             row_number() over (partition by h.to_id, k.code order by k.unit_id) > 1
               or exists (select from courses o where o.unit_id = h.to_id and o.code = k.code) as taken
        from courses k join ${heirsOf(plan)} on h."from" = k.unit_id
    )
    update courses k set code = m.stem || case when m.nth > 1 then '-' || m.nth else '' end from moving m where k.id = m.id and m.taken`)
  await db.execute(sql`
    update courses k set unit_id = h.to_id, path = h.to_path from ${heirsOf(plan)} where k.unit_id = h."from"`)
  const last = addDays(plan.on, -1)
  await db.execute(sql`
    update courses k set closed_on = ${last}::date
     where k.unit_id = any (${cutOf(plan)}) and (k.closed_on is null or k.closed_on > ${last})`)
}
