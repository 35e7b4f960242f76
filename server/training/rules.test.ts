import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, monthPeriod, periodOfDay } from '../calendar/rules'
import {
  type Candidate,
  canStep,
  dueFor,
  eachOnce,
  figuresOf,
  finishedOn,
  isLate,
  judgeList,
  type Kept,
  progressOf,
  quarterEnd,
  readList,
  reportYear,
  yearBegins,
} from './rules'

const runs = { numRuns: 200, verbose: 1 }
const days = fc.integer({ min: 0, max: 3000 }).map((n): Day => addDays('2022-01-01', n))

describe('days by which a course is finished', () => {
  it('a quarter ends on its last day', () => {
    expect(['2023-07-01', '2023-09-30', '2024-02-29', '2023-10-01'].map(quarterEnd)).toEqual([
      ...['2023-09-30', '2023-09-30', '2024-03-31', '2023-12-31'],
    ])
    fc.assert(
      fc.property(days, (day) => {
        const end = quarterEnd(day)
        expect(end >= day).toBe(true)
        expect(quarterEnd(end)).toBe(end)
        expect(quarterEnd(addDays(end, 1)) > end).toBe(true)
      }),
      runs,
    )
  })

  it('is never before one came, and the day of the course for whoever was there', () => {
    expect(dueFor(null, '2026-01-01')).toBeNull()
    expect(dueFor('2023-09-30', '2023-09-30')).toBe('2023-09-30')
    expect(dueFor('2023-09-30', '2023-10-01')).toBe('2023-12-31')
    fc.assert(
      fc.property(days, days, (due, joined) => {
        const own = dueFor(due, joined) ?? ''
        expect(own >= joined && own >= due).toBe(true)
        expect(own).toBe(joined <= due ? due : quarterEnd(joined))
      }),
      runs,
    )
  })

  it('late is the day after, unless it is done', () => {
    const none = { state: 'none' } as const
    expect(isLate('2026-09-30', none, '2026-09-30')).toBe(false)
    expect(isLate('2026-09-30', none, '2026-10-01')).toBe(true)
    expect(isLate('2026-09-30', { state: 'done', on: '2026-11-01' }, '2026-12-01')).toBe(false)
    expect(isLate(null, none, '2026-10-01')).toBe(false)
  })
})

describe('how far somebody has come', () => {
  it('is done with every module, on the day of the last, or as recorded', () => {
    expect(progressOf(12, [])).toEqual({ state: 'none' })
    expect(progressOf(2, [{ module: 1, on: '2026-02-01' }])).toEqual({ state: 'begun', modules: 1 })
    const both = [
      { module: 2, on: '2026-03-01' },
      { module: 1, on: '2026-02-01' },
    ]
    expect(progressOf(2, both)).toEqual({ state: 'done', on: '2026-03-01' })
    expect(progressOf(2, [{ module: null, on: '2026-01-05' }, ...both])).toEqual({ state: 'done', on: '2026-01-05' })
    expect(finishedOn(0, [])).toBeNull()
  })

  it('never goes back when a module is added', () => {
    const order = { none: 0, begun: 1, done: 2 }
    const some = fc.array(fc.record({ module: fc.integer({ min: 1, max: 6 }), on: days }), { maxLength: 12 })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 6 }), days, (done, module, on) => {
        const before = progressOf(6, done)
        const after = progressOf(6, [...done, { module, on }])
        expect(order[after.state]).toBeGreaterThanOrEqual(order[before.state])
        expect(after.state === 'done').toBe(new Set([...done.map((each) => each.module), module]).size === 6)
      }),
      runs,
    )
  })
})

