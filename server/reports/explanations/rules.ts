import type { Severity } from '@/db/enums'
import type { FormVersion } from '@/server/forms/rules'
import { derive, numberOf, type ReportValues } from '@/server/reports/figures/rules'
import type { CheckInput } from '@/server/reports/findings/facts/rules'
import { check, type Finding, isReason } from '@/server/reports/findings/rules'

/** One reason why a report stands out, for the queue of the level above. The larger the weight, the sooner it is read. */
export type Explanation = {
  codes: string[]
  message: string
  params: Record<string, string | number>
  weight: number
  /** What the commune wrote, or null when it wrote nothing. */
  reason: string | null
}

function weightOf(finding: Finding): number {
  const { value, mean, times, percent } = finding.params
  if (finding.message === 'findings.nilAfterActivity') return 8
  if (typeof times === 'number') return Math.min(10, times)
  if (typeof value === 'number' && typeof mean === 'number') return Math.min(10, mean / Math.max(1, value))
  if (typeof percent === 'number') return percent / 20
  return 3
}

/**
 * What is unusual in a report, the most unusual first: its warnings, explained or not, and figures far from last year's.
 * Messages are `findings.unusual.…`: statements for the reader above, without a request to the writer.
 */
export function unusual(form: FormVersion, values: ReportValues, history: Omit<CheckInput, 'values'>): Explanation[] {
  const warnings = check(form, { ...history, values }).filter((f) => f.severity === 'warn')
  const seen = new Set(warnings.flatMap((f) => f.codes))
  const reasonOf = (codes: string[]) => {
    const reasons = codes.map((code) => history.details?.[code]?.reason)
    return reasons.find((reason): reason is string => isReason(reason)) ?? null
  }
  const found: Explanation[] = warnings.map((f) => ({
    codes: f.codes,
    message: f.message.replace('findings.', 'findings.unusual.'),
    params: f.params,
    weight: weightOf(f),
    reason: reasonOf(f.codes),
  }))
  const now = derive(form, values)
  for (const row of history.nil ? [] : form.rows) {
    const value = numberOf(now, row)
    const last = numberOf(history.lastYear, row)
    if (seen.has(row.code) || row.kind !== 'flow' || row.valueType !== 'count' || value === null || last === null)
      continue
    if (last < 20 || (value <= last * 3 && value * 3 >= last)) continue
    const weight = Math.min(10, value > last ? value / last : last / Math.max(1, value)) / 2
    const params = { code: row.code, value, last }
    found.push({
      codes: [row.code],
      message: 'findings.unusual.farFromLastYear',
      params,
      weight,
      reason: reasonOf([row.code]),
    })
  }
  return found.sort((a, b) => b.weight - a.weight)
}

const kept = /^(Tổ |VNeID|\p{Lu}{2})/u
const lower = (name: string) => (kept.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1))
const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/**
 * Parameters for the sentence of a finding or explanation: codes become names (`partCodes` → `part`, `code` → `name`,
 * `codes` → `names`), numbers become figures of the language. Names that open the sentence keep their capital.
 * @param nameOf the short name of a code in that language.
 */
export function findingParams(
  finding: Pick<Finding, 'params'> & { severity?: Severity },
  nameOf: (code: string) => string,
  locale: 'vi' | 'en',
): Record<string, string | number> {
  const number = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-US', { maximumFractionDigits: 1 })
  const opening = ['partCodes', 'code', 'overCode', 'whenCode']
  const result: Record<string, string | number> = { severity: finding.severity ?? 'note' }
  for (const [key, value] of Object.entries(finding.params)) {
    if (typeof value === 'number') result[key] = key === 'count' || key === 'months' ? value : number.format(value)
    else if (/codes?$/i.test(key)) {
      const inside = key === 'code' && 'whenCode' in finding.params
      const names = value.split(',').map((code) => lower(nameOf(code)))
      const joined = key === 'codes' ? names.join(', ') : names.join(' + ')
      const name = key === 'code' ? 'name' : key === 'codes' ? 'names' : key.replace(/Codes?$/, '')
      result[name] = opening.includes(key) && !inside ? upper(joined) : joined
    } else result[key] = value
  }
  return result
}
