import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../calendar/rules'
import { corner, diceFrom, type Event, grow, history, smallCountry, someChanges } from '../../testing-trees'
import { addShares, type Edge as HomeEdge, placeAmounts, type Share, shareText, territoryOf } from '../homes/rules'
import { type Tree, type TreeUnit, shareText as textOf, versionOn } from '../tree/rules'
import { treeAfter } from './after/rules'
import { type Change, planOf } from './rules'

/** Figures filed between the events of a history, read on every tree that there ever was. */

type Filed = { unitId: number; on: Day; amount: bigint }
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const runs = { numRuns: 220, seed }
console.log('seed', seed)

const edgesOf = (tree: Tree, today: Day): HomeEdge[] =>
  tree.edges
    .filter((edge) => edge.on <= today)
    .map(({ from, to, on, share, confirmed }) => ({
      ...{ predecessorId: from, successorId: to, effectiveOn: on, confirmed },
      share: share === null ? null : textOf(share),
    }))

const endsOf = (tree: Tree, today: Day) =>
  new Map(
    [...tree.units.values()].flatMap(({ id, versions }): [number, Day][] => {
      const end = versions.at(-1)?.validTo
      return end && end <= today ? [[id, end]] : []
    }),
  )

const territoryOn = (tree: Tree, today: Day) =>
  territoryOf(edgesOf(tree, today), (id, on) => versionOn(tree.units.get(id), on) !== null, endsOf(tree, today))

const sum = (lines: Map<number | null, Share>): string =>
  shareText([...lines.values()].reduce((all, each) => addShares(all, each), { value: 0n, steps: 0 }))

/** Every commune that stands on a day between two events files a figure. */
function reportsOf(events: readonly Event[], start: Tree, dice: () => number): Filed[] {
  const trees: [Day, Tree][] = [['2019-12-31', start], ...events.map((event): [Day, Tree] => [event.on, event.after])]
  return trees.flatMap(([day, tree], i) => {
    const next = trees[i + 1]?.[0] ?? addDays(day, 60)
    const on = addDays(day, Math.floor(dice() * 10))
    if (on >= next) return []
    return [...tree.units.values()].flatMap((unit): Filed[] =>
      unit.level === 'commune' && versionOn(unit, on)
        ? [{ unitId: unit.id, on, amount: BigInt(Math.floor(dice() * 1000)) }]
        : [],
    )
  })
}

const dice = fc.integer().map((seed) => Object.assign(diceFrom(seed), { toString: () => `dice ${seed}` }))

