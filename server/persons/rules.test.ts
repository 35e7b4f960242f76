import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataRequestKinds } from '@/db/roster-enums'
import { addDays, type CalendarDays, isWorkingDay } from '../calendar/rules'
import { extendedDueOn, requestClock } from './rules'

const days: CalendarDays = [
  { on: '2026-11-24', kind: 'holiday' },
  { on: '2026-11-28', kind: 'make_up' },
]

describe('the clocks of a request', () => {
  it('answers in two working days, carries out in 10, 15 or 20 days, 15, 20 or 30 with a processor', () => {
    expect(requestClock('see', '2026-11-09', false, days)).toEqual({ answerDueOn: '2026-11-11', dueOn: '2026-11-19' })
    expect(requestClock('restrict', '2026-11-09', false, days)).toMatchObject({ dueOn: '2026-11-25' })
    expect(requestClock('delete', '2026-11-09', false, days)).toMatchObject({ dueOn: '2026-11-30' })
    expect(requestClock('correct', '2026-11-09', true, days).dueOn).toBe('2026-11-25')
    expect(requestClock('delete', '2026-11-09', true, days).dueOn).toBe('2026-12-09')
  })

  it('a Friday before a holiday: days off are not working days', () => {
    expect(requestClock('see', '2026-11-20', false, days).answerDueOn).toBe('2026-11-25')
  })

  it('falls on a working day, never before the term, and an extension is as long again', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n))
    fc.assert(
      fc.property(fc.constantFrom(...dataRequestKinds), day, fc.boolean(), (kind, on, processor) => {
        const clock = requestClock(kind, on, processor, days)
        expect(isWorkingDay(clock.dueOn, days)).toBe(true)
        expect(isWorkingDay(clock.answerDueOn, days)).toBe(true)
        expect(clock.dueOn >= addDays(on, 10)).toBe(true)
        expect(extendedDueOn(kind, clock.dueOn, processor, days) >= addDays(clock.dueOn, 10)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
