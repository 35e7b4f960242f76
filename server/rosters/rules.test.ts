import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ageBandOf,
  alertsOf,
  compositionGroups,
  defaultLimits,
  duplicatesOf,
  groupedBy,
  isBirthYear,
  maskPhone,
  mayBeOne,
  memberPhoneOf,
  sortNameFor,
  type TeamFacts,
} from './rules'

const runs = { numRuns: 200 }

describe('people of a roster', () => {
  it('are sorted by the given name, or as somebody has typed', () => {
    expect(sortNameFor({ fullName: 'Nguyễn Văn An', sortName: null })).toBe('An Nguyễn Văn')
    expect(sortNameFor({ fullName: 'Y Moan Êban', sortName: 'Moan Y Êban' })).toBe('Moan Y Êban')
  })

  it('have a number kept as ten digits, or eleven of a landline; shown it cannot be called', () => {
    expect(['0900 111 222', '+84 900.111.222', '84900111222', '(0900)-111-222'].map(memberPhoneOf)).toEqual(
      Array(4).fill('0900111222'),
    )
    expect(memberPhoneOf('0233 3852 345')).toBe('02333852345')
    expect(['', '123', '0900 111 22', '09001112223', 'không có', '=0900111222'].map(memberPhoneOf)).toEqual(
      Array(6).fill(null),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (n) => {
        const phone = `0${String(n).padStart(9, '0')}`
        expect(memberPhoneOf(phone)).toBe(phone)
        const shown = maskPhone(phone) ?? ''
        expect(shown.endsWith(phone.slice(-3))).toBe(true)
        expect(shown.replace(/\D/g, '').length).toBe(5)
      }),
      runs,
    )
    expect(maskPhone(null)).toBeNull()
  })

  it('fall into one band of age; who cannot be a member has no year', () => {
    expect(
      ['1997', '1996', '1982', '1981', '1967', '1966'].map((year) => ageBandOf(Number(year), '2026-11-21')),
    ).toEqual([...['under_30', 'from_30', 'from_30', 'from_45', 'from_45', 'from_60']])
    expect(ageBandOf(null, '2026-11-21')).toBeNull()
    expect([2010, 2011, 1926, 1925, 1990.5].map((year) => isBirthYear(year, '2026-11-21'))).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
  })
})

describe('who may be one person', () => {
  const person = fc.record({
    memberId: fc.uuid(),
    fullName: fc.constantFrom('Nguyễn Văn An', 'NGUYEN VAN AN', 'Nguyễn Văn Ấn', 'Trần Thị Bình', null),
    phone: fc.constantFrom('0900000001', '0900000002', null),
    birthYear: fc.constantFrom(1980, 1990, null),
  })

  it('bears the same name and has the same phone or year; the name alone is nobody', () => {
    const an = { fullName: 'Nguyễn Văn An', phone: '0900000001', birthYear: 1980 }
    expect(mayBeOne(an, { fullName: 'NGUYEN VAN  AN', phone: '0900000001', birthYear: 1999 })).toBe(true)
    expect(mayBeOne(an, { fullName: 'Nguyễn Văn An', phone: null, birthYear: 1980 })).toBe(true)
    expect(mayBeOne(an, { fullName: 'Nguyễn Văn An', phone: null, birthYear: null })).toBe(false)
    expect(mayBeOne(an, { fullName: 'Trần Văn An', phone: '0900000001', birthYear: 1980 })).toBe(false)
  })

  it('every pair is told once, and it does not matter who comes first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: (each) => each.memberId, maxLength: 12 }), (list) => {
        const key = ([a, b]: readonly { memberId: string }[]) => [a?.memberId, b?.memberId].sort().join()
        const found = duplicatesOf(list).map(key).sort()
        expect(new Set(found).size).toBe(found.length)
        expect(
          duplicatesOf([...list].reverse())
            .map(key)
            .sort(),
        ).toEqual(found)
        const all = list.flatMap((a, i) =>
          list
            .slice(i + 1)
            .filter((b) => mayBeOne(a, b))
            .map((b) => key([a, b])),
        )
        expect(found).toEqual(all.sort())
      }),
      runs,
    )
  })
})

describe('what somebody should look at', () => {
  const well: TeamFacts = {
    ...{ level: 'village', members: 5, leaders: 1, leaderAwaySince: null },
    ...{ noActivity: false, villageChanged: false, strayVillage: false },
  }
  const of = (over: Partial<TeamFacts>) => alertsOf({ ...well, ...over }, defaultLimits, '2026-11-21')

  it('nothing where all is well, and each thing by itself', () => {
    expect(of({})).toEqual([])
    expect(of({ leaders: 0 })).toEqual(['noLeader'])
    expect(of({ members: 2 })).toEqual(['tooFew'])
    expect([of({ members: 3 }), of({ members: 9 }), of({ members: 10 })]).toEqual([[], [], ['tooMany']])
    expect(of({ noActivity: true, villageChanged: true, strayVillage: true })).toEqual([
      'noActivity',
      'oldDecision',
      'strayVillage',
    ])
  })

  it('a leader who is away for sixty days is waited for, for sixty-one no more', () => {
    expect(of({ leaderAwaySince: '2026-09-22' })).toEqual([])
    expect(of({ leaderAwaySince: '2026-09-21' })).toEqual(['leaderAway'])
  })
})

describe('a composition', () => {
  const row = fc.record({
    level: fc.constantFrom('commune' as const, 'village' as const),
    heading: fc.constantFrom(...compositionGroups),
    key: fc.constantFrom('teacher', 'female', 'under_30', 'from_60', 'restricted', null),
    n: fc.integer({ min: 1, max: 50 }),
  })

  it('is told under one heading at a time; what is not said or not told comes last', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        for (const group of compositionGroups) {
          const grouped = groupedBy(rows, group)
          const meant = rows.filter((each) => each.heading === group)
          const sum = (list: readonly { n: number }[]) => list.reduce((total, each) => total + each.n, 0)
          expect(grouped.reduce((total, each) => total + each.sum, 0)).toBe(sum(meant))
          expect(grouped.every((each) => each.commune + each.village === each.sum)).toBe(true)
          const untold = grouped.map(({ key }) => key === null || key === 'restricted')
          expect(untold).toEqual([...untold].sort((a, b) => Number(a) - Number(b)))
        }
      }),
      runs,
    )
  })
})
