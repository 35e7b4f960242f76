import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateParts, formatDate, formatDateTime, formatDue, formatLongDate } from './date'
import { formatChange, formatCurrency, formatNumber, formatPercent, formatRatio, percentOf } from './number'
import { formatPeriod, periodDays } from './period'
import { compareVietnamese } from './sort'

describe('numbers', () => {
  it('groups and marks decimals as each language does', () => {
    expect(formatNumber(74422, 'vi')).toBe('74.422')
    expect(formatNumber(74422, 'en')).toBe('74,422')
    expect(formatPercent(50.3, 'vi')).toBe('50,3%')
    expect(formatPercent(50.3, 'en')).toBe('50.3%')
    expect(formatNumber(1234.5, 'vi', 2)).toBe('1.234,50')
    expect(formatCurrency(600000, 'vi')).toBe('600.000\u00a0đ')
  })

  it('shows a missing figure as a dash and never as zero', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatNumber(value, 'vi')).toBe('–')
      expect(formatPercent(value, 'en')).toBe('–')
      expect(formatChange(value, 'vi')).toBe('–')
    }
    expect(formatNumber(0, 'vi')).toBe('0')
    expect(formatNumber(-0, 'vi')).toBe('0')
  })

  it('keeps the fraction with the ratio', () => {
    expect(formatRatio(1260, 1356, 'vi')).toBe('92,9% (1.260/1.356)')
    expect(formatRatio(1260, 1356, 'en')).toBe('92.9% (1,260/1,356)')
    expect(formatRatio(0, 24, 'vi')).toBe('0,0% (0/24)')
    expect(formatRatio(0, 0, 'vi')).toBe('–')
    expect(formatRatio(null, 10, 'vi')).toBe('–')
  })

  it('signs a change with a true minus', () => {
    expect(formatChange(1200, 'vi')).toBe('+1.200')
    expect(formatChange(-3.25, 'vi', 1)).toBe('−3,3')
    expect(formatChange(0, 'en')).toBe('0')
    expect(formatChange(-0.01, 'vi', 1)).toBe('0,0')
  })

  it('reads back what it wrote, in both languages', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(Number(formatNumber(value, 'vi').replaceAll('.', ''))).toBe(value)
        expect(Number(formatNumber(value, 'en').replaceAll(',', ''))).toBe(value)
      }),
      { numRuns: 300 },
    )
  })

  it('gives a share between nothing and everything', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }), (num, den) => {
        const percent = percentOf(Math.min(num, den), den)
        expect(percent).not.toBeNull()
        expect(percent! >= 0 && percent! <= 100).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('dates', () => {
  it('shows the clock of Việt Nam wherever it runs', () => {
    expect(formatDue('2026-11-18T10:00:00Z', 'vi')).toBe('17 giờ 00, thứ Tư, 18/11/2026')
    expect(formatDue(new Date('2026-11-18T10:00:00Z'), 'en')).toBe('17:00, Wednesday, 18/11/2026')
    expect(formatDue('2026-11-17T16:59:59.999Z', 'vi')).toBe('hết thứ Ba, 17/11/2026')
    expect(formatDate('2026-11-17T17:00:00Z')).toBe('18/11/2026')
    expect(formatDateTime('2026-11-17T17:05:00Z')).toBe('00:05 18/11/2026')
  })

  it('never shifts a day without a clock', () => {
    expect(formatLongDate('2026-11-17', 'vi')).toBe('thứ Ba, 17/11/2026')
    expect(formatLongDate('2026-11-22', 'vi')).toBe('Chủ nhật, 22/11/2026')
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const { year, month, day } = dateParts(iso)
        expect(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`).toBe(iso)
      }),
      { numRuns: 200 },
    )
  })

  it('refuses what is no date', () => {
    expect(() => formatDate('hôm qua')).toThrow(RangeError)
  })
})

describe('periods', () => {
  it('runs from the 15th to the 14th and says so', () => {
    expect(formatPeriod({ year: 2026, month: 11 }, 'vi')).toBe('Tháng 11/2026 (15/10–14/11/2026)')
    expect(formatPeriod({ year: 2026, month: 11 }, 'en')).toBe('November 2026 (15/10–14/11/2026)')
    expect(formatPeriod({ year: 2027, month: 1 }, 'vi')).toBe('Tháng 01/2027 (15/12/2026–14/01/2027)')
    expect(periodDays({ year: 2026, month: 3 })).toEqual({ startsOn: '2026-02-15', endsOn: '2026-03-14' })
  })

  it('follows one another without gap or overlap', () => {
    const month = fc.record({ year: fc.integer({ min: 2000, max: 2099 }), month: fc.integer({ min: 1, max: 12 }) })
    fc.assert(
      fc.property(month, (period) => {
        const next = period.month === 12 ? { year: period.year + 1, month: 1 } : { ...period, month: period.month + 1 }
        const end = new Date(periodDays(period).endsOn)
        end.setUTCDate(end.getUTCDate() + 1)
        expect(end.toISOString().slice(0, 10)).toBe(periodDays(next).startsOn)
      }),
      { numRuns: 200 },
    )
  })
})

describe('order of names', () => {
  it('is the Vietnamese one', () => {
    const names = ['Đắk Lắk', 'Tổ 10', 'Ân Thi', 'Đà Nẵng', 'Du', 'An Giang', 'Tổ 2', 'Bình', 'Dak']
    expect([...names].sort(compareVietnamese)).toEqual([
      'An Giang',
      'Ân Thi',
      'Bình',
      'Dak',
      'Du',
      'Đà Nẵng',
      'Đắk Lắk',
      'Tổ 2',
      'Tổ 10',
    ])
  })
})
