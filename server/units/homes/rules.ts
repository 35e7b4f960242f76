import type { Day } from '../../calendar/rules'

/**
 * Where figures of then lie on today's tree (domain.md section 3): in plain words what rebuild_unit_homes() in
 * db/security/territory.sql keeps for reading.
 */

/** share: of the predecessor, at most 8 decimals, as Postgres writes it ("0.25"); null: nobody has said. */
export type Edge = {
  predecessorId: number
  successorId: number
  effectiveOn: Day
  share: string | null
  confirmed: boolean
}
/** Whether a unit stands on a day, by its versions. */
export type Stands = (unitId: number, on: Day) => boolean

/** An exact share: `value` / 10^(8 × steps). */
export type Share = { value: bigint; steps: number }
export type Placement = { homeId: number | null; share: Share }

const scale = 10n ** 8n
const raised = (share: Share, steps: number): bigint => share.value * scale ** BigInt(steps - share.steps)
const whole: Share = { value: 1n, steps: 0 }
export const addShares = (a: Share, b: Share): Share => {
  const steps = Math.max(a.steps, b.steps)
  return { value: raised(a, steps) + raised(b, steps), steps }
}
const timesShare = (a: Share, b: Share): Share => ({ value: a.value * b.value, steps: a.steps + b.steps })

/** "0.25" as an exact share. */
export function shareOf(text: string): Share {
  const [units = '0', decimals = ''] = text.split('.')
  return { value: BigInt(units + decimals.padEnd(8, '0').slice(0, 8)), steps: 1 }
}

/** An exact share as Postgres writes it, without zeros at the end. */
export function shareText({ value, steps }: Share): string {
  const digits = value.toString().padStart(8 * steps + 1, '0')
  const at = digits.length - 8 * steps
  return `${digits.slice(0, at)}.${digits.slice(at)}`.replace(/\.?0*$/, '')
}

/** What leaves a unit on one day. `sure`: every edge of that day is; `stays`: the unit stands all the same. */
type Change = { day: Day; edges: Edge[]; sure: boolean; stays: boolean }
export type Territory = { changes: Map<number, Change[]>; isSure: (edge: Edge) => boolean; doubts: Map<number, Edge[]> }

/** Whether a unit that took something on `day` ended by the change on that very day: what it took went on with it. */
const endsOn = (change: Change, day: Day): boolean => change.day === day && !change.stays

const groupBy = <T, K>(list: readonly T[], keyOf: (each: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const each of list) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each])
  return groups
}

/**
 * The edges ready for `placeUnit`. An edge is certain when it is confirmed and its share known; shares that are more than the
 * whole make none of that day certain. A unit is in doubt before an uncertain edge into it, into what it came from, or out of
 * what stayed of that. `ends`: the first day that a unit of then did not stand any more; where no edge leads on from there, its
 * figures have no place.
 */
export function territoryOf(
  edges: readonly Edge[],
  stands: Stands,
  ends: ReadonlyMap<number, Day> = new Map(),
): Territory {
  const given = (list: readonly Edge[]) =>
    list.reduce(
      (sum, { share, confirmed }) => addShares(sum, confirmed && share ? shareOf(share) : { value: 0n, steps: 1 }),
      {
        ...{ value: 0n, steps: 1 },
      },
    )
  const days = groupBy(edges, (edge) => `${edge.predecessorId} ${edge.effectiveOn}`)
  const broken = new Set([...days].filter(([, list]) => given(list).value > scale).map(([key]) => key))
  const isSure = (edge: Edge) =>
    edge.confirmed && edge.share !== null && !broken.has(`${edge.predecessorId} ${edge.effectiveOn}`)
  const changes = new Map<number, Change[]>()
  for (const list of days.values()) {
    const { predecessorId, effectiveOn: day } = list[0] as Edge
    const change = { day, edges: list, sure: list.every(isSure), stays: stands(predecessorId, day) }
    changes.set(
      predecessorId,
      [...(changes.get(predecessorId) ?? []), change].sort((a, b) => (a.day < b.day ? -1 : 1)),
    )
  }
  for (const [unitId, day] of ends) {
    const known = changes.get(unitId) ?? []
    if (known.some((change) => change.day === day)) continue
    const end = { day, edges: [], sure: true, stays: false }
    changes.set(
      unitId,
      [...known, end].sort((a, b) => (a.day < b.day ? -1 : 1)),
    )
  }
  const doubts = new Map<number, Edge[]>()
  const seen = new Set<string>()
  const doubt = (unitId: number, edge: Edge, since: Day): void => {
    const key = [unitId, edge.predecessorId, edge.successorId, edge.effectiveOn, since].join()
    if (seen.has(key)) return
    seen.add(key)
    const known = doubts.get(unitId) ?? []
    if (!known.includes(edge)) doubts.set(unitId, [...known, edge])
    for (const change of changes.get(unitId) ?? [])
      if (change.day > since || endsOn(change, since))
        for (const next of change.edges) doubt(next.successorId, edge, change.day)
  }
  for (const list of changes.values())
    for (const { day, edges: out, stays } of list)
      for (const edge of out.filter((each) => !isSure(each))) {
        doubt(edge.successorId, edge, day)
        if (stays) doubt(edge.predecessorId, edge, day)
      }
  return { changes, isSure, doubts }
}

