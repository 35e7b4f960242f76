import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standsOn } from '../rules'
import {
  anyCrossed,
  type Change,
  type ChangeLevel,
  changeLevels,
  changesBetween,
  changesPerPage,
  countsOf,
  type DatedState,
  insideOf,
  kindCounts,
  type Succession,
  shownChanges,
  stopsOf,
  type UnitState,
} from './rules'

const version = (unitId: number, validFrom: string, validTo: string | null, more: Partial<DatedState> = {}) =>
  ({
    ...{ unitId, level: 'commune', name: `Số ${unitId}`, fullName: `Xã Số ${unitId}`, type: 'xa', code: `${unitId}` },
    ...{ parentId: 1, validFrom, validTo, resolution: null, reorganisationId: null },
    ...more,
  }) as DatedState
const step = (predecessorId: number, successorId: number, effectiveOn: string, more: Partial<Succession> = {}) =>
  ({
    ...{ predecessorId, successorId, effectiveOn, kind: 'unknown', share: null, confirmed: false },
    ...{ resolution: null, reorganisationId: null },
    ...more,
  }) as Succession
const range = { from: '2025-06-30', to: '2026-11-21' }
const reform = '2025-07-01'
const kinds = (changes: readonly Change[]) => changes.map(({ unitId, on, kinds }) => [unitId, on, ...kinds])

describe('what happened to a unit', () => {
  it('a new name, type, code and parent on one day are one change', () => {
    const [change, ...others] = changesBetween(
      [
        version(5, '2000-01-01', reform, { name: 'Cũ', fullName: 'Xã Cũ' }),
        version(5, reform, null, { name: 'Mới', fullName: 'Phường Mới', type: 'phuong', code: '99', parentId: 2 }),
      ],
      [],
      range,
    )
    expect(others).toEqual([])
    expect(change).toMatchObject({ kinds: ['renamed', 'retyped', 'recoded', 'moved'], crossed: null, confirmed: null })
    expect([change?.old?.fullName, change?.now?.fullName]).toEqual(['Xã Cũ', 'Phường Mới'])
  })

  it('several changes of one unit are told one by one, and what only gets a note is none', () => {
    const versions = [
      version(5, '2000-01-01', '2025-08-01'),
      version(5, '2025-08-01', '2025-09-01', { name: 'Hai', fullName: 'Xã Hai' }),
      version(5, '2025-09-01', '2026-01-01', { name: 'Hai', fullName: 'Phường Hai', type: 'phuong' }),
      version(5, '2026-01-01', null, { name: 'Hai', fullName: 'Phường Hai', type: 'phuong' }),
    ]
    expect(kinds(changesBetween(versions, [], range))).toEqual([
      [5, '2025-08-01', 'renamed'],
      [5, '2025-09-01', 'retyped'],
    ])
  })

  it('what is there for a while only is opened and ended', () => {
    const versions = [version(5, '2025-08-01', '2025-09-01')]
    const changes = changesBetween(versions, [], range)
    expect(kinds(changes)).toEqual([
      [5, '2025-08-01', 'opened'],
      [5, '2025-09-01', 'ended'],
    ])
    const [, , commune] = countsOf(versions, changes, range)
    expect(commune).toMatchObject({ before: 0, opened: 1, ended: 1, after: 0 })
  })

  it('the day of the start is known already, the day of the end counts', () => {
    const versions = [version(5, reform, '2026-04-30'), version(6, '2026-04-30', null)]
    expect(kinds(changesBetween(versions, [], { from: reform, to: '2026-04-30' }))).toEqual([
      [5, '2026-04-30', 'ended'],
      [6, '2026-04-30', 'opened'],
    ])
    expect(changesBetween(versions, [], { from: '2026-04-30', to: range.to })).toEqual([])
  })

  it('joined, cut, absorbed and given away', () => {
    const versions = [
      ...[5, 6, 7].map((id) => version(id, '2000-01-01', reform)),
      ...[10, 11].map((id) => version(id, reform, null)),
      ...[12, 13].map((id) => version(id, '2000-01-01', null)),
      version(14, '2000-01-01', reform),
    ]
    const steps = [
      ...[step(5, 10, reform), step(6, 10, reform), step(6, 11, reform)],
      ...[step(7, 12, reform, { confirmed: true, resolution: 'NQ 1' })],
      ...[step(13, 12, reform, { share: 0.25, confirmed: true, resolution: 'NQ 1' })],
    ]
    const changes = changesBetween(versions, steps, range)
    expect(kinds(changes)).toEqual([
      [5, reform, 'merged', 'ended'],
      [6, reform, 'split', 'merged', 'ended'],
      [7, reform, 'merged', 'ended'],
      [10, reform, 'opened'],
      [11, reform, 'opened'],
      [13, reform, 'split'],
      [14, reform, 'ended'],
    ])
    expect(changes[3]).toMatchObject({ predecessors: [5, 6], confirmed: false, resolution: null })
    expect(changes[5]).toMatchObject({ successors: [12], confirmed: true, resolution: 'NQ 1' })
    expect(kindCounts(changes)).toMatchObject({ merged: 3, split: 2, ended: 4, opened: 2, moved: 0 })
  })
})

