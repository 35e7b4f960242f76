import { sql } from 'drizzle-orm'
import type { TeamStanding } from '@/db/schema/reports'
import type { Tx } from '@/db/session'

/** The sums of what a commune's teams have sent for a period, by code; what nobody said is not there (domain.md 22.14). */
export async function teamSums(db: Tx, communeId: number, periodId: number): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ code: string; num: string }>(
    sql`select code, num::text as num from team_sums(${communeId}, ${periodId})`,
  )
  return Object.fromEntries(rows.map(({ code, num }) => [code, Number(num)]))
}

/** "19/24 Tổ, phủ 20/22 thôn"; null while no team has sent. */
export async function teamStanding(db: Tx, communeId: number, periodId: number): Promise<TeamStanding | null> {
  const { rows } = await db.execute<{ standing: TeamStanding | null }>(
    sql`select team_standing(${communeId}, ${periodId}) as standing`,
  )
  return rows[0]?.standing ?? null
}
