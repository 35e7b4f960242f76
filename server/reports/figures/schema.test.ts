import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enteredRows } from '@/server/forms/rules'
import { figureProblem } from '@/server/reports/figures/rules'
import { detailsSchema, valueSchema, valuesSchema } from '@/server/reports/figures/schema'
import { form } from '@/server/testing'

describe('the schema of a report', () => {
  const schema = valuesSchema(form)
  const accepts = (values: unknown) => schema.safeParse(values).success

  it('takes typed rows of the form and no others', () => {
    expect(schema.parse({ C01: 3, C02: null, T1_03: 50.3, E01: ' Tốt\u200B ' })).toEqual({
      C01: 3,
      C02: null,
      T1_03: 50.3,
      E01: 'Tốt',
    })
    for (const code of ['A01', 'A06', 'C05', 'C08', 'X99', '__proto__', 'constructor'])
      expect(accepts(JSON.parse(`{"${code}": 1}`)), code).toBe(false)
  })

  it.each([
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.parseFloat('1e309'),
    1_000_000_000,
    '5',
    true,
    {},
    [],
    5n,
  ])('refuses %s in a count', (value) => expect(accepts({ C01: value })).toBe(false))

  it('names the reason, and makes −0 a 0', () => {
    expect(schema.safeParse({ C01: -1 }).error?.issues[0]?.message).toBe('findings.figure.negative')
    expect(schema.safeParse({ E01: 'a\u0000' }).error?.issues[0]?.message).toBe('findings.figure.control')
    expect(Object.is(schema.parse({ C01: -0 }).C01, 0)).toBe(true)
  })

  it('agrees with the check of a kept value', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.double(),
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.constantFrom(...enteredRows(form)), anything, (row, value) => {
        if (value === undefined) return
        const parsed = valueSchema(row).safeParse(value)
        expect(parsed.success).toBe(figureProblem(value, row.valueType) === null)
        if (parsed.success) expect(figureProblem(parsed.data, row.valueType)).toBeNull()
      }),
      { numRuns: 1000 },
    )
  })

  it('bounds what stands beside a figure', () => {
    const details = detailsSchema(form)
    expect(details.safeParse({ T1_03: { numerator: 900, source: 'Công an xã', on: '2026-11-10' } }).success).toBe(true)
    for (const bad of [
      { numerator: -1 },
      { numerator: 1.5 },
      { numerator: 1_000_000_000 },
      { numerator: Number.NaN },
      { numerator: '1' },
      { on: '2026-02-30' },
      { reason: 'x'.repeat(501) },
      { reason: 'a\u0000' },
      { x: 1 },
    ])
      expect(details.safeParse({ T1_03: bad }).success, JSON.stringify(bad)).toBe(false)
    expect(details.safeParse({ X99: {} }).success).toBe(false)
  })
})
