import type { DayKind } from '@/db/enums'

/** A day of Vietnam as 'YYYY-MM-DD'. Days compare as text. */
export type Day = string

/** A day that differs from the plain week (domain.md 22.10): holiday and swap are off, make_up is worked. */
export type CalendarDay = { on: Day; kind: DayKind }
export type CalendarDays = readonly CalendarDay[]

/** A reporting month: `code` '2026-11', both days inclusive. */
export type MonthPeriod = { code: string; year: number; month: number; startsOn: Day; endsOn: Day }

const dayMs = 86_400_000
/** Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975. */
const offsetMs = 7 * 3_600_000

const pad = (n: number, width: number) => String(n).padStart(width, '0')

function serialOf(day: Day): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  const serial = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / dayMs : Number.NaN
  if (Number.isNaN(serial) || dayOf(serial) !== day) throw new RangeError(`not a day: ${day}`)
  return serial
}

const dayOf = (serial: number): Day => new Date(serial * dayMs).toISOString().slice(0, 10)

/** Is the text a real day 'YYYY-MM-DD'? */
export function isDay(text: string): boolean {
  try {
    serialOf(text)
    return true
  } catch {
    return false
  }
}

/** The day `n` calendar days after `day` (before, when negative). */
export const addDays = (day: Day, n: number): Day => dayOf(serialOf(day) + n)

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: Day): number => ((((serialOf(day) + 3) % 7) + 7) % 7) + 1

/** The day it is in Vietnam at that instant. */
export const dayInVietnam = (instant: Date): Day => new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10)

/** The instant of a Vietnamese wall-clock time. Hour 24 is the midnight that ends the day. */
export const instantAt = (day: Day, hour = 0, minute = 0): Date =>
  new Date(serialOf(day) * dayMs + (hour * 60 + minute) * 60_000 - offsetMs)

/**
 * "24 giờ 00": the last millisecond of the day, so that a due time is always the last moment in time and
 * still names its own day. Late means strictly after the due time.
 */
export const endOfDay = (day: Day): Date => new Date(instantAt(day, 24).getTime() - 1)

/** Was this due time set as "hết ngày" (24:00) rather than at an office hour? */
export const isEndOfDay = (instant: Date): boolean => instant.getTime() === endOfDay(dayInVietnam(instant)).getTime()

/**
 * The reporting month M of a year: 15 of M−1 to 14 of M, both inclusive (Nghị định 09/2019/NĐ-CP, Điều 12).
 * @param month 1–12. Throws RangeError on anything else.
 */
export function monthPeriod(year: number, month: number): MonthPeriod {
  if (!Number.isInteger(year) || year < 1 || year > 9998 || !Number.isInteger(month) || month < 1 || month > 12)
    throw new RangeError(`not a month: ${year}-${month}`)
  const code = `${pad(year, 4)}-${pad(month, 2)}`
  const before = month === 1 ? `${pad(year - 1, 4)}-12` : `${pad(year, 4)}-${pad(month - 1, 2)}`
  return { code, year, month, startsOn: `${before}-15`, endsOn: `${code}-14` }
}

/** The period with that code ('2026-11'), or null when the text is no such code. */
export function parsePeriod(code: string): MonthPeriod | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(code)
  const year = Number(match?.[1])
  return match && year >= 1 && year <= 9998 ? monthPeriod(year, Number(match[2])) : null
}

/** Months between two periods' names; the period `n` months on (back, when negative). */
export function addMonths(period: MonthPeriod, n: number): MonthPeriod {
  const index = period.year * 12 + period.month - 1 + n
  return monthPeriod(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1)
}

/** The period that contains a day. */
export function periodOfDay(day: Day): MonthPeriod {
  serialOf(day)
  const own = monthPeriod(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
  return Number(day.slice(8, 10)) >= 15 ? addMonths(own, 1) : own
}

/** The period that contains an instant, by the clock of Vietnam. */
export const periodOf = (instant: Date): MonthPeriod => periodOfDay(dayInVietnam(instant))

export const previousPeriod = (period: MonthPeriod): MonthPeriod => addMonths(period, -1)
export const nextPeriod = (period: MonthPeriod): MonthPeriod => addMonths(period, 1)
export const samePeriodLastYear = (period: MonthPeriod): MonthPeriod => addMonths(period, -12)

/** All periods from the first to the last, both included; none when the last lies before the first. */
export function periodsBetween(from: MonthPeriod, to: MonthPeriod): MonthPeriod[] {
  const count = (to.year - from.year) * 12 + to.month - from.month + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => addMonths(from, i))
}

/** The twelve periods of a report year: together exactly 15/12 of the year before to 14/12 (Điều 12). */
export const periodsOfYear = (year: number): MonthPeriod[] =>
  periodsBetween(monthPeriod(year, 1), monthPeriod(year, 12))