describe('a province with all it was made of', () => {
  const province = (id: number, from: string, to: string | null) =>
    version(id, from, to, { level: 'province', type: 'tinh', parentId: 0, fullName: `Tỉnh ${id}` })
  const district = (id: number, from: string, to: string | null, parentId: number) =>
    version(id, from, to, { level: 'district', type: 'huyen', parentId, fullName: `Huyện ${id}` })
  const versions = [
    ...[province(1, '2000-01-01', reform), province(2, '2000-01-01', reform), province(3, reform, null)],
    ...[district(20, '2000-01-01', reform, 1), district(21, '2000-01-01', reform, 2)],
    ...[version(30, '2000-01-01', reform, { parentId: 20 }), version(31, '2000-01-01', reform, { parentId: 21 })],
    ...[version(40, reform, '2026-01-01', { parentId: 3 }), version(40, '2026-01-01', null, { parentId: 9 })],
    version(41, '2000-01-01', null, { parentId: 3 }),
  ]
  const inside = insideOf(versions, new Set([1, 2, 3]))

  it('counts the provinces, districts and communes of then, and what left for another province', () => {
    const changes = changesBetween(versions, [step(1, 3, reform), step(2, 3, reform)], range, inside)
    const counts = countsOf(versions, changes, range, inside)
    expect([anyCrossed(counts), anyCrossed(counts.slice(0, 2))]).toEqual([true, false])
    expect(counts).toEqual([
      { level: 'province', before: 2, opened: 1, ended: 2, cameIn: 0, wentOut: 0, after: 1 },
      { level: 'district', before: 2, opened: 0, ended: 2, cameIn: 0, wentOut: 0, after: 0 },
      { level: 'commune', before: 3, opened: 1, ended: 2, cameIn: 0, wentOut: 1, after: 1 },
    ])
    expect(changes.filter((each) => each.crossed)).toEqual([
      expect.objectContaining({ unitId: 40, on: '2026-01-01', kinds: ['moved'], crossed: 'out' }),
    ])
  })

  it('a commune moves with its district', () => {
    const moved = [
      district(20, '2000-01-01', '2025-08-01', 1),
      district(20, '2025-08-01', null, 9),
      version(30, '2000-01-01', null, { parentId: 20 }),
    ]
    const own = insideOf(moved, new Set([1]))
    expect(kinds(changesBetween(moved, [], range, own))).toEqual([
      [20, '2025-08-01', 'moved'],
      [30, '2025-08-01', 'moved'],
    ])
  })
})

describe('what is shown', () => {
  const changes = changesBetween(
    [
      version(5, '2000-01-01', reform, { fullName: 'Xã Đông Hà' }),
      version(6, reform, null, { level: 'province', fullName: 'Tỉnh Lạ', parentId: 0 }),
      version(7, '2000-01-01', reform, { fullName: 'Xã Yên Bái' }),
      version(7, reform, null, { fullName: 'Phường Yên Bái', type: 'phuong', parentId: 2 }),
    ],
    [step(5, 6, reform)],
    range,
  )
  const shown = (filter: Partial<Parameters<typeof shownChanges>[1]>) =>
    shownChanges(changes, { kind: null, level: null, search: '', ...filter }, (id) => (id === 6 ? 'Tỉnh Lạ' : '')).map(
      (each) => each.unitId,
    )

  it('stands by group, and is found by kind, level and name without marks', () => {
    expect(shown({})).toEqual([5, 6, 7])
    expect(shown({ kind: 'moved' })).toEqual([7])
    expect(shown({ level: 'province' })).toEqual([6])
    expect(shown({ search: 'dong ha' })).toEqual([5])
    expect(shown({ search: 'tinh la' })).toEqual([5, 6])
    expect(shown({ search: 'phuong yen' })).toEqual([7])
    expect(shown({ search: 'nowhere' })).toEqual([])
    expect(changesPerPage).toBeGreaterThan(0)
  })
})

