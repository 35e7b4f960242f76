import { asc, desc, eq, sql } from 'drizzle-orm'
import { calendarDays, periods } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import { canManageCalendar } from './policy'
import type { CalendarDay } from './rules'

export type Period = typeof periods.$inferSelect

/** The days that differ from the plain week, oldest first. */
export const listCalendarDays = (db: Tx): Promise<CalendarDay[]> =>
  db.select({ on: calendarDays.onDay, kind: calendarDays.kind }).from(calendarDays).orderBy(asc(calendarDays.onDay))

/** The period with that code ('2026-11'). Throws NotFound. */
export async function getPeriod(db: Tx, code: string): Promise<Period> {
  const [period] = await db.select().from(periods).where(eq(periods.code, code))
  if (!period) throw new NotFound('calendar.noPeriod', { period: code })
  return period
}

/** All periods that have been opened, newest first. */
export const listPeriods = (db: Tx): Promise<Period[]> => db.select().from(periods).orderBy(desc(periods.startsOn))

/** Periods with their due times, newest first, and the days off and made-up days from last year on. */
export async function getCalendar(ctx: Ctx) {
  const days = await ctx.db
    .select()
    .from(calendarDays)
    .where(sql`${calendarDays.onDay} >= ${`${ctx.now.getUTCFullYear() - 1}-01-01`}`)
    .orderBy(asc(calendarDays.onDay))
  return { periods: await listPeriods(ctx.db), days, can: { manage: canManageCalendar(ctx.actor) } }
}
