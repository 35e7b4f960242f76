import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type QueueFacts,
  type QueueFilter,
  queueFilters,
  queueGroup,
  queueGroups,
  searchKey,
  selectQueue,
  tallyQueue,
} from './rules'

const base: QueueFacts = {
  unitName: 'Xã Hải Lăng',
  unitCode: '19681',
  status: 'none',
  obligation: 'required',
  firstSentAt: null,
  returnedAt: null,
  late: false,
  lateDays: 0,
  resendLateDays: 0,
  mine: false,
  lateWaiting: 0,
  unusual: [],
}
const sent = new Date('2026-11-17T03:00:00Z')
const row = (over: Partial<QueueFacts>): QueueFacts => ({ ...base, ...over })

const anyRow: fc.Arbitrary<QueueFacts> = fc
  .record({
    status: fc.constantFrom('none', 'draft', 'awaiting_leader', 'submitted', 'returned', 'accepted', 'locked'),
    obligation: fc.constantFrom('required', 'exempt'),
    wasReturned: fc.boolean(),
    late: fc.boolean(),
    days: fc.nat(9),
    weights: fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 3 }),
    mine: fc.boolean(),
    unitCode: fc.integer({ min: 10_000, max: 99_999 }).map(String),
  })
  .map(({ status, obligation, wasReturned, late, days, weights, mine, unitCode }) => {
    const back = status === 'returned' || (wasReturned && ['draft', 'awaiting_leader'].includes(status))
    const filed = back || ['submitted', 'accepted', 'locked'].includes(status)
    return row({
      status: status as QueueFacts['status'],
      obligation: obligation as QueueFacts['obligation'],
      firstSentAt: filed ? sent : null,
      returnedAt: back ? sent : null,
      late: late && (filed || obligation === 'required'),
      lateDays: late ? days + 1 : 0,
      resendLateDays: back ? days : 0,
      mine,
      unitCode,
      unusual: status === 'submitted' ? weights.map((weight) => ({ weight })) : [],
    })
  })

describe('the queue of a province', () => {
  it('puts each row in one group', () => {
    expect(queueGroup(row({}))).toBe('unsent')
    expect(queueGroup(row({ status: 'draft', late: true, lateDays: 2 }))).toBe('overdue')
    expect(queueGroup(row({ obligation: 'exempt' }))).toBe('exempt')
    expect(queueGroup(row({ obligation: 'exempt', status: 'submitted', firstSentAt: sent }))).toBe('submitted')
    expect(queueGroup(row({ status: 'awaiting_leader', returnedAt: sent, firstSentAt: sent }))).toBe('returned')
    expect(queueGroup(row({ status: 'submitted', returnedAt: sent, firstSentAt: sent }))).toBe('submitted')
    expect(queueGroup(row({ status: 'locked', firstSentAt: sent }))).toBe('accepted')
  })

  it('puts late ones first, then unusual ones by weight, then the rest', () => {
    const rows = [
      row({ unitName: 'sạch', status: 'submitted', firstSentAt: sent }),
      row({ unitName: 'lạ', status: 'submitted', firstSentAt: sent, unusual: [{ weight: 3 }] }),
      row({ unitName: 'lạ hơn', status: 'submitted', firstSentAt: sent, unusual: [{ weight: 2 }, { weight: 9 }] }),
      row({ unitName: 'chậm 1', late: true, lateDays: 1 }),
      row({ unitName: 'chậm 4', late: true, lateDays: 4 }),
      row({ unitName: 'xong', status: 'accepted', firstSentAt: sent }),
      row({ unitName: 'bổ sung', unitCode: '99999', status: 'locked', firstSentAt: sent, lateWaiting: 1 }),
    ]
    expect(selectQueue(rows).map((each) => each.unitName)).toEqual([
      ...['chậm 4', 'chậm 1', 'lạ hơn', 'lạ', 'sạch', 'bổ sung', 'xong'],
    ])
  })

  it('finds names without tones and by code', () => {
    expect(searchKey('  Đặc khu  CỒN CỎ ')).toBe('dac khu con co')
    expect(selectQueue([row({})], { search: 'hai lang' })).toHaveLength(1)
    expect(selectQueue([row({})], { search: 'Hải Lăng' })).toHaveLength(1)
    expect(selectQueue([row({})], { search: '19681' })).toHaveLength(1)
    expect(selectQueue([row({})], { search: 'triệu' })).toHaveLength(0)
  })

  it('adds up: groups cover all rows, x is at most y, filters count what the tally says', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), (rows) => {
        const tally = tallyQueue(rows)
        expect(queueGroups.reduce((sum, group) => sum + tally[group], 0)).toBe(rows.length)
        expect(tally.received).toBe(tally.submitted + tally.accepted)
        expect(tally.received).toBeLessThanOrEqual(tally.required)
        expect(tally.required + tally.exempt).toBe(rows.length)
        const count = (state: QueueFilter) => selectQueue(rows, { state }).length
        expect(count('unsent')).toBe(tally.unsent + tally.overdue)
        expect(count('unusual') + count('clean')).toBe(count('submitted'))
        expect(count('unusual')).toBe(tally.unusual)
        for (const state of queueFilters) expect(count(state)).toBeLessThanOrEqual(rows.length)
        expect(new Set(selectQueue(rows))).toEqual(new Set(rows))
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })
})
