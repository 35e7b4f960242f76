import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormRow } from '../forms/rules'
import { cellOf, tableColumns } from './cells/rules'
import { readHeadlines, wholeFrom } from './headlines/rules'
import { classOf, eraOf, quantiles, shapes, shapesByProvince } from './map/rules'
import {
  type Amount,
  absenceOf,
  type CompareRow,
  changeOf,
  figureOf,
  partOf,
  perThousand,
  sumOf,
  totalRow,
} from './rules'
import { exactSum } from './sums/rules'

const row = (given: Partial<FormRow> = {}): FormRow => ({
  ...{ code: 'T1_01', version: 1, nameVi: '', nameEn: '', shortVi: '', shortEn: '', unitVi: '', unitEn: '' },
  ...{
    definitionVi: '',
    definitionEn: '',
    valueType: 'count',
    kind: 'flow',
    eachOnce: false,
    task: 1,
    section: 'task1',
  },
  ...{ pillar: null, enteredBy: 'village', required: true, source: 'manual', position: 1 },
  ...given,
})
const unit = (id: number, figures: CompareRow['figures']): CompareRow => ({
  ...{ unitId: id, name: `${id}`, short: '', code: null, type: 'tinh', required: 1, received: 1, accepted: 0 },
  ...{ totalsOnly: false, published: false, standing: 'provisional', figures },
  ...{ also: { required: 0, received: 0, accepted: 0 }, comparableFrom: null, notComparable: null },
})
const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.constant({ n: 0, num: null, den: 0 }),
  fc.record({
    n: fc.integer({ min: 1, max: 500 }),
    num: fc.nat(1e9),
    den: fc.integer({ min: 1, max: 1e9 }),
    base: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 1e7 })),
  }),
)

it('a map is of the provinces of its months', () => {
  const months = (from: string, to: string) => ({ from: { endsOn: from }, to: { endsOn: to } })
  expect(eraOf('then', months('2025-05-14', '2025-06-14'))).toBe('then')
  expect(eraOf('then', months('2025-07-14', '2026-05-14'))).toBe('now')
  expect(eraOf('then', months('2025-05-14', '2025-07-14'))).toBe('mixed')
  expect(eraOf('now', months('2025-05-14', '2025-07-14'))).toBe('now')
  expect([shapesByProvince('then').size, shapesByProvince('now').size]).toEqual([63, 34])
})

describe('a figure', () => {
  it('is blank where nobody gave one, and 0 where somebody said 0', () => {
    expect(figureOf(row(), undefined)).toBeNull()
    expect(figureOf(row(), { n: 0, num: null, den: 0 })).toBeNull()
    expect(figureOf(row(), { n: 1, num: 0, den: 0 })).toBe(0)
    expect(figureOf(row({ valueType: 'percent' }), { n: 1, num: 3, den: 0 })).toBeNull()
    expect(sumOf([undefined, { n: 0, num: null, den: 0 }]).num).toBeNull()
  })

  it('says why it is missing', () => {
    expect(absenceOf(row({ eachOnce: true }), 1)).toBeNull()
    expect(absenceOf(row({ eachOnce: true }), 2)).toBe('eachOnce')
    expect(absenceOf(row({ valueType: 'text' }), 1)).toBe('text')
    expect(absenceOf(row({ source: 'none' }), 1)).toBe('noSource')
    expect(absenceOf(row(), 2, true)).toBe('meaningChanged')
    expect(absenceOf(row({ kind: 'stock' }), 2, true)).toBeNull()
  })

  it('changes by a difference, by percent only from something, and in points for percentages', () => {
    expect(changeOf(12, 10, 'count')).toEqual({ by: 2, percent: 20 })
    expect(changeOf(12, 0, 'count')).toEqual({ by: 12, percent: null })
    expect(changeOf(null, 3, 'count')).toBeNull()
    expect(changeOf(3, null, 'count')).toBeNull()
    expect(changeOf(50, 40, 'percent')).toEqual({ by: 10, percent: null })
  })

  it('per 1,000 needs a base, and a percentage none', () => {
    expect(perThousand(row(), 30, 1500)).toBe(20)
    expect(perThousand(row(), 30, 0)).toBeNull()
    expect(perThousand(row(), null, 5)).toBeNull()
    expect(perThousand(row({ valueType: 'percent' }), 30, 1500)).toBeNull()
  })
})

