import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../owners/rules'
import { table } from '../commands'
import { flagsOf } from './queries'
import { flagsAfter } from './rules'

/** Flags end with their unit; a new one has what all that went wholly into it had. */
export async function carryFlags(db: Tx, { plan, resolution }: Carrying): Promise<void> {
  const { passed } = flagsAfter(plan, await flagsOf(db, plan))
  await db.execute(sql`
    update unit_flags set valid_to = greatest(valid_from, ${plan.on}::date)
     where unit_id = any (${sql.param(plan.ends)}::int[]) and (valid_to is null or valid_to > ${plan.on})`)
  await db.execute(sql`
    insert into unit_flags (unit_id, flag, valid_from, valid_to, source)
    select x."unitId", x.flag, x."from", x."to", ${resolution}
      from ${table(passed, '"unitId" int, flag text, "from" date, "to" date')}`)
}
