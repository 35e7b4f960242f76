import { sql } from 'drizzle-orm'
import type { Role } from '@/db/enums'
import type { MemberRole, Sex } from '@/db/roster-enums'
import type { Day } from '../calendar/rules'
import type { Ctx } from '../context'

/** What is kept of the caller as a member of teams. */
export type OwnRecord = {
  memberId: string
  fullName: string | null
  sex: Sex | null
  birthYear: number | null
  phone: string | null
  residence: string | null
  employer: string | null
  informedOn: Day | null
  publishAgreedOn: Day | null
  restrictedOn: Day | null
  memberships: {
    team: string
    role: MemberRole
    component: string | null
    concurrentPost: string | null
    from: Day
    to: Day | null
  }[]
}

/** Everything that rosters keep of the caller himself; empty when he is on none. */
export async function getOwnRecord(ctx: Ctx): Promise<OwnRecord[]> {
  const { rows } = await ctx.db.execute<{ record: OwnRecord[] | null }>(sql`select own_record() as record`)
  return rows[0]?.record ?? []
}

export type Reading = { at: Date; kind: 'reveal' | 'export'; role: Role; unitName: string; reason: string | null }
/** Who has read or exported what is kept of a member, newest first; for the person himself and the commune that answers him. */
export async function listReadings(ctx: Ctx, memberId: string): Promise<Reading[]> {
  const { rows } = await ctx.db.execute<Omit<Reading, 'at'> & { at: string }>(
    sql`select at, kind, role, unit_name as "unitName", reason from readings_of(${memberId}::uuid)`,
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
