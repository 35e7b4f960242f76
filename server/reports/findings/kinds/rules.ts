import type { FormRule } from '@/server/forms/rules'
import { type Draft, type Facts, lastFigure, meanOf, round } from '@/server/reports/findings/facts/rules'

const sum = (figures: (number | null)[]): number | null =>
  figures.reduce((total, figure) => (total === null || figure === null ? null : total + figure), 0 as number | null)

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

/** What a rule of the form finds, by its kind. */
export function apply(rule: FormRule, facts: Facts): Draft[] {
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
