import type { ReminderMoment } from '@/db/reminder-enums'
import {
  type CalendarDays,
  type Day,
  dayInVietnam,
  instantAt,
  isWorkingDay,
  lateness,
  workingDaysBetween,
} from '../../calendar/rules'

/** Nothing is said before 09:00, when the offices have opened, and nothing from 21:00 on (section 10: quiet 21:00–07:00). */
const firstHour = 9
const lastHour = 21
/** What has been written down may still go out from 07:00 on. */
const firstHourOut = 7

const hourOf = (now: Date): number => (now.getTime() - instantAt(dayInVietnam(now)).getTime()) / 3_600_000

/** May reminders be made now? On working days from 09:00 to 21:00 by the clock of Vietnam: once a person and day. */
export const mayRemind = (now: Date, days: CalendarDays): boolean =>
  isWorkingDay(dayInVietnam(now), days) && hourOf(now) >= firstHour && hourOf(now) < lastHour

/** May a message leave the house now? From 07:00 to 21:00 by the clock of Vietnam. */
export const maySend = (now: Date): boolean => hourOf(now) >= firstHourOut && hourOf(now) < lastHour

/** When that hour ends: what has not gone out by then is out of date, and goes out no more. */
export const sendUntil = (day: Day): Date => instantAt(day, lastHour)

/**
 * Where an open obligation stands in its schedule at an instant, in working days to its due time: opened; 3 and 2 before; 1 before;
 * the due day; late. A moment that was missed because nothing ran is made up for as long as the next has not come. Null: past its
 * due time on the due day itself, of which nobody is told before the next working day.
 */
export function momentOf(dueAt: Date, now: Date, days: CalendarDays): Exclude<ReminderMoment, 'late_below'> | null {
  if (now > dueAt) {
    if (dayInVietnam(now) === dayInVietnam(dueAt)) return null
    return lateness(dueAt, now, days).late ? 'late' : null
  }
  const left = workingDaysBetween(dayInVietnam(now), dayInVietnam(dueAt), days)
  if (left === 0) return 'due'
  if (left === 1) return 'before1'
  return left <= 3 ? 'before3' : 'opened'
}

/** Minutes until the next try of a message that failed; null when it has failed for good. */
export const retryAfter = (attempts: number): number | null => [1, 5, 15, 60, 180][attempts - 1] ?? null
