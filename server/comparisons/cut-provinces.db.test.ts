import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { childrenOf, findUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, query, type Territory } from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** A province that gives a part of itself to another: some of its communes by name, and nobody says how much that was. */

const on = '2026-11-01'
const now = new Date('2026-11-01T02:00:00Z')
let cast: Territory
let other: TestUnit
let gone: TestUnit
let taker: TestUnit

type Table = Awaited<ReturnType<ReturnType<typeof as>['comparisons']['compare']>>
const ask = (period: string, provinceId?: number, tree: 'now' | 'then' = 'now', who: TestActor = cast.ministry) =>
  as(who.identity, now).comparisons.compare({ from: period, to: period, codes: ['C01'], tree, provinceId })
const sumOf = ({ rows, unallocated, elsewhere }: Table) =>
  [...rows, unallocated, elsewhere].reduce((sum, row) => sum + (row?.figures.C01?.now?.num ?? 0), 0)
const rowOf = (table: Table, unit: TestUnit) => table.rows.find((row) => row.unitId === unit.id)
const figureOf = (table: Table, unit: TestUnit) => rowOf(table, unit)?.figures.C01?.now?.num

/** The country is the same on both trees, and each of the two provinces the sum of its lines. */
async function addsUp(period: string) {
  const [today, past] = [await ask(period), await ask(period, undefined, 'then')]
  expect(sumOf(today)).toBe(sumOf(past))
  for (const province of [cast.province, other]) {
    const lines = await ask(period, province.id)
    expect(sumOf(lines), province.name).toBe(figureOf(today, province) ?? 0)
    const required = [...lines.rows, lines.unallocated].reduce(
      (sum, row) => sum + (row ? row.required - row.also.required : 0),
      0,
    )
    const row = rowOf(today, province)
    expect(required, province.name).toBe((row?.required ?? 0) - (row?.also.required ?? 0))
  }
  return today
}

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  other = await findUnit('province', 'Thanh Hóa')
  const [first] = await childrenOf(other)
  const [a, b, c, d] = cast.communes as [TestUnit, TestUnit, TestUnit, TestUnit]
  gone = d
  taker = first as TestUnit
  for (const [unit, figure] of [
    [a, 100],
    [b, 80],
    [c, 60],
    [d, 40],
  ] as const)
    await file(cast.province, '2026-10', unit, figure, 'accepted')
  // In September the province sent its totals only.
  await query(
    `insert into obligations (period_id, unit_id, path, province_id, state, due_at, base_due_at)
     select p.id, $1, $2, $1, 'required', p.commune_due_at, p.commune_due_at from periods p where code = '2026-09'`,
    [cast.province.id, cast.province.path],
  )
  await file(cast.province, '2026-09', cast.province, 1000, 'accepted')
  const part = (into: TestUnit): Change => ({
    ...{ kind: 'split', unitId: cast.province.id, into: { unitId: into.id }, share: null },
  })
  await applied(
    cast.ministry,
    [part(cast.province), part(other), { kind: 'move', unitId: d.id, parent: { unitId: other.id } }],
    on,
    now,
  )
})
afterAll(() => cast.close())

it('months in which its communes reported go where the communes are', async () => {
  const today = await addsUp('2026-10')
  expect([figureOf(today, cast.province), figureOf(today, other)]).toEqual([240, 40])
  expect(rowOf(today, cast.province)).toMatchObject({ notComparable: null, comparableFrom: '2026-09-15' })
  expect(rowOf(today, other)?.notComparable).toBeNull()
  expect(today.unallocated?.figures.C01?.now).toBeUndefined()
  expect(figureOf(await ask('2026-10', other.id), gone)).toBe(40)
})

it('a month of which it sent totals only has no place, and both provinces say why', async () => {
  const today = await addsUp('2026-09')
  expect(today.unallocated?.figures.C01?.now?.num).toBe(1000)
  for (const province of [cast.province, other])
    expect(rowOf(today, province)?.notComparable).toMatchObject([
      { predecessorId: cast.province.id, reason: 'unconfirmed', effectiveOn: on },
    ])
  const series = await as(cast.ministry.identity, now).comparisons.series({
    ...{ code: 'C01', to: '2026-10', months: 2, unitIds: [cast.province.id, other.id] },
  })
  expect(series.lines.map((line) => line.points.map((point) => point?.num ?? null))).toEqual(
    expect.arrayContaining([
      [1000, 280],
      [null, 240],
      [null, 40],
    ]),
  )
})

it('a commune of it that was cut besides keeps to its province where all its parts do', async () => {
  const [a, b, c] = cast.communes as [TestUnit, TestUnit, TestUnit]
  const cut = (...into: TestUnit[]) =>
    into.map((each): Change => ({ kind: 'split', unitId: a.id, into: { unitId: each.id }, share: null }))
  await applied(cast.admin, cut(b, c), '2026-11-02', new Date('2026-11-02T01:00:00Z'))
  const today = await addsUp('2026-10')
  expect([figureOf(today, cast.province), figureOf(today, other)]).toEqual([240, 40])
  // What came into them since cannot be told from what they had.
  expect((await ask('2026-10', cast.province.id)).unallocated?.figures.C01?.now?.num).toBe(240)
})

it('the ministry says how much it was, the province does not; then totals are placed by shares and lie in a line of their own', async () => {
  const edges = (who: TestActor, id: number) => as(who.identity, now).units.edges({ provinceId: id })
  const tell = (who: TestActor, share: string | null) =>
    as(who.identity, now).units.confirmEdges({
      ...once(),
      provinceId: other.id,
      edges: [{ predecessorId: cast.province.id, successorId: other.id, effectiveOn: on, share }],
    })
  for (const province of [cast.province, other]) {
    const list = await edges(cast.ministry, province.id)
    expect(list.can.confirm).toBe(true)
    expect(list.rows.find((row) => row.id === cast.province.id)).toMatchObject({
      ...{ stays: true, told: false, effectiveOn: on },
      edges: [{ successorId: other.id, fullName: other.fullName, share: null, confirmed: false }],
    })
  }
  expect((await edges(cast.admin, cast.province.id)).rows.map((row) => row.id)).not.toContain(cast.province.id)
  expect(await reasonOf(tell(cast.otherAdmin, '0.4'))).toBe('common.forbidden')
  expect(await tell(cast.ministry, '0.4')).toEqual({ changed: 1 })
  const today = await addsUp('2026-09')
  expect([figureOf(today, cast.province), figureOf(today, other)]).toEqual([600, 400])
  expect(rowOf(today, cast.province)?.notComparable).toBeNull()
  const lines = await ask('2026-09', other.id)
  expect(rowOf(lines, other)).toMatchObject({ totalsOnly: true, figures: { C01: { now: { num: 400 } } } })
  expect((await addsUp('2026-10')).unallocated?.figures.C01?.now).toBeUndefined()
  expect(figureOf(await ask('2026-10', other.id), gone)).toBe(40)
  expect(figureOf(await ask('2026-10', other.id), taker)).toBeUndefined()
})