describe('sums', () => {
  it('are the same in any order and in any grouping', () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 12 }), fc.nat(12), (list, cut) => {
        const whole = sumOf(list)
        expect(sumOf([...list].reverse())).toEqual(whole)
        const parts = [sumOf(list.slice(0, cut)), sumOf(list.slice(cut))]
        expect(sumOf(parts)).toMatchObject({ n: whole.n, num: whole.num, den: whole.den })
      }),
      { numRuns: 300 },
    )
  })

  it('of rows are the sums of each of their figures, weighed where they are percentages', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), (list) => {
        const total = totalRow(list.map((now, index) => unit(index + 1, { T1_01: { now } })))
        expect(total.figures.T1_01?.now?.num ?? null).toBe(sumOf(list).num)
        const percent = figureOf(row({ valueType: 'percent' }), total.figures.T1_01?.now)
        const given = list.filter((each) => each.num !== null)
        const parts = given.map((each) => (100 * (each.num ?? 0)) / each.den)
        if (percent !== null) {
          expect(percent).toBeGreaterThanOrEqual(Math.min(...parts) * (1 - 1e-9))
          expect(percent).toBeLessThanOrEqual(Math.max(...parts) * (1 + 1e-9))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('compare with the past over the rows that have a figure now', () => {
    const of = (num: number): Amount => ({ n: 1, num, den: 0 })
    const own = unit(1, { T1_01: { now: of(12), before: of(10), lastYear: of(6), sameNow: of(5), sameBefore: of(4) } })
    const other = unit(2, { T1_01: { before: of(500), lastYear: of(400), sameBefore: of(3) } })
    expect(totalRow([own, other]).figures.T1_01).toMatchObject({
      ...{ now: { n: 1, num: 12 }, before: { n: 1, num: 10 }, lastYear: { n: 1, num: 6 } },
      ...{ sameNow: { num: 5 }, sameBefore: { num: 7 } },
    })
    expect(totalRow([other]).figures.T1_01?.before).toBeUndefined()
    expect(other.figures.T1_01?.before?.num).toBe(500)
  })

  it('are not of the country while provinces have not published', () => {
    const own = unit(1, { T1_01: { now: { n: 1, num: 0, den: 0 } } })
    const other = { ...unit(2, { T1_01: { before: { n: 1, num: 5, den: 0 } } }), received: 0, published: true }
    expect(partOf({ publishedOnly: true, rows: [own, other] })).toEqual({ n: 1, all: 2 })
    expect(partOf({ publishedOnly: true, rows: [own, { ...own, unitId: 2 }] })).toBeNull()
    expect(partOf({ publishedOnly: false, rows: [own, other] })).toBeNull()
  })

  it('of rates have a base only when every part has one', () => {
    const parts: Amount[] = [
      { n: 1, num: 10, den: 0, base: 100 },
      { n: 1, num: 20, den: 0, base: 300 },
    ]
    expect(sumOf(parts).base).toBe(400)
    expect(sumOf([...parts, { n: 1, num: 5, den: 0, base: null }]).base).toBeNull()
    expect(sumOf([...parts, undefined]).base).toBe(400)
  })
})

describe('the table', () => {
  const columns = [
    { ...row(), absence: null, since: null },
    { ...row({ code: 'C06', eachOnce: true }), absence: 'eachOnce' as const, since: null },
  ]

  it('has a figure and its two changes, but one column for what cannot be shown', () => {
    expect(tableColumns(columns).map((each) => each.id)).toEqual(['T1_01', 'T1_01.month', 'T1_01.year', 'C06'])
  })

  it('gives a change of rates from rates, and of the same set from figures alone', () => {
    const [value, month] = tableColumns(columns)
    const figures = {
      T1_01: {
        now: { n: 2, num: 30, den: 0, base: 1000 },
        before: { n: 1, num: 10, den: 0, base: 500 },
        sameNow: { n: 1, num: 18, den: 0 },
        sameBefore: { n: 1, num: 10, den: 0 },
      },
    }
    if (!value || !month) throw new Error('no columns')
    const at = unit(1, figures)
    expect(cellOf(at, value, { per: 'households', sameSet: false }).value).toBe(30)
    expect(cellOf(at, month, { per: 'households', sameSet: false }).value).toBe(10)
    expect(cellOf(at, month, { per: 'none', sameSet: false })).toMatchObject({ value: 20, percent: 200 })
    expect(cellOf(at, month, { per: 'none', sameSet: true })).toMatchObject({ value: 8, percent: 80 })
    // Beside a rate never the difference of counts: over one set of units there is no base.
    expect(cellOf(at, month, { per: 'households', sameSet: true }).value).toBe(10)
    expect(cellOf(unit(2, {}), month, { per: 'none', sameSet: false })).toMatchObject({ value: null, percent: null })
  })
})

