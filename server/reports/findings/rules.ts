import type { Severity } from '@/db/enums'
import {
  type FormRow,
  type FormVersion,
  formulaOf,
  hasSource,
  isEntered,
  isNumeric,
  requiredRows,
} from '@/server/forms/rules'
import { derive, figureProblem, numberOf, settleShare } from '@/server/reports/figures/rules'
import { type CheckInput, type Draft, type Facts, meanOf, round } from '@/server/reports/findings/facts/rules'
import { apply } from '@/server/reports/findings/kinds/rules'

/**
 * One remark on a report. `rule` is the code of the form's rule, or `reports.…` for what holds in every form.
 * `message` is a key of messages/*.json, `params` hold codes and bare numbers: `findingParams` makes words of them.
 * A warning is explained when one of its rows carries a reason; only then may the report be sent.
 */
export type Finding = {
  rule: string
  severity: Severity
  codes: string[]
  message: string
  params: Record<string, string | number>
  explained: boolean
}

/** Is the reason a sentence: at least five letters? */
export const isReason = (text: unknown): boolean =>
  typeof text === 'string' && (text.match(/\p{L}/gu)?.length ?? 0) >= 5

const order: Record<Severity, number> = { block: 0, warn: 1, note: 2 }

/** What stands against a percentage and the numerator beside it; nothing while the adults are not known (domain.md 22.15). */
function shareAgainst(row: FormRow, value: unknown, input: CheckInput): Omit<Draft, 'codes'> | null {
  const numerator: unknown = input.details?.[row.code]?.numerator
  if (numerator === undefined || numerator === null) return null
  const { code } = row
  const reason = figureProblem(numerator, 'count')
  if (reason || typeof numerator !== 'number')
    return { key: 'invalid', params: { code, reason: reason ?? 'notNumber' } }
  const adults = input.denominators?.adults
  if (typeof adults !== 'number' || !Number.isFinite(adults)) return null
  const typed = typeof value === 'number' ? value : null
  const share = settleShare(typed, { numerator }, adults)
  if (!share.ok) return { key: 'shareAboveAdults', params: { code, numerator, adults } }
  if (share.value === typed || share.value === null) return null
  const params = { code, numerator, adults, percent: share.value }
  return typed === null ? { key: 'shareBlank', params } : { key: 'shareDiffers', params: { ...params, value: typed } }
}

/** What holds in every form, whatever its rules. */
function general(form: FormVersion, facts: Facts): (Draft & { rule: string; severity: Severity })[] {
  const { values, details, previous, nil } = facts.input
  const found: (Draft & { rule: string; severity: Severity })[] = []
  const own = (code: string): unknown =>
    (values && typeof values === 'object' && Object.hasOwn(values, code) ? values[code] : null) ?? null
  const add = (rule: string, severity: Severity, codes: string[], params: Draft['params']) =>
    found.push({ rule: `reports.${rule}`, severity, codes, key: rule, params })

  for (const row of form.rows) {
    const value = own(row.code)
    const reason = figureProblem(value, row.valueType)
    const weighed = row.valueType === 'percent' && isEntered(row) && hasSource(row) && !reason
    const share = weighed ? shareAgainst(row, value, facts.input) : null
    if (share) add(share.key, 'block', [row.code], share.params)
    if (value === null || row.kind === 'derived') continue
    if (!hasSource(row)) add('noSource', 'block', [row.code], { code: row.code })
    else if (reason) add('invalid', 'block', [row.code], { code: row.code, reason })
    else if (row.valueType === 'percent' && isEntered(row) && !details?.[row.code]?.source)
      add('sourceMissing', 'note', [row.code], { code: row.code })
  }
  if (nil) {
    const typed = form.rows.filter((row) => row.kind === 'flow' && isEntered(row) && facts.now(row.code))
    if (typed.length) {
      const codes = typed.map((row) => row.code)
      add('nilWithFigures', 'block', codes, { codes: codes.join(','), count: codes.length })
    }
    const busy = requiredRows(form).find((row) => {
      const mean = meanOf(facts, row.code, 3)
      return mean && mean.total >= 20 * mean.months
    })
    if (busy) {
      const mean = meanOf(facts, busy.code, 3)
      const params = { code: busy.code, mean: mean ? round(mean.total / mean.months) : 0, months: mean?.months ?? 0 }
      add('nilAfterActivity', 'warn', [busy.code], params)
    }
  } else {
    for (const row of requiredRows(form))
      if (own(row.code) === null) add('required', 'block', [row.code], { code: row.code })
    if (previous?.[0] && previous[1]) {
      const blank = form.rows.filter(
        (row) =>
          isNumeric(row) &&
          isEntered(row) &&
          !row.required &&
          own(row.code) === null &&
          facts.before(row.code, 0) === null &&
          facts.before(row.code, 1) === null,
      )
      if (blank.length) {
        const codes = blank.map((row) => row.code)
        add('blankRun', 'note', codes, { codes: codes.join(','), count: codes.length })
      }
    }
  }
  return found
}

/**
 * Everything to say about a report: blocks first, then warnings, then notes, each in the order of the form.
 * Takes anything without throwing; blank rows and rows without a source take no part in rules.
 */
export function check(form: FormVersion, input: CheckInput): Finding[] {
  const rows = new Map(form.rows.map((row) => [row.code, row]))
  // What the system fills alone is told, and stops nobody: he could not correct it in the report.
  const entered = new Set(form.rows.filter(isEntered).map((row) => row.code))
  const correctable = (code: string): boolean => {
    const row = rows.get(code)
    return entered.has(code) || (row && formulaOf(row)?.of.some((part) => entered.has(part))) === true
  }
  const values = derive(form, input.values)
  const facts: Facts = {
    rows,
    now: (code) => numberOf(values, rows.get(code)),
    before: (code, months) => numberOf(input.previous?.[months], rows.get(code)),
    input,
  }
  const drafts = [
    ...general(form, facts),
    ...form.rules.flatMap((rule) =>
      apply(rule, facts).map((d) => ({
        ...d,
        rule: rule.code,
        severity: d.codes.some(correctable) ? rule.severity : ('note' as const),
      })),
    ),
  ]
  const place = (codes: string[]) => rows.get(codes[0] ?? '')?.position ?? 0
  return drafts
    .map(({ rule, severity, codes, key, params }) => ({
      rule,
      severity,
      codes,
      message: `findings.${key}`,
      params,
      explained: severity === 'warn' && codes.some((code) => isReason(input.details?.[code]?.reason)),
    }))
    .sort((a, b) => order[a.severity] - order[b.severity] || place(a.codes) - place(b.codes))
}

/** May the report go? Nothing blocks, and every warning has its sentence. */
export const canSend = (findings: readonly Finding[]): boolean =>
  findings.every((f) => f.severity === 'note' || (f.severity === 'warn' && f.explained))
