import { listActivitiesInput } from '@/server/activities/schema'
import { periodOfDay, previousPeriod } from '@/server/calendar/rules'

type Params = Record<string, string | string[] | undefined>

/** The month of a day and the twelve before it, the newest first. */
export function monthsUntil(today: string) {
  const months = [periodOfDay(today)]
  while (months.length < 13) months.push(previousPeriod(months.at(-1) ?? periodOfDay(today)))
  return months
}
/** The month that is under way on a day. */
export const monthOf = (today: string): string => periodOfDay(today).code

/** What the address of the log asks for; anything it cannot mean is left out. "all" are all months. */
export function activitiesAddress(params: Params, today: string) {
  const one = (key: string) => (typeof params[key] === 'string' && params[key] !== '' ? params[key] : undefined)
  const number = (key: string) => (one(key) === undefined ? undefined : Number(one(key)))
  const fields = {
    ...{ unitId: number('unit'), task: number('task'), page: number('page') },
    ...{ kind: one('kind'), channel: one('channel'), group: one('group'), state: one('state') },
    ...{ programmeId: one('programme'), period: one('period') },
  }
  const kept = Object.entries(fields).filter(
    ([key, value]) =>
      value !== undefined &&
      listActivitiesInput.shape[key as keyof typeof listActivitiesInput.shape].safeParse(value).success,
  )
  const asked = listActivitiesInput.parse(Object.fromEntries(kept))
  return one('period') === 'all' ? asked : { ...asked, period: asked.period ?? monthOf(today) }
}
export type ActivitiesAsked = ReturnType<typeof activitiesAddress>

/** The address of the same list with something changed. */
export function activitiesHref(asked: ActivitiesAsked, change: Partial<ActivitiesAsked> = {}): string {
  const { unitId, task, page, kind, channel, group, state, programmeId, period } = { ...asked, ...change }
  const words = { unit: unitId, period: period ?? 'all', kind, channel, task, group, state, programme: programmeId }
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(words)) if (value !== undefined) params.set(key, String(value))
  if (page && page > 1) params.set('page', String(page))
  return `/activities?${params}`
}
