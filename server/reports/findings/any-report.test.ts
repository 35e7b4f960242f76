import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enteredRows, requiredRows } from '@/server/forms/rules'
import { settleShare } from '@/server/reports/figures/rules'
import type { CheckInput } from '@/server/reports/findings/facts/rules'
import {
  canSend,
  check,
  type Denominators,
  derive,
  nilValues,
  type ReportValues,
  unusual,
} from '@/server/reports/rules'
import { blocks, form, runs, say, unit } from '@/server/testing'

const numbers = enteredRows(form).filter((row) => row.valueType !== 'text')
const figureOf = (row: (typeof numbers)[number]) =>
  row.valueType === 'percent'
    ? fc.integer({ min: 0, max: 1000 }).map((n) => n / 10)
    : fc.oneof(fc.nat(50), fc.nat(999_999_999))
const anyReport: fc.Arbitrary<ReportValues> = fc
  .tuple(...numbers.map((row) => fc.option(fc.option(figureOf(row), { nil: null }), { nil: undefined })))
  .map((figures) => {
    const values: ReportValues = {}
    numbers.forEach((row, i) => {
      const figure = figures[i]
      if (figure !== undefined) values[row.code] = figure
    })
    return values
  })
const anyUnit: fc.Arbitrary<Denominators | null> = fc.option(
  fc.record({
    households: fc.nat(5000),
    population: fc.nat(20_000),
    adults: fc.nat(15_000),
    elderly: fc.nat(3000),
    businessHouseholds: fc.nat(500),
  }),
)
const anyMonth = fc.record({
  previous: fc.array(fc.option(anyReport), { maxLength: 3 }),
  denominators: anyUnit,
  month: fc.integer({ min: 1, max: 12 }),
  unitChanged: fc.boolean(),
})

/** Lowers every part to its whole, as an officer would who corrects what is blocked. */
function repaired(values: ReportValues, denominators: Denominators | null): ReportValues {
  let now = { ...Object.fromEntries(requiredRows(form).map((row) => [row.code, 0])), ...values }
  for (const row of requiredRows(form)) now[row.code] ??= 0
  for (let again = true; again; ) {
    again = false
    now = derive(form, now)
    for (const rule of form.rules.filter((r) => r.severity === 'block')) {
      if (rule.kind === 'zero_if_zero' && now[rule.params.when] === 0)
        for (const code of rule.params.zero.filter((c) => now[c])) {
          now[code] = 0
          again = true
        }
      if (rule.kind !== 'at_most') continue
      const [part] = rule.params.part
      const whole = 'limit' in rule.params ? denominators?.[rule.params.limit] : now[rule.params.whole[0]!]
      if (part && typeof whole === 'number' && Number(now[part] ?? 0) > whole) {
        now[part] = whole
        again = true
      }
    }
  }
  return now
}

describe('some legal value must always exist (domain.md 22.13)', () => {
  it('the report of zeros is never blocked, whatever the past and the unit', () => {
    const zeros = Object.fromEntries(numbers.map((row) => [row.code, 0]))
    fc.assert(
      fc.property(anyMonth, fc.boolean(), (month, nil) => {
        expect(blocks(check(form, { ...month, values: zeros }))).toEqual([])
        expect(blocks(check(form, { ...month, values: nilValues(form), nil }))).toEqual([])
      }),
      runs,
    )
  })

  it('any report can be made legal by lowering parts, and then only sentences are missing', () => {
    fc.assert(
      fc.property(anyReport, anyMonth, (values, month) => {
        const legal = repaired(values, month.denominators)
        const findings = check(form, { ...month, values: legal })
        expect(blocks(findings)).toEqual([])
        const details = Object.fromEntries(form.rows.map((row) => [row.code, { reason: 'Đã kiểm tra, số đúng' }]))
        expect(canSend(check(form, { ...month, values: legal, details }))).toBe(true)
      }),
      runs,
    )
  })

  it('a percentage that was settled with its numerator is never blocked for it; without the numerator neither', () => {
    const percents = numbers.filter((row) => row.valueType === 'percent')
    fc.assert(
      fc.property(anyReport, anyMonth, fc.nat(20_000), (values, month, numerator) => {
        const legal = repaired(values, month.denominators)
        const settled: ReportValues = { ...legal }
        const details = Object.fromEntries(
          percents.map((row) => {
            const share = settleShare(legal[row.code] ?? null, { numerator }, month.denominators?.adults)
            if (share.ok && share.value !== null) settled[row.code] = share.value
            // "Refused" and "blank" leave one thing to do: the numerator goes, or the figure comes.
            return [row.code, share.ok && share.value !== null ? share.detail : {}]
          }),
        )
        expect(blocks(check(form, { ...month, values: settled, details }))).toEqual([])
        expect(blocks(check(form, { ...month, values: legal }))).toEqual([])
      }),
      runs,
    )
  })

  it('no typed row is forced to zero', () => {
    const ones = Object.fromEntries(numbers.map((row) => [row.code, 1]))
    expect(blocks(check(form, { values: ones, denominators: unit }))).toEqual([])
  })

  it('never below last month as a block', () => {
    fc.assert(
      fc.property(anyReport, anyMonth, (values, month) => {
        const alone = blocks(check(form, { denominators: month.denominators, values })).map((f) => f.rule)
        expect(blocks(check(form, { ...month, values })).map((f) => f.rule)).toEqual(alone)
      }),
      runs,
    )
  })
})

describe('robustness', () => {
  it('takes anything without throwing, and says it in whole sentences', () => {
    const code = fc.oneof(
      fc.constantFrom(...form.rows.map((r) => r.code)),
      fc.constantFrom('__proto__', 'constructor', 'x'),
    )
    const junk = fc.oneof(fc.anything(), fc.dictionary(code, fc.oneof(fc.anything(), fc.double(), fc.integer())))
    fc.assert(
      fc.property(junk, junk, fc.array(junk, { maxLength: 4 }), junk, (values, details, previous, denominators) => {
        const input = { values, details, previous, denominators, lastYear: values } as unknown as CheckInput
        for (const finding of check(form, input)) expect(finding.codes.length).toBeGreaterThan(0)
        unusual(form, values as ReportValues, input)
      }),
      { numRuns: 500 },
    )
  })

  it('every sentence formats in both languages, without a code and without a hole', () => {
    fc.assert(
      fc.property(anyReport, anyMonth, fc.boolean(), (values, month, nil) => {
        const findings = check(form, { ...month, values: { ...values, A06: 1, B05: -1 }, nil })
        const reasons = unusual(form, values, { ...month, lastYear: month.previous[0] ?? null })
        for (const item of [...findings, ...reasons])
          for (const locale of ['vi', 'en'] as const) {
            const text = say(item, locale)
            expect(text).not.toMatch(/findings\.|undefined|NaN|\{|\b[A-ET]\d?_?\d\d\b/)
            expect(text.charAt(0)).toBe(text.charAt(0).toUpperCase())
          }
      }),
      runs,
    )
  })

  it('orders blocks before warnings before notes', () => {
    fc.assert(
      fc.property(anyReport, anyMonth, (values, month) => {
        const ranks = check(form, { ...month, values }).map((f) => ['block', 'warn', 'note'].indexOf(f.severity))
        expect(ranks).toEqual([...ranks].sort())
      }),
      runs,
    )
  })
})