describe('classes of a map', () => {
  it('hold every figure, from the lowest to the highest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1e7 }), { minLength: 1, maxLength: 40 }), (figures) => {
        const bounds = quantiles(figures, 5)
        expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b))
        expect(bounds.length).toBeLessThanOrEqual(5)
        expect(bounds.at(-1)).toBe(Math.max(...figures))
        const sorted = [...figures].sort((a, b) => a - b).map((each) => classOf(each, bounds) ?? -1)
        expect(sorted.every((each, index) => each >= 0 && each >= (sorted[index - 1] ?? 0))).toBe(true)
      }),
      { numRuns: 300 },
    )
    expect(classOf(null, [1, 2])).toBeNull()
    expect(quantiles([], 5)).toEqual([])
  })

  it('colour every shape once, in both trees', () => {
    for (const [era, count] of [
      ['then', 63],
      ['now', 34],
    ] as const) {
      const provinces = shapesByProvince(era)
      expect(provinces.size).toBe(count)
      expect([...provinces.values()].flat().sort()).toEqual(Object.keys(shapes).sort())
    }
  })
})

describe('pasted headline figures', () => {
  it('read whole numbers as they are written here and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (value) => {
        for (const locale of ['vi-VN', 'en-US']) expect(wholeFrom(value.toLocaleString(locale))).toBe(value)
      }),
      { numRuns: 200 },
    )
    for (const bad of ['', '-1', '1.5', '1,50', '1e9', '12.34.567', '=1+1', '١٢', '1.234,567.890'])
      expect(wholeFrom(bad)).toBeNull()
  })

  it('never throw, and give each line that says something one verdict', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789.;/\t\n\r =+-@~ab\u0000\u202e\u200b'), maxLength: 60 }),
        (text) => {
          const lines = readHeadlines(text)
          expect(new Set(lines.map((each) => each.line)).size).toBe(lines.length)
        },
      ),
      { numRuns: 300 },
    )
    const [first, again] = readHeadlines(
      '1/7/2023; số tổ; khoảng 74.422; Công văn 2251\n1/7/2023; số tổ; 74.422; Công văn 2251',
    )
    expect(first).toMatchObject({ asOf: '2023-07-01', measure: 'teams', value: 74_422, approximate: true, unit: '' })
    expect(again).toMatchObject({ problem: 'twice', line: 2 })
  })
})

describe('sums of parts', () => {
  it('are what was cut, however large: sums of đồng to the last one', () => {
    expect(exactSum([35.35, 65.65])).toBe(101)
    expect(exactSum([0.1, 0.2])).toBe(0.3)
    expect(exactSum([1_234_567_890_123_455, 0.4, 0.6])).toBe(1_234_567_890_123_456)
    expect(exactSum([123_456_789_012_345.5, 0.25])).toBe(123_456_789_012_345.75)
    const cut = fc.tuple(fc.integer({ min: 0, max: 2 ** 51 }), fc.integer({ min: 1, max: 99_999_999 }))
    fc.assert(
      fc.property(cut, ([amount, share]) => {
        // As Postgres multiplies, exactly, and a number reads it.
        const read = (of: number) => {
          const text = (BigInt(amount) * BigInt(of)).toString().padStart(9, '0')
          return Number(`${text.slice(0, -8)}.${text.slice(-8)}`)
        }
        expect(exactSum([read(share), read(1e8 - share)])).toBe(amount)
      }),
      { numRuns: 300 },
    )
  })
})
