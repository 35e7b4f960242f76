import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import { retentionYears } from '../rules'

/**
 * Takes away the names of members and whatever else leads to them, in every table and wherever they lie; what is counted stays, and so
 * does every figure but the age of the past, in which they are unknown. What becomes of which table, and why, stands with the
 * function `anonymise_members` in db/security/persons.sql. Returns of how many. Throws Forbidden.
 */
export async function anonymiseMembers(db: Tx, memberIds: readonly string[], now: Date): Promise<number> {
  if (memberIds.length === 0) return 0
  const { rows } = await db.execute<{ n: number }>(
    sql`select anonymise_members(${sql.param([...memberIds])}::uuid[], ${now.toISOString()}::timestamptz) as n`,
  )
  return rows[0]?.n ?? 0
}

/** SQL: a post in a team that the account of a member `m` holds at an instant. Who works for a team is known by his name. */
export const holdsTeamPost = (now: Date) => sql`exists (
  select from assignments a where a.person_id = m.person_id and a.role in ('team_leader', 'team_member')
     and (a.valid_to is null or a.valid_to > ${now.toISOString()}::timestamptz))`

/**
 * Everybody whose last membership ended five years ago or more, or who was entered as long ago and was never in a team, loses his name,
 * unless his account still works for a team. Runs as the system, any number of times. Returns how many.
 */
export async function anonymiseFormer(db: Tx, now: Date): Promise<number> {
  const today = dayInVietnam(now)
  const { rows } = await db.execute<{ id: string }>(sql`
    select m.id from members m
     where m.anonymised_at is null and not ${holdsTeamPost(now)}
       and m.created_at < ${now.toISOString()}::timestamptz - make_interval(years => ${retentionYears})
       and not exists (select from memberships s where s.member_id = m.id
                          and (s.valid_to is null or s.valid_to > ${today}::date - make_interval(years => ${retentionYears})))`)
  return anonymiseMembers(
    db,
    rows.map(({ id }) => id),
    now,
  )
}
