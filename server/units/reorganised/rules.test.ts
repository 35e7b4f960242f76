import { expect, it } from 'vitest'
import type { Plan } from '../plan/rules'
import type { Tree, TreeUnit } from '../tree/rules'
import { provincesAfter } from './rules'

const unit = (id: number, level: TreeUnit['level'], parentId: number | null, validFrom = '2020-01-01') =>
  [
    id,
    {
      ...{ id, level, path: '' },
      versions: [{ ...{ parentId, name: 'A', type: 'xa', code: null }, validFrom, validTo: null }],
    },
  ] as const satisfies [number, TreeUnit]
const on = '2026-11-02'

it('a commune that began on the day or later lies in the province that its own has become', () => {
  const tree: Tree = {
    edges: [],
    units: new Map<number, TreeUnit>([
      unit(1, 'nation', null),
      unit(10, 'province', 1),
      unit(101, 'commune', 10),
      unit(102, 'commune', 10, on),
      unit(103, 'commune', 10, '2026-11-05'),
      unit(20, 'province', 1),
      unit(201, 'commune', 20),
    ]),
  }
  const into = { ...{ name: 'A', type: 'xa' as const, code: null }, parentId: 99 }
  const plan: Plan = {
    ...{ on, ends: [10], edges: [], heirs: new Map([[10, 99]]), cut: [], waiting: [], paths: [] },
    opens: [{ id: 99, ref: 'p', level: 'province', parentId: 1, name: 'B', type: 'tinh', code: '99' }],
    renewals: [{ unitId: 101, ...into, follows: true, until: null }],
    reparents: [
      { unitId: 102, validFrom: on, parentId: 99 },
      { unitId: 103, validFrom: '2026-11-05', parentId: 99 },
    ],
  }
  expect(provincesAfter(tree, plan)).toEqual([101, 102, 103].map((unitId) => ({ unitId, to: 99 })))
})
