import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOf } from '@/server/forms/rules'
import {
  derive,
  figureLimits,
  figureOfRow,
  figureProblem,
  formatFigure,
  numberOf,
  parseFigure,
  percentOf,
  retyped,
  sameDetail,
  settleShare,
} from '@/server/reports/figures/rules'
import { form, runs } from '@/server/testing'

const valueTypes = fc.constantFrom('count', 'percent', 'currency', 'text')
const ok = (value: number | string | null) => ({ ok: true, value })
const no = (reason: string) => ({ ok: false, reason })

describe('what a person types', () => {
  it.each([
    ['1.260', 1260],
    ['1260', 1260],
    [' 1 260 ', 1260],
    ['1\u00A0260', 1260],
    ['1\u202F260', 1260],
    ['１２６０', 1260],
    ['１．２６０', 1260],
    ['1\u200B260\uFEFF', 1260],
    ['\u202E12\u202C', 12],
    ['0', 0],
    ['007', 7],
    ['999.999.999', 999_999_999],
    ['', null],
    [' \u200B ', null],
  ])('%j in a count is %s', (text, value) => expect(parseFigure(text, 'count')).toEqual(ok(value)))

  it.each([
    ['1.26', 'fraction'],
    ['1,260', 'fraction'],
    ['0.260', 'fraction'],
    ['12,5', 'fraction'],
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['1e5', 'notNumber'],
    ['1e309', 'notNumber'],
    ['NaN', 'notNumber'],
    ['Infinity', 'notNumber'],
    ['0x10', 'notNumber'],
    ['+5', 'notNumber'],
    ['=1+1', 'notNumber'],
    ['12 60', 'notNumber'],
    ['1.260 000', 'notNumber'],
    ['5²', 'notNumber'],
    ['①', 'notNumber'],
    ['½', 'notNumber'],
    ['٣', 'notNumber'],
    ['12\u0000', 'notNumber'],
    ['<b>1</b>', 'notNumber'],
    ['1.000.000.000', 'tooLarge'],
    ['9'.repeat(400), 'tooLarge'],
    ['9'.repeat(100_000), 'notNumber'],
  ])('%j in a count is refused: %s', (text, reason) => expect(parseFigure(text, 'count')).toEqual(no(reason)))

  it('reads percentages with one decimal, comma or point', () => {
    for (const text of ['50,3', '50.3', '50,30', '50,3%', '50,3 %', '５０，３％'])
      expect(parseFigure(text, 'percent')).toEqual(ok(50.3))
    expect(parseFigure('100', 'percent')).toEqual(ok(100))
    expect(parseFigure('100,1', 'percent')).toEqual(no('above100'))
    expect(parseFigure('50,35', 'percent')).toEqual(no('decimals'))
    expect(parseFigure('-1', 'percent')).toEqual(no('negative'))
    expect(parseFigure('1e1', 'percent')).toEqual(no('notNumber'))
  })

  it('reads whole đồng', () => {
    expect(parseFigure('300.000', 'currency')).toEqual(ok(300_000))
    expect(parseFigure('999.999.999.999.999', 'currency')).toEqual(ok(figureLimits.currency))
    expect(parseFigure('1.000.000.000.000.000', 'currency')).toEqual(no('tooLarge'))
  })

  it('reads English thousands only where the screen is English', () => {
    expect(parseFigure('1,260', 'count', 'en')).toEqual(ok(1260))
    expect(parseFigure('1.260', 'count', 'en')).toEqual(ok(1260))
    expect(parseFigure('1,26', 'count', 'en')).toEqual(no('fraction'))
  })

  it('keeps text composed and visible, refuses what no sentence holds', () => {
    expect(parseFigure('  Hòa\u200B Bình\r\nthôn 2 '.normalize('NFD'), 'text')).toEqual(ok('Hòa Bình\nthôn 2'))
    expect(parseFigure('\u202E=cmd', 'text')).toEqual(ok('=cmd'))
    expect(parseFigure('a\u0000b', 'text')).toEqual(no('control'))
    expect(parseFigure('a\u0007b', 'text')).toEqual(no('control'))
    expect(parseFigure('a\uD800b', 'text')).toEqual(no('control'))
    expect(parseFigure('ă'.repeat(2000), 'text').ok).toBe(true)
    expect(parseFigure('ă'.repeat(2001), 'text')).toEqual(no('tooLong'))
    expect(parseFigure('x'.repeat(10_000_000), 'text')).toEqual(no('tooLong'))
  })

  it('never throws, and never lets an illegal value through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), valueTypes, fc.constantFrom('vi', 'en'), (text, valueType, locale) => {
        const parsed = parseFigure(text, valueType, locale)
        if (parsed.ok) expect(figureProblem(parsed.value, valueType)).toBeNull()
      }),
      { numRuns: 1000 },
    )
  })

  it('reading what was written gives the same figure', () => {
    const cases = fc.oneof(
      fc.record({ valueType: fc.constant('count' as const), value: fc.integer({ min: 0, max: figureLimits.count }) }),
      fc.record({
        valueType: fc.constant('currency' as const),
        value: fc.integer({ min: 0, max: figureLimits.currency }),
      }),
      fc.record({
        valueType: fc.constant('percent' as const),
        value: fc.integer({ min: 0, max: 1000 }).map((n) => n / 10),
      }),
      fc.record({ valueType: valueTypes, value: fc.constant(null) }),
    )
    fc.assert(
      fc.property(cases, fc.constantFrom('vi', 'en'), ({ valueType, value }, locale) => {
        expect(parseFigure(formatFigure(value, valueType, locale), valueType, locale)).toEqual(ok(value))
      }),
      { numRuns: 1000 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const first = parseFigure(text, 'text')
        if (first.ok) expect(parseFigure(formatFigure(first.value, 'text', 'vi'), 'text')).toEqual(first)
      }),
      runs,
    )
  })

  it('is written as an official writes it', () => {
    expect(formatFigure(74_422, 'count', 'vi')).toBe('74.422')
    expect(formatFigure(1260, 'count', 'vi')).toBe('1.260')
    expect(formatFigure(50.3, 'percent', 'vi')).toBe('50,3')
    expect(formatFigure(50, 'percent', 'vi')).toBe('50,0')
    expect(formatFigure(1260, 'count', 'en')).toBe('1,260')
    expect(formatFigure(0, 'count', 'vi')).toBe('0')
    expect(formatFigure(null, 'count', 'vi')).toBe('')
    expect(formatFigure(Number.NaN, 'count', 'vi')).toBe('')
  })
})

