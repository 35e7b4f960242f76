import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDays } from '@/db/seed/calendar-days'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type CalendarDays,
  dayInVietnam,
  dueDates,
  endOfDay,
  instantAt,
  isDay,
  isEndOfDay,
  isWorkingDay,
  lateness,
  monthPeriod,
  nextPeriod,
  nextWorkingDay,
  parsePeriod,
  periodOf,
  periodOfDay,
  periodsBetween,
  periodsOfYear,
  previousPeriod,
  remaining,
  resendDueAt,
  samePeriodLastYear,
  weekdayOf,
  workingDaysBetween,
  yearToDate,
} from '@/server/calendar/rules'

const runs = { numRuns: 300 }
const period = fc
  .record({ year: fc.integer({ min: 2020, max: 2040 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => monthPeriod(year, month))
const day = fc.integer({ min: 0, max: 7000 }).map((n) => addDays('2020-01-01', n))
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const days: fc.Arbitrary<CalendarDays> = fc.uniqueArray(
  fc.record({ on: day, kind: fc.constantFrom('holiday', 'swap', 'make_up') }),
  { selector: (d) => d.on, maxLength: 200 },
)

describe('reporting months (Nghị định 09/2019, Điều 12)', () => {
  it('November 2026 is 15/10 to 14/11', () => {
    expect(monthPeriod(2026, 11)).toEqual({
      code: '2026-11',
      year: 2026,
      month: 11,
      startsOn: '2026-10-15',
      endsOn: '2026-11-14',
    })
    expect(monthPeriod(2027, 1)).toMatchObject({ startsOn: '2026-12-15', endsOn: '2027-01-14' })
  })

  it('is cut at midnight in Vietnam, both ends inclusive', () => {
    expect(periodOf(new Date('2026-11-14T16:59:59.999Z')).code).toBe('2026-11')
    expect(periodOf(new Date('2026-11-14T17:00:00.000Z')).code).toBe('2026-12')
    expect(periodOf(new Date('2026-10-14T17:00:00.000Z')).code).toBe('2026-11')
  })

  it('a report year is 15/12 to 14/12', () => {
    const year = periodsOfYear(2026)
    expect(year).toHaveLength(12)
    expect([year[0]?.startsOn, year[11]?.endsOn]).toEqual(['2025-12-15', '2026-12-14'])
    expect(yearToDate(monthPeriod(2026, 3)).map((p) => p.code)).toEqual(['2026-01', '2026-02', '2026-03'])
  })

  it('refuses what is no month, period or day', () => {
    for (const month of [0, 13, 1.5, Number.NaN]) expect(() => monthPeriod(2026, month)).toThrow(RangeError)
    for (const code of ['2026-13', '2026-00', '2026-1', '0000-01', 'x', '2026-11 '])
      expect(parsePeriod(code)).toBeNull()
    for (const text of ['2026-02-29', '2026-13-01', '1/1/2026', '']) expect(isDay(text)).toBe(false)
    expect(isDay('2028-02-29')).toBe(true)
  })

  it('months follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(period, (p) => {
        expect(nextPeriod(p).startsOn).toBe(addDays(p.endsOn, 1))
        expect(previousPeriod(nextPeriod(p))).toEqual(p)
        expect(parsePeriod(p.code)).toEqual(p)
        expect(samePeriodLastYear(p)).toEqual(monthPeriod(p.year - 1, p.month))
        expect(periodOfDay(p.startsOn)).toEqual(p)
        expect(periodOfDay(p.endsOn)).toEqual(p)
      }),
      runs,
    )
  })

  it('every instant lies in exactly the period that it names', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const p = periodOf(at)
        expect(at >= instantAt(p.startsOn) && at < instantAt(p.endsOn, 24)).toBe(true)
        expect(dayInVietnam(instantAt(dayInVietnam(at)))).toBe(dayInVietnam(at))
      }),
      runs,
    )
  })

  it('a range has as many periods as months between its ends', () => {
    fc.assert(
      fc.property(period, fc.integer({ min: -20, max: 60 }), (from, n) => {
        const range = periodsBetween(from, addMonths(from, n))
        expect(range).toHaveLength(Math.max(0, n + 1))
      }),
      runs,
    )
  })
})

describe('working days', () => {
  it('knows the three kinds of days', () => {
    expect(isWorkingDay('2024-04-29', calendarDays)).toBe(false)
    expect(isWorkingDay('2024-05-04', calendarDays)).toBe(true)
    expect(isWorkingDay('2024-05-11', calendarDays)).toBe(false)
    expect(isWorkingDay('2026-11-24', calendarDays)).toBe(false)
    expect(isWorkingDay('2025-11-24', calendarDays)).toBe(true)
    expect(nextWorkingDay('2026-02-14', calendarDays)).toBe('2026-02-23')
    expect(addWorkingDays('2026-08-21', 1, calendarDays)).toBe('2026-08-22')
    expect(weekdayOf('2026-11-21')).toBe(6)
  })

  it('adding and counting are each other’s inverse', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), days, (from, n, list) => {
        const to = addWorkingDays(from, n, list)
        expect(isWorkingDay(to, list)).toBe(true)
        expect(workingDaysBetween(from, to, list)).toBe(n)
        expect(workingDaysBetween(to, from, list)).toBe(0)
      }),
      runs,
    )
  })

  it('the seed names no day twice, off days only where they matter, made-up days on weekends', () => {
    expect(new Set(calendarDays.map((d) => d.on)).size).toBe(calendarDays.length)
    for (const d of calendarDays) {
      expect(isDay(d.on)).toBe(true)
      if (d.kind === 'make_up') expect(weekdayOf(d.on)).toBeGreaterThan(5)
      if (d.kind === 'swap') expect(weekdayOf(d.on)).toBeLessThan(6)
    }
  })
})

