import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { successionGraph as graph, standsIn } from '@/db/testing/successions'
import { runs } from '../../testing'
import {
  addShares,
  comparableFrom,
  type Edge,
  percentOfShare,
  placeAmounts,
  placeUnit,
  restOfShares,
  type Share,
  shareFromPercent,
  shareOf,
  sharesProblem,
  shareText,
  territoryOf,
} from './rules'

const edge = (predecessorId: number, successorId: number, given: Partial<Edge> = {}): Edge => ({
  ...{ predecessorId, successorId, effectiveOn: '2025-07-01', share: '1', confirmed: true },
  ...given,
})
const gone = () => false
const before = '2025-05-14'
const after = '2025-07-14'
const text = (lines: Map<number | null, Share>) =>
  Object.fromEntries([...lines].map(([home, share]) => [String(home), shareText(share)]))
const at = (edges: Edge[], unitId: number, on = before, stands: (id: number, on: string) => boolean = gone) =>
  Object.fromEntries(
    placeUnit(territoryOf(edges, stands), unitId, on).map(({ homeId, share }) => [String(homeId), shareText(share)]),
  )

describe('where figures of then lie', () => {
  it('a whole merger adds up: 100 + 80 + 60 are 240 today and stay apart then', () => {
    const edges = [edge(1, 9), edge(2, 9), edge(3, 9)]
    const amounts = [100n, 80n, 60n].map((amount, index) => ({ unitId: index + 1, on: before, amount }))
    expect(text(placeAmounts(territoryOf(edges, gone), amounts))).toEqual({ 9: '240' })
    expect(text(placeAmounts(territoryOf([], gone), amounts))).toEqual({ 1: '100', 2: '80', 3: '60' })
  })

  it('a cut needs every share, and one that nobody confirmed keeps its successors from being compared', () => {
    const cut = [edge(1, 8, { share: '0.25' }), edge(1, 9, { share: '0.75' }), edge(2, 9)]
    expect(at(cut, 1)).toEqual({ 8: '0.25', 9: '0.75' })
    const open = [edge(1, 8, { share: null }), edge(1, 9, { share: '0.75' }), edge(2, 8)]
    expect(at(open, 1)).toEqual({ 9: '0.75', null: '0.25' })
    expect(at(open, 2)).toEqual({ null: '1' })
    expect(comparableFrom(territoryOf(open, gone), 8)).toBe('2025-07-01')
    expect(comparableFrom(territoryOf(open, gone), 9)).toBeNull()
  })

  it('what stands keeps the rest, unless somebody may have taken of it', () => {
    const stays = (id: number) => id === 1
    expect(at([edge(1, 9, { share: '0.3' })], 1, before, stays)).toEqual({ 9: '0.3', 1: '0.7' })
    expect(at([edge(1, 9, { share: '0.3' })], 1, before)).toEqual({ 9: '0.3', null: '0.7' })
    const asked = [edge(1, 9, { share: null, confirmed: false })]
    expect(at(asked, 1, before, stays)).toEqual({ null: '1' })
    expect(at(asked, 1, after, stays)).toEqual({ 1: '1' })
  })

  it('follows one change after another, and only those after the period', () => {
    const edges = [
      edge(1, 2),
      edge(2, 3, { effectiveOn: '2026-01-01', share: '0.5' }),
      edge(2, 4, { effectiveOn: '2026-01-01', share: '0.5' }),
    ]
    expect(at(edges, 1)).toEqual({ 3: '0.5', 4: '0.5' })
    expect(at(edges, 2, '2026-01-14')).toEqual({ 2: '1' })
  })

  it('what went into a unit that ended on the same day goes on with it, and round among such units nowhere', () => {
    const chain = [edge(1, 2), edge(2, 3, { share: '0.4' }), edge(2, 4, { share: '0.6' })]
    expect(at(chain, 1)).toEqual({ 3: '0.4', 4: '0.6' })
    expect(at(chain, 2)).toEqual({ 3: '0.4', 4: '0.6' })
    // What stands and gave a part of itself that day keeps what it took.
    expect(at(chain, 1, before, (id) => id === 2)).toEqual({ 2: '1' })
    expect(at([edge(1, 2)], 1, before, gone)).toEqual({ 2: '1' })
    expect(Object.keys(at([edge(1, 2), edge(2, 1, { share: '0.5' }), edge(2, 3, { share: '0.5' })], 1)).sort()).toEqual(
      ['3', 'null'],
    )
    const open = territoryOf([edge(1, 2, { share: null }), edge(2, 3)], gone)
    expect(comparableFrom(open, 3)).toBe('2025-07-01')
  })

  it('shares that are more than the whole place nothing', () => {
    expect(at([edge(1, 8, { share: '0.6' }), edge(1, 9, { share: '0.6' })], 1)).toEqual({ null: '1' })
  })
})