/** Months that make the year-to-date figure of a period: month 1 of its year up to itself. */
export const yearToDate = (period: MonthPeriod): MonthPeriod[] => periodsBetween(monthPeriod(period.year, 1), period)

const indexes = new WeakMap<CalendarDays, Map<Day, DayKind>>()

function kindsByDay(days: CalendarDays): Map<Day, DayKind> {
  const known = indexes.get(days)
  if (known) return known
  const made = new Map(days.map((d) => [d.on, d.kind]))
  indexes.set(days, made)
  return made
}

/** Monday to Friday, unless a holiday or swapped day; and the made-up Saturdays and Sundays. The list must not be mutated. */
export function isWorkingDay(day: Day, calendarDays: CalendarDays): boolean {
  const kind = kindsByDay(calendarDays).get(day)
  return kind ? kind === 'make_up' : weekdayOf(day) <= 5
}

/** The day itself when it is worked, else the first working day after it. */
export function nextWorkingDay(day: Day, calendarDays: CalendarDays): Day {
  let at = day
  while (!isWorkingDay(at, calendarDays)) at = addDays(at, 1)
  return at
}

/** The n-th working day after a day (the day itself does not count); n = 0 gives the day unchanged. */
export function addWorkingDays(day: Day, n: number, calendarDays: CalendarDays): Day {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of days: ${n}`)
  let at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendarDays)) left--
  }
  return at
}

/** Working days after `from` up to and including `to`; 0 when `to` is not after `from`. */
export function workingDaysBetween(from: Day, to: Day, calendarDays: CalendarDays): number {
  let count = 0
  for (let serial = serialOf(from) + 1, last = serialOf(to); serial <= last; serial++)
    if (isWorkingDay(dayOf(serial), calendarDays)) count++
  return count
}

const laterInstant = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))
const laterDay = (a: Day, b: Day): Day => (a > b ? a : b)

export type DueDates = {
  /** Entry opens: 15 of M−1 at 00:00, or when it really opened. */
  opensAt: Date
  /** A report may be sent from the 10th of M at 00:00 on. */
  sendFromAt: Date
  teamDueAt: Date
  communeDueAt: Date
  departmentDueAt: Date
  closesAt: Date
  openedLate: boolean
}

/**
 * Due times of a period (domain.md 22.9), counted in working days after the 14th: teams +2 until 24:00, communes +3 at
 * 17:00, the Sở the later of the 20th and communes +2 at 17:00, the ministry closes the 23rd where the month allows, at 24:00
 * (provinces report to the Government by the 25th: Nghị định 09/2019, Điều 13).
 * A period opened after its last day is counted from the day it really opened.
 */
export function dueDates(
  period: MonthPeriod,
  calendarDays: CalendarDays,
  options: { openedAt?: Date | null } = {},
): DueDates {
  const planned = instantAt(period.startsOn)
  const openedAt = options.openedAt && options.openedAt > planned ? options.openedAt : planned
  const openedOn = dayInVietnam(openedAt)
  const openedLate = openedOn > period.endsOn
  const cutOff = laterDay(period.endsOn, openedOn)
  const sendFrom = laterInstant(openedAt, instantAt(`${period.code}-10`))

  const communeOn = addWorkingDays(cutOff, 3, calendarDays)
  const departmentOn = laterDay(
    nextWorkingDay(`${period.code}-20`, calendarDays),
    addWorkingDays(communeOn, 2, calendarDays),
  )
  const closesOn = laterDay(nextWorkingDay(`${period.code}-23`, calendarDays), departmentOn)
  return {
    opensAt: openedAt,
    sendFromAt: sendFrom,
    teamDueAt: endOfDay(addWorkingDays(cutOff, 2, calendarDays)),
    communeDueAt: instantAt(communeOn, 17),
    departmentDueAt: instantAt(departmentOn, 17),
    closesAt: endOfDay(closesOn),
    openedLate,
  }
}

/** A returned report is sent again within 3 working days, by 17:00 (domain.md 22.9). */
export const resendDueAt = (returnedAt: Date, calendarDays: CalendarDays): Date =>
  instantAt(addWorkingDays(dayInVietnam(returnedAt), 3, calendarDays), 17)

/** Late is strictly after the due time; then at least one working day late. `at` is when it was sent, or now. */
export function lateness(dueAt: Date, at: Date, calendarDays: CalendarDays): { late: boolean; workingDays: number } {
  if (at <= dueAt) return { late: false, workingDays: 0 }
  return {
    late: true,
    workingDays: Math.max(1, workingDaysBetween(dayInVietnam(dueAt), dayInVietnam(at), calendarDays)),
  }
}

/** Working days left after today, the due day included: 0 on the due day itself and after it. */
export const remaining = (dueAt: Date, now: Date, calendarDays: CalendarDays): number =>
  workingDaysBetween(dayInVietnam(now), dayInVietnam(dueAt), calendarDays)