describe('figures of a period', () => {
  const nothing: Kept = {
    ...{ kept: false, classes: 0, unmarked: 0, named: 0, persons: 0, counted: 0, countedClasses: 0 },
    ...{ completionsKept: false, finished: 0, officersKept: false, officers: 0 },
  }
  it('are blank and no false 0 where nothing was kept', () => {
    expect(figuresOf(nothing)).toEqual({ B01: null, B02: null, B03: null, B04: null, B05: null })
    expect(figuresOf({ ...nothing, kept: true, completionsKept: true, officersKept: true })).toEqual({
      ...{ B01: 0, B02: 0, B03: 0, B04: 0, B05: 0 },
    })
  })

  it('count persons once by name, by number only where one class alone is told by number', () => {
    const named = { ...nothing, kept: true, classes: 2, named: 7, persons: 5 }
    expect(figuresOf(named)).toMatchObject({ B01: 2, B02: 7, B03: 5 })
    expect(figuresOf({ ...named, counted: 4, countedClasses: 1 })).toMatchObject({ B02: 11, B03: null })
    const one = { ...nothing, kept: true, classes: 1, counted: 4, countedClasses: 1 }
    expect(figuresOf(one)).toMatchObject({ B02: 4, B03: 4 })
    expect(figuresOf({ ...named, unmarked: 1 })).toMatchObject({ B01: 2, B02: null, B03: null })
  })

  it('never tell more persons than attendances, nor attendances without a class', () => {
    const n = fc.integer({ min: 0, max: 50 })
    fc.assert(
      fc.property(n, n, n, n, (classes, persons, extra, counted) => {
        const countedClasses = counted > 0 ? 1 + (counted % 3) : 0
        const kept = { ...nothing, kept: true, classes, persons, named: persons + extra, counted, countedClasses }
        const { B02, B03 } = figuresOf(kept)
        if (B02 !== null && B03 !== null) expect(B03).toBeLessThanOrEqual(B02)
        expect(eachOnce(kept)).toBe(B03)
      }),
      runs,
    )
  })

  it('the year of reports begins on 15/12 and holds each of its days', () => {
    expect(reportYear(2027)).toEqual({ from: '2026-12-15', to: '2027-12-14' })
    expect(yearBegins(monthPeriod(2027, 1))).toBe('2026-12-15')
    fc.assert(
      fc.property(days, (day) => {
        const period = periodOfDay(day)
        const { from, to } = reportYear(period.year)
        expect(from <= day && day <= to && yearBegins(period) === from).toBe(true)
      }),
      runs,
    )
  })
})

it('a session is held from its first day on, called off while nobody has come', () => {
  const planned = { state: 'planned', startsOn: '2026-11-20', people: 0 } as const
  expect([canStep('hold', planned, '2026-11-19'), canStep('hold', planned, '2026-11-20')]).toEqual([false, true])
  expect(canStep('attend', planned, '2026-11-20')).toBe(false)
  const held = { ...planned, state: 'held' } as const
  expect([canStep('cancel', held, '2026-11-20'), canStep('cancel', { ...held, people: 1 }, '2026-11-20')]).toEqual([
    ...[true, false],
  ])
  expect(canStep('change', { ...planned, state: 'cancelled' }, '2026-11-20')).toBe(false)
})

describe('a list from a platform', () => {
  const members: Candidate[] = [
    { memberId: 'a', name: 'Hồ Văn An', phone: '0900000101', done: false },
    { memberId: 'b', name: 'Hồ Văn An', phone: null, done: false },
    { memberId: 'c', name: 'Nguyễn Thị Bình', phone: '0900000103', done: false },
    { memberId: 'd', name: 'Lê Cường', phone: null, done: true },
  ]
  const verdictsOf = (text: string) => judgeList(readList(text), members).map((each) => [each.verdict, ...each.members])

  it('is read in any order of its columns', () => {
    expect(readList('1\tHồ Văn  An\t0900 000 101\t05/11/2026\r\n\r\n2. Lê Cường; 2026-10-01')).toEqual([
      { line: 1, name: 'Hồ Văn An', phone: '0900000101', on: '2026-11-05' },
      { line: 3, name: 'Lê Cường', phone: null, on: '2026-10-01' },
    ])
  })

  it('finds by number and name, asks where it is not certain', () => {
    expect(verdictsOf('Hồ Văn An\t0900000101')).toEqual([['found', 'a']])
    expect(verdictsOf('Hồ Văn An')).toEqual([['ambiguous', 'a', 'b']])
    expect(verdictsOf('nguyen thi binh')).toEqual([['found', 'c']])
    expect(verdictsOf('Nguyễn Thị Bình;0900000999')).toEqual([['ambiguous', 'c']])
    expect(verdictsOf('Trần Văn Dũng;0900000103')).toEqual([['ambiguous', 'c']])
    expect(verdictsOf('Trần Văn Dũng')).toEqual([['missing']])
    expect(verdictsOf('Lê Cường')).toEqual([['already', 'd']])
    expect(verdictsOf('0900000103\nNguyễn Thị Bình')).toEqual([
      ['found', 'c'],
      ['repeated', 'c'],
    ])
  })

  it('never finds the same person twice, nor one who has finished', () => {
    const name = fc.constantFrom(...members.map((each) => each.name), 'Ai Đó')
    const phone = fc.constantFrom('', ...members.map((each) => each.phone ?? ''), '0900000999')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, phone), { maxLength: 12 }), (rows) => {
        const judged = judgeList(readList(rows.map((row) => row.join('\t')).join('\n')), members)
        const found = judged.filter((each) => each.verdict === 'found').flatMap((each) => each.members)
        expect(new Set(found).size).toBe(found.length)
        expect(found).not.toContain('d')
        expect(judged).toHaveLength(rows.length)
      }),
      runs,
    )
  })
})
