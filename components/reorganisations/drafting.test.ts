import { describe, expect, it } from 'vitest'
import { changesOf, type Draft, type Goal, newGoal, type Picked, type Place, sumOf } from './drafting'
import { shareShown, shareTyped } from './shares'

const unit = (id: number): Picked => ({ id, fullName: `Unit ${id}`, code: null, place: '' })
const province: Place = { how: 'there', unit: unit(9), ref: '' }
const fresh: Goal = {
  ...newGoal('fresh', province),
  fresh: { type: 'xa', name: ' Ba  Xã ', code: '12345', parent: province },
}
const there = (id: number): Goal => ({ ...newGoal('there', province), unit: unit(id) })
const draft = (given: Partial<Draft>): Draft => ({
  ...{ kind: 'merge', level: 'commune', units: [unit(1), unit(2)], goal: fresh, parts: [], parent: province },
  ...{ name: '', type: '', code: '', ...given },
})
const made = (given: Partial<Draft>) => {
  let n = 0
  return changesOf(draft(given), () => `r${++n}`)
}

describe('shares', () => {
  it('are typed in percent and kept in hundred-millionths', () => {
    expect(['60', '33,333333', '12.5%', ' 100 '].map(shareTyped)).toEqual([60e6, 33_333_333, 12_500_000, 100e6])
    expect(['0', '100,1', '-1', '', 'a', '1,2345678'].map(shareTyped)).toEqual([null, null, null, null, null, null])
    expect([60e6, 33_333_333, 12_500_000].map((share) => shareShown(share, 'vi'))).toEqual(['60', '33,333333', '12,5'])
  })
})

describe('what a filled form means', () => {
  it('merges several into a new unit', () => {
    const opened = { level: 'commune', type: 'xa', name: 'Ba Xã', code: '12345', parent: { unitId: 9 } }
    expect(made({}).changes).toEqual([
      { kind: 'open', ref: 'r1', ...opened },
      { kind: 'merge', unitId: 1, into: { ref: 'r1' } },
      { kind: 'merge', unitId: 2, into: { ref: 'r1' } },
    ])
    expect(made({ goal: there(5), units: [unit(1)] }).changes).toEqual([
      { kind: 'merge', unitId: 1, into: { unitId: 5 } },
    ])
  })

  it('splits one, with itself among the parts', () => {
    const parts = [
      { key: 1, goal: there(5), share: '60', unknown: false },
      { key: 2, goal: newGoal('itself', province), share: '', unknown: true },
    ]
    expect(made({ kind: 'split', units: [unit(3)], parts }).changes).toEqual([
      { kind: 'split', unitId: 3, into: { unitId: 5 }, share: 60e6 },
      { kind: 'split', unitId: 3, into: { unitId: 3 }, share: null },
    ])
    expect(sumOf(parts)).toBe(60e6)
    const known = parts.map((part) => ({ ...part, unknown: false, share: '60' }))
    expect(made({ kind: 'split', units: [unit(3)], parts: known }).problems).toEqual([
      { field: 'part2-share', key: 'notWhole' },
    ])
  })

  it('says what is missing at its field, and makes nothing', () => {
    const empty = newGoal('fresh', { how: 'there', unit: null, ref: '' })
    expect(made({ units: [], goal: empty })).toEqual({
      changes: [],
      problems: [
        { field: 'units', key: 'chooseUnit' },
        { field: 'goal-parent', key: 'chooseUnit' },
        { field: 'goal-type', key: 'chooseType' },
        { field: 'goal-name', key: 'nameNeeded' },
      ],
    })
    expect(made({ kind: 'retype' }).problems).toEqual([{ field: 'type', key: 'chooseType' }])
    expect(made({ kind: 'rename', name: 'A;B' }).problems).toEqual([{ field: 'name', key: 'badName' }])
  })

  it('makes the small ones', () => {
    expect(made({ kind: 'recode', code: ' 11111 ' }).changes).toEqual([{ kind: 'recode', unitId: 1, code: '11111' }])
    expect(made({ kind: 'close' }).changes).toHaveLength(2)
    expect(made({ kind: 'move', parent: { how: 'drafted', unit: null, ref: 'p' } }).changes[1]).toEqual({
      ...{ kind: 'move', unitId: 2, parent: { ref: 'p' } },
    })
    expect(made({ kind: 'open' }).changes).toHaveLength(1)
  })
})
