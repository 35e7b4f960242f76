import { describe, expect, it } from 'vitest'
import { beginning, grow } from '../../../testing-trees'
import { type Tree, type TreeUnit, treeProblems } from '../../tree/rules'
import { treeAfter } from '../after/rules'
import { type Change, planOf } from '../rules'

const on = '2025-07-01'

describe('a resolution', () => {
  it('entered late takes along what was closed since, up to its end, and what changed since with its changes', () => {
    const units = new Map<number, TreeUnit>()
    const province = grow(units, 'province', grow(units, 'nation', null))
    const [a, b, c] = [1, 2, 3].map(() => grow(units, 'commune', province)) as [number, number, number]
    const [closed, renamed] = [grow(units, 'village', a), grow(units, 'village', a)]
    const set = (id: number, to: (version: TreeUnit['versions'][number]) => TreeUnit['versions']) => {
      const unit = units.get(id)
      const version = unit?.versions[0]
      if (unit && version) units.set(id, { ...unit, versions: to(version) })
    }
    set(closed, (version) => [{ ...version, validTo: '2025-07-20' }])
    set(renamed, (version) => [
      { ...version, validTo: '2025-07-20' },
      { ...version, name: 'Tên Sau', validFrom: '2025-07-20' },
    ])
    const tree: Tree = { units, edges: [] }
    const { plan } = planOf(tree, on, [{ kind: 'merge', unitId: a, into: { unitId: b } }], () => 0)
    if (!plan) throw new Error('no plan')
    const after = treeAfter(tree, plan)
    const spans = (id: number) =>
      after.units.get(id)?.versions.map((each) => [each.parentId, each.validFrom, each.validTo])
    expect(spans(closed)).toEqual([
      [a, beginning, on],
      [b, on, '2025-07-20'],
    ])
    expect(spans(renamed)).toEqual([
      [a, beginning, on],
      [b, on, '2025-07-20'],
      [b, '2025-07-20', null],
    ])
    expect(treeProblems(after)).toEqual([])
    // Of a commune that is cut nobody could say where it lay until then.
    const cut = [b, c].map((id): Change => ({ kind: 'split', unitId: a, into: { unitId: id }, share: null }))
    expect(planOf(tree, on, cut, () => 0).conflicts.map((each) => each.reason)).toContain('changesLater')
  })
})
