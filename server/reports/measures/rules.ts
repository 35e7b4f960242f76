import { type CalendarDays, lateness } from '../../calendar/rules'

/** One obligation: whose, of which month, due when, first sent when. `closed`: its month is over, nothing more is expected. */
export type ObligationFacts = {
  state: 'required' | 'exempt'
  dueAt: Date
  firstSentAt: Date | null
  closed: boolean
}

/**
 * How an obligation ended, or stands (domain.md section 7): on time and late go by the first sending, whatever came back later; `overdue`
 * is late and may still be sent; `missing` was never sent and its month is over; `open` is not due yet. What was sent although exempt
 * counts as sent.
 */
export type Punctuality = { is: 'on_time' | 'missing' | 'exempt' | 'open' | 'overdue' } | { is: 'late'; days: number }

export function punctuality(
  { state, dueAt, firstSentAt, closed }: ObligationFacts,
  now: Date,
  days: CalendarDays,
): Punctuality {
  if (firstSentAt) {
    const { late, workingDays } = lateness(dueAt, firstSentAt, days)
    return late ? { is: 'late', days: workingDays } : { is: 'on_time' }
  }
  if (state === 'exempt') return { is: 'exempt' }
  if (closed) return { is: 'missing' }
  return { is: now > dueAt ? 'overdue' : 'open' }
}

/** Of a unit, or of a month: `due` is what had to be there by now; onTime / due is the share. Median in working days, of what came late. */
export type Measure = {
  due: number
  onTime: number
  late: number
  overdue: number
  missing: number
  exempt: number
  open: number
  medianLate: number | null
}

/** The middle one of an odd number, the mean of the two in the middle of an even one; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

export function measure(all: readonly Punctuality[]): Measure {
  const count = (is: Punctuality['is']) => all.filter((each) => each.is === is).length
  const [onTime, late, overdue, missing] = [count('on_time'), count('late'), count('overdue'), count('missing')]
  return {
    due: onTime + late + overdue + missing,
    ...{ onTime, late, overdue, missing },
    exempt: count('exempt'),
    open: count('open'),
    medianLate: median(all.flatMap((each) => (each.is === 'late' ? [each.days] : []))),
  }
}