describe('the stops of the slider', () => {
  const days = [
    { on: '2000-01-01', units: 9 },
    { on: '2025-01-01', units: 1 },
    { on: reform, units: 90 },
  ]

  it('are the days of change and today; between two it stands at the earlier one', () => {
    expect(stopsOf(days, '2026-11-21', '2026-11-21')).toMatchObject({ current: 3, stops: { length: 4 } })
    expect(stopsOf(days, '2025-06-30', '2026-11-21').current).toBe(1)
    expect(stopsOf(days, '1990-01-01', '2026-11-21').current).toBe(0)
    // A change of today is today's stop, one that is still to come stands behind it.
    expect(stopsOf(days, reform, reform).stops).toHaveLength(3)
    expect(
      stopsOf(days, '2025-06-30', '2025-06-30')
        .stops.map((each) => each.on)
        .slice(-2),
    ).toEqual(['2025-06-30', reform])
  })

  it('where there are many, those of the most units are named, and the ends', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      on: `2025-01-${String(at + 1).padStart(2, '0')}`,
      units: at,
    }))
    const { named } = stopsOf(many, '2026-11-21', '2026-11-21')
    expect(named.size).toBe(8)
    for (const day of ['2025-01-01', '2026-11-21', '2025-01-30', '2025-01-29']) expect(named.has(day)).toBe(true)
    expect(named.has('2025-01-02')).toBe(false)
  })
})

/** Random histories: units with stretches of validity, some with holes, every attribute free to change. */
const days = ['2000-01-01', '2024-12-31', '2025-01-01', '2025-03-01', reform, '2025-07-02', '2026-04-30', '2027-01-01']
const history = (unitId: number, level: ChangeLevel) =>
  fc
    .record({
      from: fc.nat(days.length - 2),
      states: fc.array(
        fc.record({
          there: fc.boolean(),
          name: fc.constantFrom('A', 'B'),
          code: fc.constantFrom('1', '2'),
          parentId: fc.constantFrom(1, 2, 3),
          type: fc.constantFrom('xa' as const, 'phuong' as const),
        }),
        { minLength: 1, maxLength: days.length },
      ),
    })
    .map(({ from, states }) =>
      states.flatMap(({ there, ...state }, index): DatedState[] => {
        const [begin, end] = [days[from + index], days[from + index + 1] ?? null]
        const last = index === states.length - 1
        if (!there || !begin) return []
        return [
          {
            ...{ unitId, level, validFrom: begin, validTo: last ? null : end, fullName: `${state.type} ${state.name}` },
            ...{ ...state, resolution: null, reorganisationId: null },
            ...(level === 'province' ? { parentId: 0 } : {}),
          },
        ]
      }),
    )
const levelOf = (unitId: number): ChangeLevel => (unitId <= 3 ? 'province' : unitId <= 6 ? 'district' : 'commune')
const world = fc.tuple(...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => history(id, levelOf(id)))).map((each) => each.flat())
const edges = fc.array(
  fc.record({ from: fc.integer({ min: 1, max: 9 }), to: fc.integer({ min: 1, max: 9 }), on: fc.constantFrom(...days) }),
  { maxLength: 6 },
)
const span = fc
  .tuple(fc.constantFrom(...days), fc.constantFrom(...days))
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

const treeOn = (versions: readonly DatedState[], on: string) =>
  new Map(
    versions
      .filter((each) => standsOn(each, on))
      .map(({ unitId, name, fullName, type, code, parentId }): [number, UnitState] => [
        unitId,
        { name, fullName, type, code, parentId },
      ]),
  )

describe('for every history', () => {
  it('the changes, applied by day, make the tree of the end out of the tree of the start', () => {
    fc.assert(
      fc.property(world, edges, span, (versions, steps, { from, to }) => {
        const successions = steps.filter((each) => each.from !== each.to).map((s) => step(s.from, s.to, s.on))
        const tree = treeOn(versions, from)
        const changes = changesBetween(versions, successions, { from, to })
        for (const { unitId, old, now } of changes.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
          expect(tree.get(unitId) ?? null).toEqual(old)
          if (now) tree.set(unitId, now)
          else tree.delete(unitId)
        }
        expect(tree).toEqual(treeOn(versions, to))
      }),
    )
  })

  it('before + opened − ended = after, of the country and of every part of it', () => {
    fc.assert(
      fc.property(world, span, fc.subarray([1, 2, 3]), (versions, both, provinces) => {
        const whole = countsOf(versions, changesBetween(versions, [], both), both)
        for (const { before, opened, ended, cameIn, wentOut, after } of whole) {
          expect([cameIn, wentOut]).toEqual([0, 0])
          expect(before + opened - ended).toBe(after)
        }
        const inside = insideOf(versions, new Set(provinces))
        const part = countsOf(versions, changesBetween(versions, [], both, inside), both, inside)
        expect(part.map((each) => each.level)).toEqual(changeLevels)
        for (const { before, opened, ended, cameIn, wentOut, after } of part)
          expect(before + opened + cameIn).toBe(after + ended + wentOut)
      }),
    )
  })
})
