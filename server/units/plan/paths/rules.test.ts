import { expect, it } from 'vitest'
import type { Day } from '../../../calendar/rules'
import { grow } from '../../../testing-trees'
import { pathStep, type Tree, type TreeUnit } from '../../tree/rules'
import { treeAfter } from '../after/rules'
import { type Change, planOf } from '../rules'

/** Two provinces, in the first four communes. */
function country() {
  const units = new Map<number, TreeUnit>()
  const nation = grow(units, 'nation', null)
  const [p, q] = [grow(units, 'province', nation), grow(units, 'province', nation)]
  const [a, b, c, d] = [1, 2, 3, 4].map(() => grow(units, 'commune', p)) as [number, number, number, number]
  return { nation, p, q, a, b, c, d, tree: { units, edges: [] } as Tree }
}

function done(tree: Tree, on: Day, changes: Change[]): Tree {
  let next = Math.max(...tree.units.keys())
  const { plan, conflicts } = planOf(tree, on, changes, () => ++next)
  if (!plan) throw new Error(JSON.stringify(conflicts))
  return treeAfter(tree, plan)
}

const pathOf = (tree: Tree, id: number) => tree.units.get(id)?.path
const moved = (unitId: number, to: { unitId: number } | { ref: string }): Change => ({
  ...{ kind: 'move', unitId, parent: to },
})
const cut = (unitId: number, into: { unitId: number } | { ref: string }, share: number | null): Change => ({
  ...{ kind: 'split', unitId, into, share },
})

/** The first province goes, 60/40, into a new one, where B lies, and the second, where the others lie. */
function provinceCut({ nation, p, q, b, c, d }: ReturnType<typeof country>): Change[] {
  return [
    { kind: 'open', ref: 'n', level: 'province', parent: { unitId: nation }, type: 'tinh', name: 'Mới', code: '99' },
    cut(p, { ref: 'n' }, 60_000_000),
    cut(p, { unitId: q }, 40_000_000),
    ...[moved(b, { ref: 'n' }), moved(c, { unitId: q }), moved(d, { unitId: q })],
  ]
}

it('what had ended in a province that is cut lies where what became of it lies, and goes on with that', () => {
  const cast = country()
  const { tree, nation, q, a, b, d } = cast
  const merged = done(tree, '2026-01-01', [{ kind: 'merge', unitId: a, into: { unitId: b } }])
  const after = done(merged, '2026-02-01', provinceCut(cast))
  const n = Math.max(...after.units.keys())
  expect(pathOf(after, b)).toBe(pathStep(n) + pathStep(b))
  expect(pathOf(after, a)).toBe(pathStep(n) + pathStep(a))
  const again = done(after, '2026-03-01', [moved(b, { unitId: q })])
  expect(pathOf(again, a)).toBe(pathStep(q) + pathStep(a))
  // Heirs of heirs: it lies with whoever stands.
  const next = done(after, '2026-03-01', [{ kind: 'merge', unitId: b, into: { unitId: d } }])
  const last = done(next, '2026-04-01', [
    cut(n, { unitId: q }, 1),
    cut(n, { ref: 'm' }, 99_999_999),
    { kind: 'open', ref: 'm', level: 'province', parent: { unitId: nation }, type: 'tinh', name: 'Sau', code: '98' },
  ])
  for (const id of [a, b]) expect(pathOf(last, id)).toBe(pathStep(q) + pathStep(id))
})

it('what several took lies with them where they lie in one province, else nowhere', () => {
  for (const [into, there] of [
    [['c', 'd'], true],
    [['b', 'c'], false],
  ] as const) {
    const cast = country()
    const { tree, q, a } = cast
    const [one, two] = into.map((name) => cast[name])
    const split = done(tree, '2026-01-01', [cut(a, { unitId: one ?? 0 }, null), cut(a, { unitId: two ?? 0 }, null)])
    expect(pathOf(done(split, '2026-02-01', provinceCut(cast)), a)).toBe((there ? pathStep(q) : '') + pathStep(a))
  }
})

it('what was closed without an heir in a province that is cut lies nowhere', () => {
  const cast = country()
  const closed = done(cast.tree, '2026-01-01', [{ kind: 'close', unitId: cast.a }])
  expect(pathOf(done(closed, '2026-02-01', provinceCut(cast)), cast.a)).toBe(pathStep(cast.a))
})
