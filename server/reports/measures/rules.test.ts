import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarDay, instantAt } from '../../calendar/rules'
import { measure, median, type ObligationFacts, type Punctuality, punctuality } from './rules'

const days: CalendarDay[] = [{ on: '2026-11-24', kind: 'holiday' }]
const dueAt = instantAt('2026-11-18', 17)
const now = instantAt('2026-11-20', 9)
const facts = (over: Partial<ObligationFacts> = {}): ObligationFacts => ({
  ...{ state: 'required', dueAt, firstSentAt: null, closed: false },
  ...over,
})

describe('how an obligation stands', () => {
  it.each([
    ['sent at the very due time', facts({ firstSentAt: dueAt }), { is: 'on_time' }],
    ['sent a millisecond later', facts({ firstSentAt: new Date(dueAt.getTime() + 1) }), { is: 'late', days: 1 }],
    ['sent over a weekend and a holiday', facts({ firstSentAt: instantAt('2026-11-25', 8) }), { is: 'late', days: 4 }],
    ['not sent, past due', facts(), { is: 'overdue' }],
    ['not sent, its month over', facts({ closed: true }), { is: 'missing' }],
    ['not due yet', facts({ dueAt: instantAt('2026-11-20', 17) }), { is: 'open' }],
    ['exempt', facts({ state: 'exempt', closed: true }), { is: 'exempt' }],
    ['sent although exempt', facts({ state: 'exempt', firstSentAt: dueAt }), { is: 'on_time' }],
  ])('%s', (_, given, stands) => {
    expect(punctuality(given, now, days)).toEqual(stands)
  })
})

describe('the measure', () => {
  const one = fc.oneof(
    fc.constantFrom<Punctuality>(
      { is: 'on_time' },
      { is: 'missing' },
      { is: 'exempt' },
      { is: 'open' },
      { is: 'overdue' },
    ),
    fc.integer({ min: 1, max: 40 }).map((count): Punctuality => ({ is: 'late', days: count })),
  )

  it('counts each obligation once, in any order, and parts add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(one), fc.array(one), (a, b) => {
        const [x, y, both] = [measure(a), measure(b), measure([...b, ...a])]
        for (const key of ['due', 'onTime', 'late', 'overdue', 'missing', 'exempt', 'open'] as const)
          expect(both[key]).toBe(x[key] + y[key])
        expect(both.due + both.exempt + both.open).toBe(a.length + b.length)
      }),
    )
  })

  it('has a median with as many below it as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (values) => {
        const middle = median(values) ?? 0
        const [below, above] = [values.filter((v) => v < middle).length, values.filter((v) => v > middle).length]
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2)
      }),
    )
    expect(median([])).toBeNull()
    expect(median([3, 1])).toBe(2)
    expect(median([5, 1, 2])).toBe(2)
  })
})
