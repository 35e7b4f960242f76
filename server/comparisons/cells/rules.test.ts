import { describe, expect, it } from 'vitest'
import { type Buckets, type CompareRow, totalRow, unallocatedNow } from '../rules'
import { breaksOf, breakWord } from './rules'

const row = (unitId: number, T1_01: Buckets, more: Partial<CompareRow> = {}): CompareRow => ({
  ...{
    unitId,
    name: `Xã ${unitId}`,
    short: `${unitId}`,
    code: null,
    type: 'xa',
    required: 1,
    received: 1,
    accepted: 1,
  },
  ...{ also: { required: 0, received: 0, accepted: 0 }, totalsOnly: false, published: false, standing: 'provisional' },
  ...{ comparableFrom: null, notComparable: null, figures: { T1_01 } },
  ...more,
})
const one = (num: number) => ({ n: 1, num, den: 0 })
const took = { otherId: 9, other: 'Xã 9', gave: false, effectiveOn: '2026-11-01' }

describe('rows that a merger parted from what they were', () => {
  const heir = row(1, { now: one(180), before: one(100) }, { broken: { before: [took] } })
  const same = row(2, { now: one(7), before: one(5) })
  const gone = { row: row(0, { before: one(80) }), open: [] }
  const beside = { unallocated: null, elsewhere: null }
  const earlier = (rows: CompareRow[], lines: object = { gone }) =>
    totalRow(rows, { ...beside, ...lines }).figures.T1_01?.before?.num

  it('add up with what went into them', () => {
    expect(earlier([heir, same])).toBe(185)
    expect(earlier([same])).toBe(5)
  })

  it('have no sum to compare where one of them is silent, or the whole took from outside', () => {
    expect(earlier([row(1, { before: one(100) }, { broken: { before: [took] } }), same])).toBeUndefined()
    expect(earlier([heir, same], { gone: { ...gone, open: ['before'] } })).toBeUndefined()
    expect(earlier([heir, same], { gone: { ...gone, open: ['lastYear'] } })).toBe(185)
  })

  it('have none either where the line beside them has become other land', () => {
    const elsewhere = row(0, { now: one(4), before: one(6) })
    expect(earlier([same], { elsewhere })).toBe(11)
    expect(earlier([same], { elsewhere: { ...elsewhere, broken: { before: [took] } } })).toBeUndefined()
    expect(earlier([same], { elsewhere: { ...elsewhere, broken: { lastYear: [took] } } })).toBe(11)
  })

  it('say what took, gave, came and went', () => {
    expect([took, { ...took, gave: true }].map(breakWord)).toEqual(['took', 'gave'])
    expect([took, { ...took, gave: true }].map((each) => breakWord({ ...each, moved: true }))).toEqual([
      ...['movedIn', 'movedOut'],
    ])
  })

  it('say so where they have an earlier figure, each reason once', () => {
    const both = { before: [took], lastYear: [took] }
    expect(breaksOf(row(1, { now: one(1), before: one(1), lastYear: one(1) }, { broken: both }))).toEqual({
      ...{ with: 'both', breaks: [took] },
    })
    expect(breaksOf(row(1, { now: one(1), lastYear: one(1) }, { broken: both }))?.with).toBe('lastYear')
    expect(breaksOf(row(1, { now: one(1) }, { broken: both }))).toBeNull()
    expect(breaksOf(same)).toBeNull()
  })
})

it('what has no place today is a line where it has something of the months shown, and else only in the total', () => {
  const nothing = { required: 0, received: 0, accepted: 0, units: 0 }
  const past = { ...row(0, { before: one(80) }), ...nothing }
  expect(unallocatedNow({ unallocated: past })).toBeNull()
  expect(unallocatedNow({ unallocated: null })).toBeNull()
  for (const more of [{ units: 1 }, { required: 1 }, { figures: { T1_01: { now: one(3) } } }])
    expect(unallocatedNow({ unallocated: { ...past, ...more } })).not.toBeNull()
  const lines = { unallocated: past, elsewhere: null }
  expect(totalRow([row(1, { now: one(7), before: one(5) })], lines).figures.T1_01?.before?.num).toBe(85)
})
