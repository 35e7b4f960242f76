import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth, ticksTo, tickWriter } from './axis'

const full = (value: number) => value.toLocaleString('vi-VN')

describe('the axis of a chart', () => {
  it('begins at zero, holds every figure, and has even steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e13, noNaN: true }), (most) => {
        const ticks = ticksTo(most)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
        expect(ticks.length).toBeLessThanOrEqual(6)
        // Counts are whole: no two ticks read the same.
        expect(new Set(ticks.map((each) => Math.round(each))).size).toBe(ticks.length)
      }),
      { numRuns: 300 },
    )
    expect(ticksTo(1_600_000)).toEqual([0, 500_000, 1_000_000, 1_500_000, 2_000_000])
    expect(ticksTo(97.5)).toEqual([0, 25, 50, 75, 100])
    expect(ticksTo(0)).toEqual([0, 1])
  })

  it('writes millions short where there is no room, and numbers whole where there is', () => {
    expect(tickWriter([0, 1_600_000], full, 'vi', true)(1_600_000)).toBe('1,6\u00a0triệu')
    expect(tickWriter([0, 1_250_000], full, 'en', true)(1_250_000)).toBe('1.25M')
    expect(tickWriter([0, 1_600_000], full, 'vi', false)(1_600_000)).toBe('1.600.000')
    expect(tickWriter([0, 20_000], full, 'vi', true)(20_000)).toBe('20.000')
  })

  it('gives a text room for all its letters', () => {
    expect(textWidth(['1.234.567'])).toBeGreaterThanOrEqual(9 * 7)
    expect(textWidth([])).toBe(0)
  })
})
