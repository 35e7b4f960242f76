import type { Severity } from '@/db/enums'
import {
  type FormRow,
  type FormRule,
  type FormVersion,
  hasSource,
  isEntered,
  isNumeric,
  requiredRows,
} from '@/server/forms/rules'
import {
  type Denominators,
  derive,
  figureProblem,
  numberOf,
  type ReportDetails,
  type ReportValues,
  settleShare,
} from '@/server/reports/figures/rules'

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

export type CheckInput = {
  values: ReportValues
  details?: ReportDetails | null
  /** Figures of the months before, the newest first, at most three; null where nothing was filed. */
  previous?: readonly (ReportValues | null)[]
  /** Figures of the same month of last year. */
  lastYear?: ReportValues | null
  denominators?: Denominators | null
  /** Month 1–12 of the period: figures of the year to date begin anew in month 1. */
  month?: number
  /** Units or rosters changed in the period: "not below last month" is waived (domain.md 22.13). */
  unitChanged?: boolean
  /** The report says "Không phát sinh". */
  nil?: boolean
}

/** Is the reason a sentence: at least five letters? */
export const isReason = (text: unknown): boolean =>
  typeof text === 'string' && (text.match(/\p{L}/gu)?.length ?? 0) >= 5

const order: Record<Severity, number> = { block: 0, warn: 1, note: 2 }
const round = (value: number) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10)

type Draft = { codes: string[]; key: string; params: Record<string, string | number> }
type Facts = {
  rows: Map<string, FormRow>
  now: (code: string) => number | null
  /** Figure of a month before: 0 is last month. */
  before: (code: string, months: number) => number | null
  input: CheckInput
}

/** The last figure given within the last three months, and how many months ago it was. */
function lastFigure(facts: Facts, code: string, within = 3): number | null {
  for (let i = 0; i < within; i++) {
    const value = facts.before(code, i)
    if (value !== null) return value
  }
  return null
}

const sum = (figures: (number | null)[]): number | null =>
  figures.reduce((total, figure) => (total === null || figure === null ? null : total + figure), 0 as number | null)

/** Mean of the last months as an exact fraction; null with fewer than two months, where more than one is asked. */
function meanOf(facts: Facts, code: string, months: number): { total: number; months: number } | null {
  const given = Array.from({ length: months }, (_, i) => facts.before(code, i)).filter((v) => v !== null)
  return given.length < Math.min(2, months) ? null : { total: given.reduce((a, b) => a + b, 0), months: given.length }
}

function atMost(rule: Extract<FormRule, { kind: 'at_most' }>, facts: Facts): Draft[] {
  const { params } = rule
  const partValue = sum(params.part.map(facts.now))
  if (partValue === null) return []
  const part = { partCodes: params.part.join(','), partValue }
  if ('limit' in params) {
    const wholeValue = facts.input.denominators?.[params.limit]
    if (typeof wholeValue !== 'number' || !Number.isFinite(wholeValue) || partValue <= wholeValue) return []
    return [{ codes: [...params.part], key: 'aboveLimit', params: { ...part, limit: params.limit, wholeValue } }]
  }
  const wholeValue = sum(params.whole.map(facts.now))
  if (wholeValue === null || partValue <= wholeValue) return []
  const codes = [...params.part, ...params.whole]
  return [{ codes, key: 'atMost', params: { ...part, wholeCodes: params.whole.join(','), wholeValue } }]
}

function jump(rule: Extract<FormRule, { kind: 'jump' }>, facts: Facts): Draft[] {
  const { codes, above, below, meanFrom, months } = rule.params
  return codes.flatMap((code): Draft[] => {
    const value = facts.now(code)
    const mean = meanOf(facts, code, months)
    if (value === null || !mean || mean.total < meanFrom * mean.months) return []
    const params = { code, value, mean: round(mean.total / mean.months), months: mean.months }
    if (value * mean.months > above * mean.total)
      return [{ codes: [code], key: 'jumpUp', params: { ...params, times: round((value * mean.months) / mean.total) } }]
    if (below && value * mean.months * below < mean.total)
      return [{ codes: [code], key: 'jumpDown', params: { ...params, below } }]
    return []
  })
}

function drop(rule: Extract<FormRule, { kind: 'drop' }>, facts: Facts): Draft[] {
  const { params } = rule
  return params.codes.flatMap((code): Draft[] => {
    const value = facts.now(code)
    const last = lastFigure(facts, code)
    if (value === null || last === null) return []
    const fall = Math.round((last - value) * 10) / 10
    if ('points' in params)
      return fall > params.points ? [{ codes: [code], key: 'fellPoints', params: { code, value, last, fall } }] : []
    if (fall * 100 <= last * params.percent) return []
    return [{ codes: [code], key: 'fellPercent', params: { code, value, last, percent: round((fall * 100) / last) } }]
  })
}

function apply(rule: FormRule, facts: Facts): Draft[] {
  const { input } = facts
  // "Không phát sinh" is one statement: it is asked about once, not in every row.
  if (input.nil && ['jump', 'all_equal', 'same_as_last'].includes(rule.kind)) return []
  switch (rule.kind) {
    case 'at_most':
      return atMost(rule, facts)
    case 'zero_if_zero':
      if (facts.now(rule.params.when) !== 0) return []
      return rule.params.zero.flatMap((code): Draft[] => {
        const value = facts.now(code)
        return value
          ? [
              {
                codes: [rule.params.when, code],
                key: 'zeroIfZero',
                params: { whenCode: rule.params.when, code, value },
              },
            ]
          : []
      })
    case 'not_below_last': {
      if (input.unitChanged) return []
      const within = rule.params.withinYear && input.month ? Math.min(3, input.month - 1) : 3
      return rule.params.codes.flatMap((code): Draft[] => {
        const value = facts.now(code)
        const last = lastFigure(facts, code, within)
        return value !== null && last !== null && value < last
          ? [{ codes: [code], key: 'belowLast', params: { code, value, last } }]
          : []
      })
    }
    case 'jump':
      return jump(rule, facts)
    case 'drop':
      return drop(rule, facts)
    case 'all_equal': {
      const figures = rule.params.codes.map(facts.now)
      const first = figures[0]
      if (!first || figures.some((figure) => figure !== first)) return []
      return [{ codes: [...rule.params.codes], key: 'allEqual', params: { value: first, count: figures.length } }]
    }
    case 'ratio_above': {
      const over = facts.now(rule.params.over)
      const under = facts.now(rule.params.under)
      if (!over || !under || over <= under * rule.params.limit) return []
      const params = { overCode: rule.params.over, overValue: over, underCode: rule.params.under, underValue: under }
      return [
        {
          codes: [rule.params.over, rule.params.under],
          key: 'ratioAbove',
          params: { ...params, times: round(over / under), limit: rule.params.limit },
        },
      ]
    }
    case 'same_as_last': {
      const same = rule.params.codes.filter((code) => {
        const value = facts.now(code)
        return value !== null && value > 0 && value === facts.before(code, 0)
      })
      if (same.length < rule.params.atLeast) return []
      return [{ codes: same, key: 'sameAsLast', params: { codes: same.join(','), count: same.length } }]
    }
  }
}

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
      apply(rule, facts).map((d) => ({ ...d, rule: rule.code, severity: rule.severity })),
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