describe('whatever the edges are', () => {
  const days = fc.constantFrom('2023-12-31', '2024-06-30', '2025-06-30', '2026-01-31')
  const reports = fc.array(
    fc.record({ unitId: fc.integer({ min: 1, max: 8 }), on: days, amount: fc.bigInt(0n, 10n ** 12n) }),
    { maxLength: 12 },
  )
  const sum = (lines: Map<number | null, Share>) =>
    shareText([...lines.values()].reduce(addShares, { value: 0n, steps: 0 }))

  const endsOf = (ends: readonly (string | null)[]) =>
    new Map(ends.flatMap((end, i): [number, string][] => (end ? [[i + 1, end]] : [])))

  it('shares of a unit add up to 1', () => {
    fc.assert(
      fc.property(graph, fc.integer({ min: 1, max: 8 }), days, ({ edges, ends }, unitId, on) => {
        const parts = placeUnit(territoryOf(edges, standsIn(ends), endsOf(ends)), unitId, on)
        expect(shareText(parts.map((each) => each.share).reduce(addShares))).toBe('1')
        expect(parts.every(({ share }) => share.value > 0n)).toBe(true)
      }),
      runs,
    )
  })

  it('the total is the same on both trees, and confirming changes no total', () => {
    fc.assert(
      fc.property(graph, reports, fc.array(fc.nat(20), { maxLength: 6 }), ({ edges, ends }, list, chosen) => {
        const then = list.reduce((all, { amount }) => all + amount, 0n).toString()
        expect(sum(placeAmounts(territoryOf(edges, standsIn(ends), endsOf(ends)), list))).toBe(then)
        const told = edges.map((each, i) =>
          chosen.includes(i) ? { ...each, share: each.share ?? '0.5', confirmed: true } : each,
        )
        expect(sum(placeAmounts(territoryOf(told, standsIn(ends), endsOf(ends)), list))).toBe(then)
      }),
      runs,
    )
  })

  it('the order in which edges are told or confirmed is nothing', () => {
    fc.assert(
      fc.property(graph, reports, fc.infiniteStream(fc.nat()), ({ edges, ends }, list, order) => {
        const stands = standsIn(ends)
        const shuffled = edges
          .map((each) => ({ each, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each)
        expect(text(placeAmounts(territoryOf(shuffled, stands), list))).toEqual(
          text(placeAmounts(territoryOf(edges, stands), list)),
        )
      }),
      runs,
    )
  })

  it('a unit that cannot be compared takes nothing of then', () => {
    fc.assert(
      fc.property(graph, fc.integer({ min: 1, max: 8 }), days, ({ edges, ends }, unitId, on) => {
        const territory = territoryOf(edges, standsIn(ends), endsOf(ends))
        for (const { homeId } of placeUnit(territory, unitId, on))
          if (homeId !== null) expect((comparableFrom(territory, homeId) ?? '') > on).toBe(false)
      }),
      runs,
    )
  })

  it('a share is written and read back', () => {
    for (const written of ['1', '0.5', '0.00000001', '0.33333333']) expect(shareText(shareOf(written))).toBe(written)
  })
})

describe('shares that people write', () => {
  it('are percentages, exact to six decimals', () => {
    expect(['35,35', '35.35', ' 100 %', '0,000001'].map(shareFromPercent)).toEqual([
      '0.3535',
      '0.3535',
      '1',
      '0.00000001',
    ])
    expect(['', '0', '101', '-5', '1e2', '33,3333333', 'x'].map(shareFromPercent)).toEqual(Array(7).fill(null))
    expect(['0.3535', '1', '0.00000001'].map(percentOfShare)).toEqual(['35,35', '100', '0,000001'])
  })

  it('leave a rest, and are the whole when each is told', () => {
    expect(restOfShares(['0.33333333', '0.33333333', null])).toBe('0.33333334')
    expect(restOfShares(['0.5', '0.5'])).toBeNull()
    expect(sharesProblem(['0.5', '0.6'], false)).toBe('above')
    expect(sharesProblem(['0.5', '0.4'], false)).toBe('notWhole')
    expect([
      sharesProblem(['0.5', '0.4'], true),
      sharesProblem(['0.5', null], false),
      sharesProblem(['0.5', '0.5'], false),
    ]).toEqual([null, null, null])
  })
})
