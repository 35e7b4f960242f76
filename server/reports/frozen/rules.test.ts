import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueDates, monthPeriod } from '../../calendar/rules'
import { changedRows, type Filed, freezeRefusal, freezesFrom, kindOfChange, tallyChanges, toldTotal } from './rules'

const codes = ['C01', 'C02', 'T1_03', 'E01', 'Z01']
const cell = fc.oneof(fc.nat({ max: 3 }), fc.constant(null), fc.constantFrom('a', 'b'))
const filed: fc.Arbitrary<Filed> = fc.record({
  values: fc.dictionary(fc.constantFrom(...codes), cell),
  details: fc.dictionary(fc.constantFrom('T1_03', 'C01'), fc.record({ numerator: fc.nat({ max: 2 }) })),
  denominators: fc.option(fc.record({ households: fc.nat({ max: 2 }), adults: fc.nat({ max: 2 }) })),
})
/** Every figure that is there, by the way that a change names it. */
function figures(of: Filed | null): Map<string, unknown> {
  const all: [string, unknown][] = [
    ...Object.entries(of?.values ?? {}).map(([code, value]): [string, unknown] => [`${code} value`, value]),
    ...Object.entries(of?.details ?? {}).map(([code, d]): [string, unknown] => [`${code} numerator`, d?.numerator]),
    ['R01 value', of?.denominators?.households],
    ['R02 value', of?.denominators?.adults],
  ]
  return new Map(all.filter(([, value]) => value !== null && value !== undefined))
}

describe('what moved between two versions', () => {
  it('is exactly the difference: put on the one it gives the other, and nothing stands in it twice or in vain', () => {
    fc.assert(
      fc.property(fc.option(filed), fc.option(filed), (was, now) => {
        const changes = changedRows(was, now, codes)
        const moved = figures(was)
        for (const { code, part, was: before, now: after } of changes) {
          const key = `${code} ${part}`
          expect(moved.get(key) ?? null).toBe(before)
          expect(before).not.toBe(after)
          if (after === null) moved.delete(key)
          else moved.set(key, after)
        }
        expect([...moved].sort()).toEqual([...figures(now)].sort())
        expect(new Set(changes.map(({ code, part }) => `${code} ${part}`)).size).toBe(changes.length)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps blank and 0 apart, and stands in the order of the form', () => {
    const version = (values: Filed['values']): Filed => ({ values, details: {}, denominators: null })
    expect(changedRows(version({ C02: 0, C01: null }), version({ C01: 0, C02: 0, Z01: 4 }), codes)).toEqual([
      { code: 'C01', part: 'value', was: null, now: 0 },
      { code: 'Z01', part: 'value', was: null, now: 4 },
    ])
    expect(changedRows(version({ Z09: 1, C02: 1 }), version({}), codes).map(({ code }) => code)).toEqual(['C02', 'Z09'])
  })

  it('says what became of a unit', () => {
    const some: Filed = { values: {}, details: {}, denominators: null }
    expect([kindOfChange(null, some), kindOfChange(some, null), kindOfChange(some, some)]).toEqual([
      'entered',
      'left',
      'changed',
    ])
    expect(kindOfChange(null, null)).toBe('changed')
    expect(tallyChanges([{ rows: [1, 2] }, { rows: [] }], [1])).toEqual({ units: 2, figures: 2, totals: 1 })
  })
})

describe('when a level may freeze', () => {
  const due = dueDates(monthPeriod(2026, 11), [])
  const province = { level: 'province', period: due } as const
  const nation = { level: 'nation', period: due } as const

  it('is after its own due time: the department’s, the closing', () => {
    expect(freezesFrom('province', due)).toEqual(new Date('2026-11-20T17:00:00+07:00'))
    expect(freezesFrom('nation', due)).toEqual(due.closesAt)
    expect(freezeRefusal({ ...province, now: due.departmentDueAt }, 0, null)).toBe('tooEarly')
    const after = new Date(due.departmentDueAt.getTime() + 1)
    expect(freezeRefusal({ ...province, now: after }, 0, null)).toBeNull()
    expect(freezeRefusal({ ...nation, now: after }, 0, null)).toBe('tooEarly')
    expect(freezeRefusal({ ...nation, now: new Date(due.closesAt.getTime() + 1) }, 0, null)).toBeNull()
  })

  it('asks for a reason from the second time on', () => {
    const now = new Date('2026-12-01T00:00:00Z')
    expect(freezeRefusal({ ...province, now }, 1, null)).toBe('reasonNeeded')
    expect(freezeRefusal({ ...province, now }, 1, 'Xã gửi bổ sung')).toBeNull()
  })
})

it('a total is told as its sum, of a percentage as the one over the other', () => {
  expect(toldTotal({ num: '1250.000', den: '0.000' })).toBe(1250)
  expect(toldTotal({ num: '1260.000', den: '1356.000' })).toBe(92.9)
})