describe('deadlines (domain.md 22.9)', () => {
  const at = (text: string) => new Date(`${text}+07:00`)

  it('11/2026: villages Tuesday 17/11 24:00, commune Wednesday 18/11 17:00, Sở Friday 20/11', () => {
    expect(dueDates(monthPeriod(2026, 11), calendarDays)).toEqual({
      opensAt: at('2026-10-15T00:00'),
      sendFromAt: at('2026-11-10T00:00'),
      teamDueAt: at('2026-11-17T23:59:59.999'),
      communeDueAt: at('2026-11-18T17:00'),
      departmentDueAt: at('2026-11-20T17:00'),
      closesAt: at('2026-11-23T23:59:59.999'),
      openedLate: false,
    })
  })

  it('12/2026: commune Thursday 17/12, Sở Monday 21/12', () => {
    const due = dueDates(monthPeriod(2026, 12), calendarDays)
    expect(due.communeDueAt).toEqual(at('2026-12-17T17:00'))
    expect(due.departmentDueAt).toEqual(at('2026-12-21T17:00'))
    expect(due.closesAt).toEqual(at('2026-12-23T23:59:59.999'))
  })

  it('02/2026: Tết moves everything, the close waits for the Sở', () => {
    const due = dueDates(monthPeriod(2026, 2), calendarDays)
    expect(due.teamDueAt).toEqual(at('2026-02-24T23:59:59.999'))
    expect(due.communeDueAt).toEqual(at('2026-02-25T17:00'))
    expect(due.departmentDueAt).toEqual(at('2026-02-27T17:00'))
    expect(due.closesAt).toEqual(at('2026-02-27T23:59:59.999'))
  })

  it('a period opened late falls due the normal number of working days after it opened', () => {
    const due = dueDates(monthPeriod(2026, 11), calendarDays, { openedAt: at('2026-11-23T09:30') })
    expect(due.openedLate).toBe(true)
    expect(due.opensAt).toEqual(at('2026-11-23T09:30'))
    expect(due.sendFromAt).toEqual(at('2026-11-23T09:30'))
    // 24/11 is a holiday
    expect(due.teamDueAt).toEqual(at('2026-11-26T23:59:59.999'))
    expect(due.communeDueAt).toEqual(at('2026-11-27T17:00'))
    expect(due.departmentDueAt).toEqual(at('2026-12-01T17:00'))
    const inTime = dueDates(monthPeriod(2026, 11), calendarDays, { openedAt: at('2026-11-14T23:00') })
    expect(inTime.openedLate).toBe(false)
    expect(inTime.communeDueAt).toEqual(at('2026-11-18T17:00'))
  })

  it('the steps stand in order in every month, calendar and opening', () => {
    fc.assert(
      fc.property(period, days, fc.option(fc.integer({ min: -40 * 24, max: 90 * 24 })), (p, list, hours) => {
        const openedAt = hours === null ? null : new Date(instantAt(p.startsOn).getTime() + hours * 3_600_000)
        const due = dueDates(p, list, { openedAt })
        const steps = [due.opensAt, due.sendFromAt, due.teamDueAt, due.communeDueAt, due.departmentDueAt, due.closesAt]
        for (let i = 1; i < steps.length; i++) expect(steps[i]! >= steps[i - 1]!).toBe(true)
        for (const step of steps.slice(2)) expect(isWorkingDay(dayInVietnam(step), list)).toBe(true)
        expect(due.departmentDueAt >= instantAt(`${p.code}-20`, 17)).toBe(true)
        expect(due.openedLate).toBe(openedAt !== null && dayInVietnam(openedAt) > p.endsOn)
        expect(isEndOfDay(due.teamDueAt) && isEndOfDay(due.closesAt) && !isEndOfDay(due.communeDueAt)).toBe(true)
      }),
      runs,
    )
  })

  it('late is strictly after the due time, and then at least one working day', () => {
    const due = at('2026-11-18T17:00')
    expect(lateness(due, due, calendarDays)).toEqual({ late: false, workingDays: 0 })
    expect(lateness(due, at('2026-11-18T17:01'), calendarDays)).toEqual({ late: true, workingDays: 1 })
    expect(lateness(due, at('2026-11-20T08:00'), calendarDays)).toEqual({ late: true, workingDays: 2 })
    // a weekend and 24/11 do not count
    expect(lateness(due, at('2026-11-25T08:00'), calendarDays)).toEqual({ late: true, workingDays: 4 })
    const midnight = endOfDay('2026-11-17')
    expect(lateness(midnight, at('2026-11-17T23:59:59.999'), calendarDays).late).toBe(false)
    expect(lateness(midnight, at('2026-11-18T00:00'), calendarDays)).toEqual({ late: true, workingDays: 1 })
  })

  it('counts the working days that remain', () => {
    const due = at('2026-11-18T17:00')
    expect(remaining(due, at('2026-11-16T15:20'), calendarDays)).toBe(2)
    expect(remaining(due, at('2026-11-14T10:00'), calendarDays)).toBe(3)
    expect(remaining(due, at('2026-11-18T08:00'), calendarDays)).toBe(0)
    expect(remaining(due, at('2026-11-19T08:00'), calendarDays)).toBe(0)
  })

  it('a returned report has three working days', () => {
    expect(resendDueAt(at('2026-11-20T16:59'), calendarDays)).toEqual(at('2026-11-26T17:00'))
    fc.assert(
      fc.property(instant, days, (returnedAt, list) => {
        const due = resendDueAt(returnedAt, list)
        expect(due > returnedAt).toBe(true)
        expect(remaining(due, returnedAt, list)).toBe(3)
      }),
      runs,
    )
  })
})
