import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reminderMoments as moments } from '@/db/reminder-enums'
import { addDays, type CalendarDay, dayInVietnam, endOfDay, instantAt, isWorkingDay } from '../../calendar/rules'
import { mayRemind, maySend, momentOf, retryAfter, sendUntil } from './rules'

/** 24/11 is a paid holiday from 2026; a Saturday is made up for it here. */
const days: CalendarDay[] = [
  { on: '2026-11-24', kind: 'holiday' },
  { on: '2026-11-21', kind: 'make_up' },
]
const due = instantAt('2026-11-18', 17)

describe('where an obligation stands', () => {
  it.each([
    ['2026-10-15', 9, 'opened'],
    ['2026-11-12', 9, 'opened'],
    ['2026-11-13', 9, 'before3'],
    ['2026-11-16', 9, 'before3'],
    ['2026-11-17', 9, 'before1'],
    ['2026-11-18', 9, 'due'],
    ['2026-11-18', 17, 'due'],
    ['2026-11-19', 9, 'late'],
    ['2026-11-30', 9, 'late'],
  ])('on %s at %d of a month due on Wednesday 18/11 at 17:00: %s', (day, hour, moment) => {
    expect(momentOf(due, instantAt(day, hour), days)).toBe(moment)
  })

  it('is told nothing in the evening of the due day, nor at the second after it', () => {
    expect(momentOf(due, new Date(due.getTime() + 1), days)).toBeNull()
    expect(momentOf(due, instantAt('2026-11-18', 20), days)).toBeNull()
  })

  it('counts until the end of the day for whoever is due at 24:00', () => {
    const end = endOfDay('2026-11-17')
    expect(momentOf(end, end, days)).toBe('due')
    expect(momentOf(end, new Date(end.getTime() + 1), days)).toBe('late')
  })

  it('steps over holidays, and onto a Saturday that is worked', () => {
    const wednesday = instantAt('2026-11-25', 17)
    expect(momentOf(wednesday, instantAt('2026-11-23', 9), days)).toBe('before1')
    expect(momentOf(wednesday, instantAt('2026-11-21', 9), days)).toBe('before3')
    expect(mayRemind(instantAt('2026-11-24', 10), days)).toBe(false)
    expect(mayRemind(instantAt('2026-11-21', 10), days)).toBe(true)
    expect(mayRemind(instantAt('2026-11-22', 10), days)).toBe(false)
  })

  it('never goes back as time goes on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 24 * 60 }),
        fc.integer({ min: 0, max: 10 * 24 * 60 }),
        (start, minutes) => {
          const first = new Date(instantAt('2026-10-01').getTime() + start * 60_000)
          const then = new Date(first.getTime() + minutes * 60_000)
          const [a, b] = [momentOf(due, first, days), momentOf(due, then, days)]
          if (a && b) expect(moments.indexOf(b)).toBeGreaterThanOrEqual(moments.indexOf(a))
        },
      ),
    )
  })
})

describe('hours', () => {
  it('are those of the offices for making, and never those of the night for sending', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 24 * 3600 - 1 }), (n, second) => {
        const day = addDays('2026-11-01', n)
        const now = new Date(instantAt(day).getTime() + second * 1000)
        expect(dayInVietnam(now)).toBe(day)
        expect(maySend(now)).toBe(second >= 7 * 3600 && second < 21 * 3600)
        expect(mayRemind(now, days)).toBe(isWorkingDay(day, days) && second >= 9 * 3600 && second < 21 * 3600)
        expect(now < sendUntil(day)).toBe(second < 21 * 3600)
      }),
    )
  })

  it('between tries grow, and end', () => {
    expect([1, 2, 3, 4, 5, 6].map(retryAfter)).toEqual([1, 5, 15, 60, 180, null])
  })
})
