import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import { retentionYears } from '../rules'

/** SQL: what is left of a member without a name: sex, year of birth and memberships, which are counted as before. */
const nameless = sql`full_name = null, sort_name = null, phone = null, residence = null, employer = null, person_id = null, version = version + 1`

/** Removes the name of one member and what leads to it. */
export async function anonymiseMember(db: Tx, memberId: string, now: Date): Promise<void> {
  await db.execute(sql`
    update members set ${nameless}, anonymised_at = ${now.toISOString()} where id = ${memberId} and anonymised_at is null`)
}

/**
 * Removes the names of everybody whose last membership ended five years ago or more, or who was entered as long ago and was never in a
 * team. Runs as the system, any number of times. Returns how many.
 */
export async function anonymiseFormer(db: Tx, now: Date): Promise<number> {
  const today = dayInVietnam(now)
  const { rowCount } = await db.execute(sql`
    update members m set ${nameless}, anonymised_at = ${now.toISOString()}
     where m.anonymised_at is null
       and m.created_at < ${now.toISOString()}::timestamptz - make_interval(years => ${retentionYears})
       and not exists (select from memberships s where s.member_id = m.id
                          and (s.valid_to is null or s.valid_to > ${today}::date - make_interval(years => ${retentionYears})))`)
  return rowCount ?? 0
}