describe('figures of a history of forty units and up to twelve events', () => {
  it('are the same in the whole on every tree there ever was, to the last hundred-millionth', () => {
    let trees = 0
    let sameDay = 0
    fc.assert(
      fc.property(dice, (roll) => {
        const start = smallCountry(roll)
        const events = history(start, 12, roll)
        const last = events.at(-1)?.after ?? start
        const filed = reportsOf(events, start, roll)
        const whole = filed.reduce((all, { amount }) => all + amount, 0n).toString()
        sameDay += events.filter((event, i) => event.on === events[i + 1]?.on).length
        for (const day of ['2019-12-31', ...events.map((event) => event.on)]) {
          trees += 1
          const lines = placeAmounts(territoryOn(last, day), filed)
          expect(sum(lines)).toBe(whole)
          // Whoever takes figures stands on that day.
          for (const home of lines.keys())
            if (home !== null && filed.every((each) => each.on <= day))
              expect(versionOn(last.units.get(home), day), `${home} on ${day}`).not.toBeNull()
        }
      }),
      runs,
    )
    expect(trees).toBeGreaterThan(1000)
    expect(sameDay).toBeGreaterThan(100)
  })

  it('stay with who filed them on the tree of then', () => {
    fc.assert(
      fc.property(dice, (roll) => {
        const start = smallCountry(roll)
        const events = history(start, 6, roll)
        const filed = reportsOf(events, start, roll)
        const last = events.at(-1)?.after ?? start
        for (const { unitId, on, amount } of filed) {
          const lines = placeAmounts(territoryOn(last, on), [{ unitId, on, amount }])
          expect(
            lines.size === 0 ||
              (lines.size === 1 && shareText(lines.get(unitId) ?? { value: -1n, steps: 0 }) === amount.toString()),
          ).toBe(true)
        }
      }),
      runs,
    )
  })

  it('come out the same when two resolutions of one day that both can stand first are applied in either order', () => {
    const tried = { legal: 0, cuts: 0, meeting: 0 }
    fc.assert(
      fc.property(dice, (roll) => {
        const start = smallCountry(roll)
        const filed = reportsOf([], start, roll)
        const part = corner(start, roll)
        /** One that can stand alone, of communes that come and go; nothing when chance finds none. */
        const resolution = (mark: number): Change[] => {
          for (let tries = 0; tries < 12; tries++) {
            const changes = someChanges(part, '2021-05-01', roll, mark, 'commune')
            if (planOf(start, '2021-05-01', changes, () => 99).plan?.edges.length) return changes
          }
          return []
        }
        for (let pair = 0; pair < 4; pair++) {
          const [a, b] = [resolution(2 * pair), resolution(2 * pair + 1)]
          const ids = new Map<string, number>()
          const idOf = (ref: string) => {
            const id = ids.get(ref) ?? 100 + ids.size
            ids.set(ref, id)
            return id
          }
          const edges = new Map<Change[], number[]>()
          const read = (order: Change[][]): string | null => {
            let tree = start
            for (const changes of order) {
              const { plan } = planOf(tree, '2021-05-01', changes, idOf)
              if (!plan) return null
              const ends = plan.edges.filter(({ from }) => start.units.get(from)?.level === 'commune')
              edges.set(
                changes,
                ends.flatMap(({ from, to }) => [from, to]),
              )
              tree = treeAfter(tree, plan)
            }
            const lines = placeAmounts(territoryOn(tree, '2021-05-01'), filed)
            expect(sum(lines)).toBe(filed.reduce((all, { amount }) => all + amount, 0n).toString())
            return JSON.stringify([...lines].map(([home, share]) => [home, shareText(share)]).sort())
          }
          const [ab, ba] = [read([a, b]), read([b, a])]
          if (ab === null || ba === null) continue
          expect(ab).toBe(ba)
          const [ofA, ofB] = [edges.get(a) ?? [], edges.get(b) ?? []]
          tried.legal += 1
          if (ofA.length > 0 && ofB.length > 0) tried.cuts += 1
          if (ofA.some((id) => ofB.includes(id))) tried.meeting += 1
        }
      }),
      runs,
    )
    console.log(tried)
    expect(tried.legal).toBeGreaterThan(120)
    expect(tried.cuts).toBeGreaterThan(100)
    expect(tried.meeting).toBeGreaterThan(30)
  })
})

it('three communes of 100, 80 and 60 are one of 240, also after it went into another, and are themselves on the tree of then', () => {
  const units = new Map<number, TreeUnit>()
  const nation = grow(units, 'nation', null)
  const province = grow(units, 'province', nation)
  const communes = [100, 80, 60].map((amount) => ({ id: grow(units, 'commune', province), amount: BigInt(amount) }))
  const other = grow(units, 'commune', province)
  let tree: Tree = { units, edges: [] }
  let next = units.size
  const step = (on: Day, changes: Change[]) => {
    const { plan, conflicts } = planOf(tree, on, changes, () => ++next)
    if (!plan) throw new Error(JSON.stringify(conflicts))
    tree = treeAfter(tree, plan)
    return plan
  }
  const merged = step('2025-07-01', [
    { kind: 'open', ref: 'x', level: 'commune', parent: { unitId: province }, type: 'xa', name: 'X', code: '90001' },
    ...communes.map(({ id }): Change => ({ kind: 'merge', unitId: id, into: { ref: 'x' } })),
  ]).opens[0]?.id
  const filed = communes.map(({ id, amount }) => ({ unitId: id, on: '2025-06-14', amount }))
  const on = (day: Day) =>
    Object.fromEntries(
      [...placeAmounts(territoryOn(tree, day), filed)].map(([home, share]) => [String(home), shareText(share)]),
    )
  expect(on('2025-07-01')).toEqual({ [String(merged)]: '240' })
  step('2026-01-01', [{ kind: 'merge', unitId: merged ?? 0, into: { unitId: other } }])
  expect(on('2026-01-01')).toEqual({ [String(other)]: '240' })
  expect(on('2025-07-01')).toEqual({ [String(merged)]: '240' })
  expect(on('2025-06-30')).toEqual(
    Object.fromEntries(communes.map(({ id, amount }) => [String(id), amount.toString()])),
  )
})
