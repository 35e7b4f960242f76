import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, merge, opening, type Territory, unitCalled } from '../testing-territory'
import type { Change } from '../units/plan/rules'
import { cellOf, type TableColumn } from './cells/rules'
import { averageRow, type CompareRow, totalRow } from './rules'

/** Months on both sides of a day of change, side by side: November begins on 15/10, the day is 1/11. */
const on = '2026-11-01'
const october = { from: '2026-10', to: '2026-10', codes: ['C01', 'T1_01'] }
const november = { from: '2026-11', to: '2026-11', codes: ['C01', 'T1_01'] }
const at = (hours: number) => new Date(Date.parse('2026-11-01T01:00:00Z') + hours * 3_600_000)
let cast: Territory
const communes = (tree: 'now' | 'then', more: object = {}, hours = 100) =>
  as(cast.admin.identity, at(hours)).comparisons.compare({ ...november, provinceId: cast.province.id, tree, ...more })
type Table = Awaited<ReturnType<typeof communes>>
const rowOf = (table: Table, unit: TestUnit) => table.rows.find((each) => each.unitId === unit.id) as CompareRow
const changeIn = (table: Table, row: CompareRow, measure: TableColumn['measure'] = 'month', sameSet = false) => {
  const column = table.columns.find((each) => each.code === 'C01') as Table['columns'][number]
  return cellOf(row, { id: 'C01', column, measure }, { per: 'none', sameSet }).value
}

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
})
afterAll(() => cast.close())

describe('a unit that stands and took another in', () => {
  let g: TestUnit
  let h: TestUnit
  beforeAll(async () => {
    ;[g, h] = cast.take(3)
    await file(cast.province, '2026-10', g, 100, 'accepted')
    await file(cast.province, '2026-10', h, 80, 'accepted')
    await applied(cast.admin, [merge(h, g)], on, at(0))
    await file(cast.province, '2026-11', g, 180, 'submitted', at(1))
  })

  it('has no change by the tree of then, and says why; the province has', async () => {
    const table = await communes('then')
    const row = rowOf(table, g)
    expect(row.figures.C01).toMatchObject({ now: { num: 180 }, before: { num: 100 } })
    expect(changeIn(table, row)).toBeNull()
    expect(row.broken?.before).toEqual([{ otherId: h.id, other: h.fullName, gave: false, effectiveOn: on }])
    // 180 were 100 and 80.
    expect(changeIn(table, totalRow(table.rows, table))).toBe(0)
    expect(totalRow(table.rows, table).figures.C01?.before?.num).toBe(180)
    // On the tree of today what was is put together first.
    const today = await communes('now')
    expect(changeIn(today, rowOf(today, g))).toBe(0)
    expect(rowOf(today, g).broken).toBeUndefined()
  })

  it('is not of the set of units that were the same in both months', async () => {
    for (const tree of ['now', 'then'] as const) {
      const table = await communes(tree, { sameSet: true })
      expect(rowOf(table, g).figures.C01?.sameNow).toBeUndefined()
      expect(changeIn(table, rowOf(table, g), 'month', true)).toBeNull()
      const nation = await as(cast.ministry.identity, at(100)).comparisons.compare({ ...november, tree, sameSet: true })
      expect(rowOf(nation, cast.province).figures.C01?.sameNow).toBeUndefined()
    }
  })
})

it('what took a part whose share nobody knows is compared with nothing before, over one set neither', async () => {
  const [g, h, same] = cast.take(3)
  for (const unit of [g, h, same]) await file(cast.province, '2026-10', unit, 100, 'accepted')
  const part = (into: TestUnit): Change => ({ kind: 'split', unitId: h.id, into: { unitId: into.id }, share: null })
  await applied(cast.admin, [part(h), part(g)], on, at(6))
  for (const unit of [g, h, same]) await file(cast.province, '2026-11', unit, 150, 'submitted', at(7))
  for (const tree of ['now', 'then'] as const) {
    const table = await communes(tree, { sameSet: true })
    for (const unit of [g, h]) {
      expect(rowOf(table, unit).figures.C01?.sameBefore).toBeUndefined()
      expect(changeIn(table, rowOf(table, unit))).toBeNull()
    }
    expect(rowOf(table, same).figures.C01).toMatchObject({ sameNow: { num: 150 }, sameBefore: { num: 100 } })
    expect(changeIn(table, rowOf(table, same))).toBe(50)
  }
})

it('a commune of today stands beside the average of communes of today, a sum beside sums', async () => {
  const [a, b, c] = cast.take(3)
  for (const [unit, figure] of [
    [a, 100],
    [b, 80],
    [c, 60],
  ] as const)
    for (const month of ['2026-09', '2026-10']) await file(cast.province, month, unit, figure, 'accepted')
  const into = [a, b, c].map((unit): Change => ({ kind: 'merge', unitId: unit.id, into: { ref: 'x' } }))
  await applied(cast.admin, [opening(cast.province, 'x', 'Trung Bình', '99001'), ...into], on, at(9))
  const x = await unitCalled('Trung Bình')
  const officer = (await makeActor('commune_officer', x)).identity
  const average = async (range: object) => {
    const input = { ...october, ...range, provinceId: cast.province.id }
    const [own, all] = [
      await as(officer, at(10)).comparisons.compare(input),
      await as(cast.admin.identity, at(10)).comparisons.compare(input),
    ]
    const figures = all.rows.flatMap((row) => row.figures.C01?.now?.num ?? [])
    const mean = figures.reduce((sum, each) => sum + each, 0) / figures.length
    const peer = own.peer && averageRow(own.peer, own.columns)
    return { own: own.rows[0]?.figures.C01?.now?.num, mean, peer: peer?.figures.C01?.now?.num }
  }
  const month = await average({})
  expect(month.own).toBe(240)
  expect(month.peer).toBeCloseTo(month.mean, 9)
  const range = await average({ from: '2026-09' })
  expect(range.own).toBe(480)
  expect(range.peer).toBeCloseTo(range.mean, 9)
  const past = await average({ tree: 'then' })
  expect(past.peer).toBeCloseTo((100 + 80 + 100 + 100 + 100 + 100 + 80 + 60) / 8, 9)
  // By the tree of then November would be of other communes than October.
  const change = await as(officer, at(10)).comparisons.compare({
    ...{ ...november, tree: 'then', provinceId: cast.province.id },
  })
  expect(change.peer && changeIn(change, averageRow(change.peer, change.columns))).toBeNull()
  const series = await as(officer, at(10)).comparisons.series({ code: 'C01', to: '2026-10', months: 2 })
  const whole = series.lines.find((line) => line.unitId === null)?.points.at(-1)
  expect((whole?.num ?? 0) / (whole?.n ?? 1)).toBeCloseTo(month.mean, 9)
})
