import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Day } from '../../calendar/rules'

/**
 * What the rosters and decisions of a commune say of a period, by indicator code: A06 to A09 members at a day, each once, A10 teams
 * renewed and A11 teams without a session since the period began. Numbers alone, for whoever reads the commune's report; blank where nothing is kept (domain.md 22.14).
 */
export async function rosterFigures(
  db: Tx,
  communeId: number,
  from: Day,
  on: Day,
): Promise<Record<string, number | null>> {
  const { rows } = await db.execute<Record<'A06' | 'A07' | 'A08' | 'A09' | 'A10' | 'A11', number | null>>(
    sql`select * from roster_figures(${communeId}, ${from}::date, ${on}::date)`,
  )
  return { ...rows[0] }
}
