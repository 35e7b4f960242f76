import { expect, it } from 'vitest'
import { grow } from '../../testing-trees'
import { type Tree, type TreeUnit, whole } from '../tree/rules'
import { treeAfter } from './after/rules'
import { type Change, planOf } from './rules'

/** Two resolutions of one day. */

const on = '2025-07-01'
const units = new Map<number, TreeUnit>()
const above = grow(units, 'province', grow(units, 'nation', null))
const [a, b, c] = [1, 2, 3].map(() => grow(units, 'commune', above)) as [number, number, number]
const tree: Tree = { units, edges: [] }

const merger = (from: number, to: number): Change[] => [{ kind: 'merge', unitId: from, into: { unitId: to } }]
const cut = (from: number, ...into: [number, number]): Change[] =>
  into.map((unitId) => ({ kind: 'split', unitId: from, into: { unitId }, share: whole / 2 }))
const planned = (before: Tree, changes: Change[], day = on) => planOf(before, day, changes, () => 0)
const reasons = (...asked: Parameters<typeof planned>) => planned(...asked).conflicts.map((each) => each.reason)
function after(changes: Change[]): Tree {
  const { plan, conflicts } = planned(tree, changes)
  if (!plan) throw new Error(JSON.stringify(conflicts))
  return treeAfter(tree, plan)
}

it('a unit that took another in, or gave a part, neither ends nor is split on that day by another resolution', () => {
  const [took, gave] = [after(merger(a, b)), after(cut(b, b, a))]
  for (const changes of [merger(b, c), cut(b, b, c), [{ kind: 'close', unitId: b }] as Change[]]) {
    expect(reasons(took, changes)).toEqual(['takesThatDay'])
    expect(reasons(gave, changes)).toEqual(['givesThatDay'])
    expect(reasons(took, changes, '2026-01-01')).toEqual([])
    expect(reasons(gave, changes, '2026-01-01')).toEqual([])
  }
})

it('a unit that gave a part takes nothing in on that day, one that took may take more', () => {
  expect(reasons(after(cut(b, b, a)), merger(c, b))).toEqual(['targetGives'])
  expect(reasons(after(merger(a, b)), merger(c, b))).toEqual([])
  expect(reasons(after(merger(a, b)), [{ kind: 'rename', unitId: b, name: 'Mới' }])).toEqual([])
})
