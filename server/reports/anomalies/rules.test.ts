import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { form, runs, say } from '../../testing'
import { type AnomalyInput, anomalies, byWeight, isAnomaly, spreadOf, timesUsual } from './rules'

const input = (over: Partial<AnomalyInput> = {}): AnomalyInput => ({
  ...{ values: { C02: 30 }, details: {}, households: 1000, history: [], peers: [] },
  ...over,
})
const months = (...values: number[]) => values.map((value) => ({ C02: value }))
const others = (...values: number[]) => values.map((value) => ({ values: { C02: value }, households: 1000 }))
const codesOf = (given: AnomalyInput) => anomalies(form, given).flatMap(({ codes }) => codes)

describe('against its own months', () => {
  const usual = months(30, 28, 33, 35, 27, 31, 29)

  it.each([
    ['what it usually is', 34, []],
    ['three times as much', 95, ['C02']],
    ['hardly anything', 3, ['C02']],
    ['a difference that is nobody’s concern', 45, []],
  ])('%s', (_, value, codes) => {
    expect(codesOf(input({ values: { C02: value }, history: usual }))).toEqual(codes)
  })

  it('is told in words', () => {
    const [found] = anomalies(form, input({ values: { C02: 95 }, history: usual }))
    expect(say(found)).toBe('Hộ được đến hướng dẫn (95) cao hơn hẳn thường lệ của đơn vị (trung vị 7 tháng trước: 30)')
    expect(found && isAnomaly(found.message)).toBe(true)
  })

  it('one wild month before moves nothing; fewer than six say nothing', () => {
    expect(codesOf(input({ values: { C02: 95 }, history: [...usual, { C02: 900_000 }] }))).toEqual(['C02'])
    expect(codesOf(input({ values: { C02: 30 }, history: [...usual, { C02: 900_000 }] }))).toEqual([])
    expect(codesOf(input({ values: { C02: 95 }, history: usual.slice(0, 5) }))).toEqual([])
  })

  it('months that left it blank are no months, and a blank is no figure', () => {
    expect(codesOf(input({ values: { C02: 95 }, history: [...usual.slice(0, 5), { C02: null }, {}] }))).toEqual([])
    expect(codesOf(input({ values: { C02: null }, history: usual }))).toEqual([])
  })
})

describe('against its peers, for whoever has no past', () => {
  const peers = others(30, 28, 33, 35, 27, 31, 29, 32)

  it('counts per 1,000 households', () => {
    const big = input({ values: { C02: 300 }, households: 10_000, peers })
    expect(codesOf(big)).toEqual([])
    const [found] = anomalies(form, { ...big, households: 1000 })
    expect(say(found)).toBe(
      'Hộ được đến hướng dẫn: 300 trên 1.000 hộ, cao hơn hẳn các đơn vị cùng tỉnh (trung vị của 8 đơn vị: 30,5)',
    )
    expect(codesOf({ ...big, households: null })).toEqual([])
    expect(codesOf({ ...big, households: 1000, peers: peers.slice(0, 7) })).toEqual([])
  })

  it('a past of its own comes first', () => {
    const own = months(300, 290, 310, 305, 295, 300)
    expect(codesOf(input({ values: { C02: 300 }, history: own, peers }))).toEqual([])
  })
})

describe('the order', () => {
  it('puts what was explained after what was not', () => {
    const found = anomalies(form, {
      ...input({ values: { C01: 900, C02: 95 }, details: { C01: { reason: 'Chiến dịch ba tháng của tỉnh' } } }),
      history: Array.from({ length: 8 }, () => ({ C01: 10, C02: 30 })),
    })
    expect(found.map(({ codes, reason }) => [codes[0], reason !== null])).toEqual([
      ['C02', false],
      ['C01', true],
    ])
    expect(byWeight(found.toReversed())).toEqual(found)
  })
})

const figure = fc.integer({ min: 0, max: 5000 })

it('a figure in the middle of the others is never out of the ordinary, and the farther the more', () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 15 }), figure, figure, (values, a, b) => {
      const spread = spreadOf(values)
      if (!spread) throw new Error('no spread')
      expect(timesUsual(spread.median, spread)).toBe(0)
      const [near, away] = [a, b].toSorted((x, y) => Math.abs(x - spread.median) - Math.abs(y - spread.median))
      expect(Math.abs(timesUsual(near ?? 0, spread))).toBeLessThanOrEqual(Math.abs(timesUsual(away ?? 0, spread)))
    }),
    runs,
  )
})

it('whatever the past, each figure is named at most once', () => {
  fc.assert(
    fc.property(fc.array(figure, { maxLength: 14 }), fc.array(figure, { maxLength: 14 }), figure, (own, of, value) => {
      const codes = codesOf(
        input({
          values: { C01: value, C02: value },
          history: own.map((each) => ({ C01: each, C02: each })),
          peers: others(...of),
        }),
      )
      expect(new Set(codes).size).toBe(codes.length)
    }),
    runs,
  )
})
