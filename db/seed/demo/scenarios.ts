import type { Plan } from '../bulk/reports'

/** What of a period the scenarios need to know. Instants; `workedDays`: from the first day of sending to the close. */
export type Focus = { sendFromAt: Date; dueAt: Date; closesAt: Date; workedDays: string[] }
/** How one commune stands: its report, if any, and what was decided about its obligation. */
export type Told = { plan?: Plan; exempt?: boolean; dueAt?: Date }

const minute = 60_000
const at = (day: string, hour: number, minutes: number) =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00+07:00`)

/** The statuses in the order in which a province's communes get them; the rest of the province is drawn by chance. */
export const scenarios = [
  'none',
  'draft',
  'awaiting',
  'onTime',
  'late',
  'risen',
  'far',
  'returned',
  'resent',
  'accepted',
  'exempt',
  'extended',
  'recalled',
  'none',
  'draft',
  'awaiting',
  'onTime',
  'late',
  'returned',
  'accepted',
] as const
export type Scenario = (typeof scenarios)[number]

/**
 * The report of one commune told by a scenario, as far as it has come by `now`: before the due day nothing is late yet.
 * While the period is closed those that still have something to do were given more time, so that they can do it.
 */
export function tell(scenario: Scenario | 'begun', unitId: number, place: number, focus: Focus, now: Date): Told {
  const past = focus.workedDays.filter((day) => at(day, 7, 0) <= now)
  const beforeDue = past.filter((day) => at(day, 15, 0) <= focus.dueAt)
  const afterDue = past.filter((day) => at(day, 8, 0) > focus.dueAt)
  const spread = (day: string | undefined, hour: number) => (day ? at(day, hour, (place * 17) % 60) : undefined)
  const back = (days: readonly string[], n: number) => days[Math.max(0, days.length - 1 - n)]
  const fits = (instant: Date | undefined, after?: Date) =>
    instant && instant <= now && (!after || instant > after) ? instant : undefined
  const more = now > focus.closesAt ? { dueAt: extendedTo(now) } : {}
  const saved = fits(spread(past.at(-1), 9)) ?? new Date(now.getTime() - 30 * minute)
  const onTime = fits(spread(back(beforeDue, 2), 10))
  const lateAt = fits(spread(afterDue[0], 9))
  const sent = onTime ?? lateAt
  const draft = (): Told => ({ plan: { unitId, status: 'draft', savedAt: saved }, ...more })
  if (scenario === 'none') return more
  if (scenario === 'begun') return { plan: { unitId, status: 'begun', savedAt: saved }, ...more }
  if (scenario === 'draft') return draft()
  if (scenario === 'awaiting') return { plan: { unitId, status: 'awaiting_leader', savedAt: saved }, ...more }
  if (scenario === 'exempt') return { exempt: true }
  if (scenario === 'extended') return { dueAt: extendedTo(now > focus.dueAt ? now : focus.dueAt) }
  // It is too early to send: what would be sent is being typed.
  if (!sent) return draft()
  const submitted: Plan = { unitId, status: 'submitted', firstSentAt: sent }
  if (scenario === 'late') return { plan: { ...submitted, firstSentAt: lateAt ?? sent } }
  if (scenario === 'risen') return { plan: { ...submitted, factor: 4.2 } }
  if (scenario === 'recalled')
    return {
      plan: { ...submitted, status: 'recalled', savedAt: fits(new Date(sent.getTime() + 40 * minute)) ?? now },
      ...more,
    }
  const reviewed = fits(spread(back(past, 1), 14), sent) ?? fits(spread(past.at(-1), 14), sent) ?? between(sent, now)
  if (scenario === 'returned') return { plan: { ...submitted, status: 'returned', returnedAt: reviewed } }
  if (scenario === 'accepted') return { plan: { ...submitted, status: 'accepted', acceptedAt: reviewed } }
  if (scenario === 'resent')
    return {
      plan: {
        ...submitted,
        returnedAt: reviewed,
        resentAt: fits(spread(past.at(-1), 15), reviewed) ?? between(reviewed, now),
      },
    }
  return { plan: submitted }
}

const between = (a: Date, b: Date) => new Date((a.getTime() + b.getTime()) / 2)
/** Five days on at 17:00, by the clock of Vietnam. */
const extendedTo = (from: Date) =>
  at(new Date(from.getTime() + 5 * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10), 17, 0)
