import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activityStates, activityTasks, activityTopics, activityVerbs, targetGroups } from '@/db/activity-enums'
import { boxBetween, fitBox, isPicture, minBlurSide, photoSide, reducedSize } from '../photos/rules'
import {
  activityDayProblem,
  activityIndicators,
  addFigures,
  guidedOf,
  guidedTotal,
  nextActivityState,
  noFigures,
  suggestedFor,
  suggestedTopics,
  topicTask,
} from './rules'

const runs = { numRuns: 300 }
const count = fc.option(fc.nat(500), { nil: null })
const guided = fc.tuple(count, count, count, count, count)

describe('content for a group', () => {
  it('is what the letter says of traders, families and the elderly', () => {
    expect(suggestedFor.traders).toEqual(expect.arrayContaining(['e_payment', 'e_commerce']))
    expect(suggestedFor.families).toEqual(expect.arrayContaining(['school_fees', 'child_services', 'learning_apps']))
    expect(suggestedFor.elderly).toContain('tele_health')
  })
  it('holds every group’s topics once, whatever the groups', () => {
    fc.assert(
      fc.property(fc.subarray([...targetGroups]), (groups) => {
        const topics = suggestedTopics(groups)
        expect(new Set(topics).size).toBe(topics.length)
        for (const group of groups) expect(topics).toEqual(expect.arrayContaining([...suggestedFor[group]]))
      }),
      runs,
    )
    for (const topic of activityTopics) expect(activityTasks).toContain(topicTask[topic])
  })
})

describe('counting', () => {
  it('keeps attendances of the tasks chosen alone and never makes a 0 of a blank', () => {
    fc.assert(
      fc.property(fc.subarray([...activityTasks]), guided, (tasks, given) => {
        const kept = guidedOf(tasks, given)
        kept.forEach((each, i) => {
          expect(each).toBe(tasks.includes((i + 1) as 1) ? given[i] : null)
        })
        expect(guidedTotal(kept) === null).toBe(kept.every((each) => each === null))
      }),
      runs,
    )
  })
  it('adds up by parts as it does at once', () => {
    const figures = fc.record(Object.fromEntries(activityIndicators.map((code) => [code, count])) as never)
    fc.assert(
      fc.property(fc.array(figures as fc.Arbitrary<typeof noFigures>), fc.nat(10), (all, cut) => {
        const parts = [addFigures(all.slice(0, cut)), addFigures(all.slice(cut))]
        expect(addFigures(parts)).toEqual(addFigures(all))
      }),
      runs,
    )
    expect(addFigures([noFigures])).toEqual(noFigures)
  })
})

it('a withdrawn activity comes back by no step, and what was rejected counts again only when put right or taken back', () => {
  for (const verb of activityVerbs) expect([null, 'withdrawn']).toContain(nextActivityState('withdrawn', verb))
  for (const state of activityStates) {
    const back = activityVerbs.filter((verb) => nextActivityState(state, verb) === 'recorded')
    expect(back.sort()).toEqual(
      { recorded: ['add_photo', 'correct', 'remove_photo'], rejected: ['correct', 'restore'], withdrawn: [] }[state],
    )
  }
})

it('a day is possible from the founding to today, by the server’s day', () => {
  const team = { foundedOn: '2026-01-10', dissolvedOn: '2026-11-01' }
  const of = (day: string, today = '2026-11-21') => activityDayProblem(day, team, today)
  expect([of('2026-01-09'), of('2026-01-10'), of('2026-10-31'), of('2026-11-01')]).toEqual([
    'beforeFounding',
    null,
    null,
    'afterDissolution',
  ])
  expect(of('2026-11-22')).toBe('ahead')
  expect(of('2026-02-01', '2027-06-01')).toBe('longAgo')
})

describe('pictures', () => {
  it('a box lies in the picture whatever the finger did', () => {
    const point = fc.record({
      x: fc.double({ min: -2, max: 3, noNaN: true }),
      y: fc.double({ min: -2, max: 3, noNaN: true }),
    })
    fc.assert(
      fc.property(point, point, (a, b) => {
        const box = boxBetween(a, b)
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(minBlurSide)
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
        expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1 + 1e-9)
        expect(fitBox(box)).toEqual(box)
      }),
      runs,
    )
  })
  it('is never larger than it was, nor than is kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (width, height) => {
        const size = reducedSize(width, height)
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(Math.min(photoSide, Math.max(width, height)))
        expect(Math.min(size.width, size.height)).toBeGreaterThan(0)
      }),
      runs,
    )
  })
  it('is known by its bytes', () => {
    const of = (...bytes: number[]) => isPicture(new Uint8Array(bytes))
    expect(of(0xff, 0xd8, 0xff, 0xe0)).toBe(true)
    expect(isPicture(Buffer.from('<!doctype html><script>'))).toBe(false)
    expect(isPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'))).toBe(false)
    expect(isPicture(new Uint8Array())).toBe(false)
  })
})