describe('a percentage and its numerator', () => {
  it('is what the numerator gives where the adults are known', () => {
    expect(settleShare(1, { numerator: 900, source: 'bank' }, 2000)).toEqual({
      ok: true,
      value: 45,
      detail: { numerator: 900, source: 'bank' },
    })
    expect(settleShare(1, { numerator: 2000 }, 2000)).toMatchObject({ value: 100 })
    expect(settleShare(1, { numerator: 2001 }, 2000)).toEqual(no('aboveAdults'))
    expect(settleShare(1, { numerator: 999_999_999 }, 2000)).toEqual(no('aboveAdults'))
  })

  it('stands as typed without a numerator, or while the adults are not known', () => {
    for (const adults of [null, undefined, 0])
      expect(settleShare(1, { numerator: 900 }, adults)).toEqual({ ok: true, value: 1, detail: { numerator: 900 } })
    expect(settleShare(1, { source: 'bank' }, 2000)).toEqual({ ok: true, value: 1, detail: { source: 'bank' } })
  })

  it('has no numerator where it says that there is no figure', () => {
    const share = settleShare(null, { numerator: 900, noData: true }, 2000)
    expect(share).toMatchObject({ ok: true, value: null })
    expect(share.ok && sameDetail(share.detail, { noData: true })).toBe(true)
  })

  it('loses the numerator when it is typed anew; source and day stay', () => {
    expect(retyped(50, { numerator: 900, noData: true, source: 'bank', on: '2026-11-10' })).toEqual({
      source: 'bank',
      on: '2026-11-10',
    })
    expect(retyped(null, { numerator: 900, noData: true })).toEqual({ noData: true })
  })

  it('settled once is settled, and always legal', () => {
    const percent = fc.option(fc.integer({ min: 0, max: 1000 }).map((n) => n / 10))
    const count = fc.nat(figureLimits.count)
    fc.assert(
      fc.property(percent, fc.option(count, { nil: undefined }), fc.option(count), (value, numerator, adults) => {
        const once = settleShare(value, { numerator }, adults)
        if (!once.ok) {
          expect(numerator).toBeGreaterThan(adults ?? 0)
          return
        }
        expect(figureProblem(once.value, 'percent')).toBeNull()
        expect(settleShare(once.value, once.detail, adults)).toEqual(once)
      }),
      runs,
    )
  })
})

