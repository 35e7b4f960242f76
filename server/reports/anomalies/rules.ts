import type { FormVersion } from '../../forms/rules'
import type { Explanation } from '../explanations/rules'
import { numberOf, type ReportDetails, type ReportValues } from '../figures/rules'
import { isReason } from '../findings/rules'
import { median } from '../measures/rules'

/** The middle of some figures and how far they usually lie from it: the median of the distances, made comparable with a deviation. */
export type Spread = { median: number; usual: number; n: number }

/** Is it one of these? Nobody asked the unit about it. */
export const isAnomaly = (message: string): boolean => /\.(above|below)(Own|Peers)$/.test(message)

/** How many months back a unit is held against itself. */
export const historyMonths = 12

/** Fewer say nothing about what is usual. */
const leastMonths = 6
const leastPeers = 8
/** So many times the usual distance is out of the ordinary; and a distance below this share of the middle is none at all. */
const far = 3.5
const leastShare = 0.25
/** A figure that differs by less than this from the middle is nobody's concern, however regular the others are. */
const leastDifference = 20
const consistent = 1.4826

/** Median and median absolute deviation, never narrower than a quarter of the median: one that always reports the same may move a little. */
export function spreadOf(values: readonly number[]): Spread | null {
  const middle = median(values)
  if (middle === null) return null
  const distance = median(values.map((value) => Math.abs(value - middle))) ?? 0
  return { median: middle, usual: Math.max(distance * consistent, middle * leastShare, 1e-9), n: values.length }
}

/** How many times the usual distance a value lies from the middle; negative below it. */
export const timesUsual = (value: number, { median: middle, usual }: Spread): number => (value - middle) / usual

/** A report with what it is compared with: the unit's own months before, newest first, and the month's reports of its peers. */
export type AnomalyInput = {
  values: ReportValues
  details: ReportDetails
  households: number | null
  history: readonly ReportValues[]
  peers: readonly { values: ReportValues; households: number | null }[]
}

const round = (value: number) => Math.round(value * 10) / 10

/**
 * Figures of a report that are out of the ordinary: against the unit's own months, else against its peers of the month per 1,000 households
 * (domain.md section 8; median and median absolute deviation, which a single wild month does not move). Only what adds up over a month and
 * is counted. Codes in `known` are named already. The most unusual first; what the unit has explained carries its reason.
 */
export function anomalies(
  form: FormVersion,
  input: AnomalyInput,
  known: ReadonlySet<string> = new Set(),
): Explanation[] {
  const found: Explanation[] = []
  for (const row of form.rows) {
    if (row.kind !== 'flow' || row.valueType !== 'count' || known.has(row.code)) continue
    const value = numberOf(input.values, row)
    if (value === null) continue
    const said = input.details[row.code]?.reason
    const reason = said !== undefined && isReason(said) ? said : null
    const told = (message: string, times: number, params: Record<string, number>) =>
      found.push({
        ...{ codes: [row.code], message, reason },
        params: { code: row.code, value, ...params },
        weight: Math.min(10, Math.abs(times)),
      })

    const own = input.history.flatMap((month) => numberOf(month, row) ?? [])
    const usual = own.length >= leastMonths ? spreadOf(own) : null
    if (usual) {
      const times = timesUsual(value, usual)
      if (Math.abs(times) > far && Math.abs(value - usual.median) >= leastDifference)
        told(`findings.unusual.${times > 0 ? 'aboveOwn' : 'belowOwn'}`, times, {
          median: round(usual.median),
          months: usual.n,
        })
      continue
    }
    // A unit without a past of its own is held against the others.
    if (!input.households) continue
    const rates = input.peers.flatMap(({ values, households }) => {
      const figure = numberOf(values, row)
      return figure === null || !households ? [] : [(figure * 1000) / households]
    })
    const ordinary = rates.length >= leastPeers ? spreadOf(rates) : null
    if (!ordinary) continue
    const rate = (value * 1000) / input.households
    const times = timesUsual(rate, ordinary)
    if (Math.abs(times) > far && Math.abs(value - (ordinary.median * input.households) / 1000) >= leastDifference)
      told(`findings.unusual.${times > 0 ? 'abovePeers' : 'belowPeers'}`, times, {
        rate: round(rate),
        median: round(ordinary.median),
        units: ordinary.n,
      })
  }
  return byWeight(found)
}

/** The most unusual first; what the unit has explained after what it has not, however far it lies. */
export const byWeight = (found: readonly Explanation[]): Explanation[] =>
  found.toSorted((a, b) => Number(a.reason !== null) - Number(b.reason !== null) || b.weight - a.weight)
