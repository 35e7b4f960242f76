import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rosterChange, type Seat, seatsProblem } from './rules'

const seat = fc.record({
  memberId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  role: fc.constantFrom('leader' as const, 'deputy' as const, 'member' as const),
  component: fc.constantFrom(null, 'teacher', 'bank'),
  concurrentPost: fc.constantFrom(null, 'Trưởng thôn'),
})
const roster = fc.uniqueArray(seat, { selector: (each) => each.memberId })
const ids = (seats: readonly Seat[]) => seats.map((each) => each.memberId).sort()

describe('what a renewal does to a roster', () => {
  it('everybody of after stays, changes or comes; everybody of before stays, changes or leaves; each once', () => {
    fc.assert(
      fc.property(roster, roster, (before, after) => {
        const { stays, changes, comes, leaves } = rosterChange(before, after)
        expect(ids([...stays, ...changes, ...comes])).toEqual(ids(after))
        expect(ids([...stays, ...changes, ...leaves])).toEqual(ids(before))
      }),
      { numRuns: 200 },
    )
  })

  it('the same roster again changes nothing', () => {
    fc.assert(
      fc.property(roster, (before) => {
        const { stays, changes, comes, leaves } = rosterChange(before, before)
        expect([stays.length, changes, comes, leaves]).toEqual([before.length, [], [], []])
      }),
      { numRuns: 200 },
    )
  })

  it('a roster has nobody twice and one leader at most', () => {
    const of = (memberId: string, role: Seat['role']): Seat => ({
      memberId,
      role,
      component: null,
      concurrentPost: null,
    })
    expect(seatsProblem([of('a', 'leader'), of('b', 'deputy')])).toBeNull()
    expect(seatsProblem([of('a', 'leader'), of('b', 'leader')])).toBe('twoLeaders')
    expect(seatsProblem([of('a', 'leader'), of('a', 'member')])).toBe('twice')
  })
})
