import { describe, expect, it } from 'vitest'
import { added, agrees, groupsOf, noCount } from './rules'

describe('the check list', () => {
  it('agrees when nothing was lost and nothing came from nowhere', () => {
    const count = { ...noCount, before: 5, opened: 1, after: 3, closed: 1, waiting: 2 }
    expect(agrees(count)).toBe(true)
    expect(agrees({ ...count, after: 2 })).toBe(false)
    expect(agrees({ ...count, after: 4 })).toBe(false)
    expect(agrees(added(count, count))).toBe(true)
  })

  it('counts together what a cut commune joins', () => {
    const groups = groupsOf([
      [1, 10],
      [2, 10],
      [3, 11],
      [2, 11],
      [7, 12],
      [8, 8],
    ])
    expect(groups.map((group) => group.sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [1, 2, 3, 10, 11],
      [7, 12],
      [8],
    ])
  })
})
