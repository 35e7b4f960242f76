import type { DataRequestKind } from '@/db/roster-enums'
import { addDays, addWorkingDays, type CalendarDays, type Day, nextWorkingDay } from '../calendar/rules'

/** Working days in which a request is answered at all (Nghị định 356/2025/NĐ-CP, as domain.md section 12 has it). */
export const answerDays = 2
/** Days in which it is carried out, and when somebody else processes the data too. */
const carryDays: Record<DataRequestKind, readonly [own: number, processor: number]> = {
  see: [10, 15],
  provide: [10, 15],
  correct: [10, 15],
  withdraw: [15, 20],
  restrict: [15, 20],
  object: [15, 20],
  delete: [20, 30],
}

/** Membership data are kept for five years after the last membership has ended; then the name and what leads to it are removed. */
export const retentionYears = 5

export type RequestClock = { answerDueOn: Day; dueOn: Day }
/** By when a request is answered and carried out; the day of receipt is not counted, and a day off gives the next working day. */
export function requestClock(
  kind: DataRequestKind,
  receivedOn: Day,
  processor: boolean,
  days: CalendarDays,
): RequestClock {
  const term = carryDays[kind][processor ? 1 : 0]
  return {
    answerDueOn: addWorkingDays(receivedOn, answerDays, days),
    dueOn: nextWorkingDay(addDays(receivedOn, term), days),
  }
}

/** The one extension there is: the same length again, with a reason. */
export const extendedDueOn = (kind: DataRequestKind, dueOn: Day, processor: boolean, days: CalendarDays): Day =>
  nextWorkingDay(addDays(dueOn, carryDays[kind][processor ? 1 : 0]), days)

/** What follows for the roster when a request is carried out. */
export const effectOf = (kind: DataRequestKind): 'none' | 'restrict' | 'anonymise' | 'unpublish' =>
  kind === 'delete'
    ? 'anonymise'
    : kind === 'restrict' || kind === 'object'
      ? 'restrict'
      : kind === 'withdraw'
        ? 'unpublish'
        : 'none'
