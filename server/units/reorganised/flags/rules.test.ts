import { describe, expect, it } from 'vitest'
import type { Plan } from '../../plan/rules'
import { whole } from '../../tree/rules'
import { type Flag, flagsAfter } from './rules'

const on = '2025-07-01'
const edge = (from: number, to: number) =>
  ({ from, to, on, kind: 'merge', share: whole, confirmed: true }) as Plan['edges'][number]
const plan = (over: Partial<Plan>): Plan => ({
  ...{
    on,
    opens: [],
    ends: [],
    renewals: [],
    reparents: [],
    edges: [],
    heirs: new Map(),
    cut: [],
    waiting: [],
    paths: [],
  },
  ...over,
})
const flag = (unitId: number, name: Flag['flag'], from = '2020-01-01', to: string | null = null): Flag => ({
  ...{ unitId, flag: name, from, to },
})
const opened = (id: number) => ({ id }) as Plan['opens'][number]

describe('flags of units that end', () => {
  it('pass to the new unit where all that went wholly into it had them, as long as all had them', () => {
    const merger = plan({
      ...{ opens: [opened(9)], ends: [1, 2], edges: [edge(1, 9), edge(2, 9)] },
      heirs: new Map([
        [1, 9],
        [2, 9],
      ]),
    })
    const { passed, lost } = flagsAfter(merger, [
      ...[flag(1, 'border'), flag(2, 'border', '2025-08-01', '2027-01-01')],
      ...[flag(1, 'rural', '2020-01-01', '2025-08-01'), flag(2, 'rural', '2025-09-01')],
      flag(1, 'remote'),
    ])
    expect(passed).toEqual([flag(9, 'border', '2025-08-01', '2027-01-01')])
    expect(lost.map((each) => [each.unitId, each.flag])).toEqual([
      [1, 'rural'],
      [2, 'rural'],
      [1, 'remote'],
    ])
  })

  it('are to be said anew of a part, and of one that stands unless it has them', () => {
    const cut = plan({ opens: [opened(9)], ends: [1], edges: [{ ...edge(1, 9), share: null }, edge(1, 8)], cut: [1] })
    expect(flagsAfter(cut, [flag(1, 'border')])).toEqual({ passed: [], lost: [flag(1, 'border')] })
    const standing = plan({ ends: [1], edges: [edge(1, 8)], heirs: new Map([[1, 8]]) })
    const flags = [flag(1, 'border'), flag(1, 'island'), flag(8, 'border')]
    expect(flagsAfter(standing, flags)).toEqual({ passed: [], lost: [flag(1, 'island')] })
  })
})