/** The first day from which a unit takes figures of then; null: it always did. */
export const comparableFrom = ({ doubts }: Territory, unitId: number): Day | null =>
  (doubts.get(unitId) ?? []).reduce<Day | null>(
    (last, { effectiveOn }) => (last && last > effectiveOn ? last : effectiveOn),
    null,
  )

/**
 * Where a report of `unitId` whose period ends on `on` lies today, shares adding up to exactly 1. At each change the
 * successors take their shares, what stays keeps the rest; what an uncertain edge may have taken has no home, nor what would go
 * round between units that all ended on one day.
 */
export function placeUnit(territory: Territory, unitId: number, on: Day): Placement[] {
  const found = new Map<number | null, Share>()
  const put = (homeId: number | null, share: Share) => {
    if (share.value > 0n) found.set(homeId, addShares(found.get(homeId) ?? { value: 0n, steps: 0 }, share))
  }
  /** `passed`: what it came through on the day `since`, and has ended there. */
  const follow = (at: number, since: Day, share: Share, passed: readonly number[] | null): void => {
    if (passed?.includes(at)) {
      put(null, share)
      return
    }
    const known = territory.changes.get(at) ?? []
    const same = passed && known.find((each) => endsOn(each, since))
    const change = same ?? known.find(({ day }) => day > since)
    if (!change) {
      const from = comparableFrom(territory, at)
      put(from !== null && from > on ? null : at, share)
      return
    }
    const through = [...(same ? (passed ?? []) : []), ...(change.stays ? [] : [at])]
    let rest = scale
    for (const edge of change.edges.filter(territory.isSure)) {
      const part = shareOf(edge.share ?? '0')
      rest -= part.value
      follow(edge.successorId, change.day, timesShare(share, part), through)
    }
    const left = timesShare(share, { value: rest, steps: 1 })
    if (rest > 0n && change.stays && change.sure) follow(at, change.day, left, through)
    else put(null, left)
  }
  follow(unitId, on, whole, null)
  return [...found].map(([homeId, share]) => ({ homeId, share }))
}

/** A line of a table: a unit, or null for what has no home ("chưa phân bổ"). Amounts are whole numbers; sums stay exact. */
export function placeAmounts(
  territory: Territory,
  amounts: readonly { unitId: number; on: Day; amount: bigint }[],
): Map<number | null, Share> {
  const lines = new Map<number | null, Share>()
  for (const { unitId, on, amount } of amounts)
    for (const { homeId, share } of placeUnit(territory, unitId, on))
      lines.set(
        homeId,
        addShares(lines.get(homeId) ?? { value: 0n, steps: 0 }, { value: share.value * amount, steps: share.steps }),
      )
  return lines
}

export const edgeFilters = ['open', 'told'] as const
export type EdgeFilter = (typeof edgeFilters)[number]
/** Edges that one command may tell. */
export const maxEdges = 500

/** Shares in percent with a comma, as people write and read them: "33,333333" is 0.33333333. Null: not a share. */
export function shareFromPercent(typed: string): string | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,6}))?\s*%?$/.exec(typed.trim())
  if (!match) return null
  const value = BigInt(match[1] ?? '0') * 10n ** 6n + BigInt((match[2] ?? '').padEnd(6, '0'))
  return value > 0n && value <= scale ? shareText({ value, steps: 1 }) : null
}
export const percentOfShare = (share: string): string =>
  shareText({ value: shareOf(share).value * 100n, steps: 1 }).replace('.', ',')

/** What the others leave of a unit; null when they leave nothing. */
export function restOfShares(others: readonly (string | null)[]): string | null {
  const rest = scale - others.reduce((sum, share) => sum + (share ? shareOf(share).value : 0n), 0n)
  return rest > 0n ? shareText({ value: rest, steps: 1 }) : null
}

export type SharesProblem = 'above' | 'notWhole' | null

/**
 * Whether the shares of all edges of one unit on one day can stand together: never more than the whole; when each is told,
 * exactly the whole, unless the unit stands and keeps the rest.
 */
export function sharesProblem(shares: readonly (string | null)[], stays: boolean): SharesProblem {
  const sum = shares.reduce((all, share) => all + (share ? shareOf(share).value : 0n), 0n)
  if (sum > scale) return 'above'
  return !stays && shares.every((share) => share !== null) && sum !== scale ? 'notWhole' : null
}