describe('derived rows', () => {
  it('sum what is present, and stay blank when nothing is', () => {
    expect(derive(form, { T1_01: 5, T3_01: 0 }).C05).toBe(5)
    expect(derive(form, { T1_01: 0 }).C05).toBe(0)
    expect(derive(form, { C05: 99 }).C05).toBeNull()
    expect(derive(form, { A01: 22, A04: 20 }).A05).toBe(90.9)
    expect(derive(form, { A01: 0, A04: 0 }).A05).toBeNull()
    expect(derive(form, { A04: 3 }).A05).toBeNull()
  })

  it('round half up', () => {
    expect(percentOf(1260, 1356)).toBe(92.9)
    expect(percentOf(1, 2000)).toBe(0.1)
    expect(percentOf(1, 0)).toBeNull()
  })

  it('deriving twice is deriving once, and touches nothing else', () => {
    const values = fc.dictionary(fc.constantFrom(...form.rows.map((r) => r.code)), fc.option(fc.nat()))
    fc.assert(
      fc.property(values, (v) => {
        const once = derive(form, v)
        expect(derive(form, once)).toEqual(once)
        for (const code of Object.keys(v)) if (!['A05', 'C05'].includes(code)) expect(once[code]).toBe(v[code])
      }),
      runs,
    )
  })

  it('a row without a source has no number', () => {
    expect(numberOf({ A06: 5 }, rowOf(form, 'A06'))).toBeNull()
    expect(numberOf({ C01: '5' }, rowOf(form, 'C01'))).toBeNull()
    expect(numberOf(null, rowOf(form, 'C01'))).toBeNull()
    expect(numberOf({ C01: 0 }, rowOf(form, 'C01'))).toBe(0)
  })
})

it('puts the fraction beside a percentage that is computed, and beside no other', () => {
  const coverage = { code: 'A05', kind: 'derived', valueType: 'percent' } as const
  expect(figureOfRow(coverage, { A05: 93.6, A04: 1383, A01: 1477 }, 'vi')).toBe('93,6 (1.383/1.477)')
  expect(figureOfRow(coverage, { A05: 93.6, A04: 1383, A01: 1477 }, 'en')).toBe('93.6 (1,383/1,477)')
  expect(figureOfRow(coverage, { A05: null, A04: null, A01: 12 }, 'vi')).toBe('')
  expect(figureOfRow(coverage, undefined, 'vi')).toBe('')
  expect(figureOfRow({ code: 'T1_07', kind: 'stock', valueType: 'percent' }, { T1_07: 50 }, 'vi')).toBe('50,0')
  expect(figureOfRow({ code: 'C05', kind: 'derived', valueType: 'count' }, { C05: 12, T1_01: 12 }, 'vi')).toBe('12')
})
