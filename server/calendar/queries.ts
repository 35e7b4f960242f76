import { asc, desc, eq, sql } from 'drizzle-orm'
import { calendarDays, periods } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Ctx } from '../context'
import { NotFound } from '../errors'
import { keep, type Reading } from '../kept'
import { canManageCalendar } from './policy'
import type { CalendarDay } from './rules'

export type Period = typeof periods.$inferSelect

const keptDays = keep<CalendarDay[]>('calendar', 1)

/** The days that differ from the plain week, oldest first. Kept until one changes. */
export const listCalendarDays = (at: Reading): Promise<CalendarDay[]> =>
  keptDays(at, 'days', (db) =>
    db.select({ on: calendarDays.onDay, kind: calendarDays.kind }).from(calendarDays).orderBy(asc(calendarDays.onDay)),
  )

/** The period with that code ('2026-11'). Throws NotFound. */
export async function getPeriod(db: Tx, code: string): Promise<Period> {
  const [period] = await db.select().from(periods).where(eq(periods.code, code))
  if (!period) throw new NotFound('calendar.noPeriod', { period: code })
  return period
}

/** The same of a list that is at hand. Throws NotFound. */
export function periodAmong(opened: readonly Period[], code: string): Period {
  const period = opened.find((each) => each.code === code)
  if (!period) throw new NotFound('calendar.noPeriod', { period: code })
  return period
}

const keptPeriods = keep<Period[]>('periods', 1)

/** All periods that have been opened, newest first. Kept until one is opened, moved or closed. */
export const listPeriods = (at: Reading): Promise<Period[]> =>
  keptPeriods(at, 'all', (db) => db.select().from(periods).orderBy(desc(periods.startsOn)))

/** The month to look at when none is named: the newest whose last day has passed, else the newest. Throws NotFound while there is none. */
export function latestPeriod(opened: readonly Period[], today: string): Period {
  const period = opened.find((each) => each.endsOn < today) ?? opened[0]
  if (!period) throw new NotFound('calendar.noneYet')
  return period
}

/** Periods with their due times, newest first, and the days off and made-up days from last year on. */
export async function getCalendar(ctx: Ctx) {
  const days = await ctx.db
    .select()
    .from(calendarDays)
    .where(sql`${calendarDays.onDay} >= ${`${ctx.now.getUTCFullYear() - 1}-01-01`}`)
    .orderBy(asc(calendarDays.onDay))
  return { periods: await listPeriods(ctx), days, can: { manage: canManageCalendar(ctx.actor) } }
}
