import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, hours, merge, query, type Territory } from '../testing-territory'
import { cellOf } from './cells/rules'
import { averageRow, type CompareRow, totalRow } from './rules'

/** Communes that crossed the border of their province between two months: by the tree of then the province was another land. */
const on = '2026-11-01'
const november = { from: '2026-11', to: '2026-11', tree: 'then' as const, codes: ['C01'] }
const october = { ...november, from: '2026-10', to: '2026-10' }
let cast: Territory
let other: TestUnit
let moved: TestUnit
let later: TestUnit
let joined: TestUnit
let merged: TestUnit
let staying: TestUnit
let taker: TestUnit
let neighbour: TestUnit

const ask = (
  who: Pick<TestActor, 'identity'>,
  input: typeof november | (Omit<typeof november, 'tree'> & { tree: 'now' }),
  province?: TestUnit,
) => as(who.identity, hours(500)).comparisons.compare({ ...input, provinceId: province?.id })
type Table = Awaited<ReturnType<typeof ask>>
const rowOf = (table: Table, unit: TestUnit) => table.rows.find((row) => row.unitId === unit.id) as CompareRow
const changeIn = (table: Table, row: CompareRow) => {
  const column = table.columns.find((each) => each.code === 'C01') as Table['columns'][number]
  return cellOf(row, { id: 'C01', column, measure: 'month' }, { per: 'none', sameSet: false }).value
}
const totalChange = (table: Table) => changeIn(table, totalRow(table.rows, table))
const away = (unit: TestUnit) => ({ kind: 'move' as const, unitId: unit.id, parent: { unitId: other.id } })
const broken = (row: CompareRow | null) =>
  row?.broken?.before?.map(({ otherId, gave, moved: whole, effectiveOn }) => [
    otherId,
    gave,
    whole ?? false,
    effectiveOn,
  ])

beforeAll(async () => {
  cast = await freshTerritory([7, 8, 9, 10, 11], 'both')
  other = await findUnit('province', 'Thanh Hóa')
  ;[moved, later, merged, staying, joined] = cast.take(5) as [TestUnit, TestUnit, TestUnit, TestUnit, TestUnit]
  ;[taker, neighbour] = (await childrenOf(other)) as [TestUnit, TestUnit]
  for (const month of ['2026-07', '2026-08', '2026-09', '2026-10']) {
    for (const unit of [moved, later, merged, staying, joined]) await file(cast.province, month, unit, 100, 'accepted')
    for (const unit of [taker, neighbour]) await file(other, month, unit, 10, 'accepted')
  }
  await applied(cast.ministry, [away(moved)], on, hours(0))
  const [now] = await query<TestUnit>('select id, path from units where id = $1', [moved.id])
  await file(other, '2026-11', now as TestUnit, 100, 'submitted', hours(20))
  await file(other, '2026-11', neighbour, 10, 'submitted', hours(20))
  await file(cast.province, '2026-11', staying, 100, 'submitted', hours(20))
})
afterAll(() => cast.close())

describe('a commune that another province has since', () => {
  it('leaves neither province a change over that day, and both say so', async () => {
    const table = await ask(cast.ministry, november)
    const [gave, took] = [rowOf(table, cast.province), rowOf(table, other)]
    expect([changeIn(table, gave), changeIn(table, took)]).toEqual([null, null])
    expect([broken(gave), broken(took)]).toEqual([[[moved.id, true, true, on]], [[moved.id, false, true, on]]])
    expect(took.broken?.before?.[0]?.other).toBe(moved.fullName)
    // All other provinces are what they were, and so were these two a month ago.
    expect(table.rows.filter((row) => row.broken)).toHaveLength(2)
    const before = await ask(cast.ministry, october)
    expect([cast.province, other].map((unit) => changeIn(before, rowOf(before, unit)))).toEqual([0, 0])
    // On the tree of today it lies in one place all the time; of 10 and 10 beside it one has not sent yet.
    const today = await ask(cast.ministry, { ...november, tree: 'now' })
    expect(changeIn(today, rowOf(today, other))).toBe(-10)
  })

  it('leaves the communes of its new province no sum to compare, those of the old one the sum of the others', async () => {
    const took = await ask(cast.ministry, november, other)
    expect(changeIn(took, rowOf(took, neighbour))).toBe(0)
    expect([changeIn(took, rowOf(took, moved)), totalChange(took)]).toEqual([null, null])
    const gave = await ask(cast.ministry, november, cast.province)
    expect([changeIn(gave, rowOf(gave, staying)), totalChange(gave)]).toEqual([0, 0])
  })

  it('is compared with nothing over months in which it was a while in each', async () => {
    const table = await ask(cast.ministry, { ...november, from: '2026-10' }, cast.province)
    expect(rowOf(table, moved).figures.C01).toMatchObject({ now: { num: 100 }, before: { num: 200 } })
    expect([changeIn(table, rowOf(table, moved)), totalChange(table)]).toEqual([null, null])
    expect(broken(rowOf(table, moved))).toEqual([[moved.id, true, true, on]])
  })

  it('leaves the average of either province no change', async () => {
    for (const [province, unit] of [
      [cast.province, staying],
      [other, neighbour],
    ] as const) {
      const officer = await makeActor('commune_officer', unit)
      const table = await ask(officer, november, province)
      expect(table.peer && changeIn(table, averageRow(table.peer, table.columns))).toBeNull()
      expect(table.peer?.broken?.before).toEqual([])
      const before = await ask(officer, october, province)
      expect(before.peer?.broken).toBeUndefined()
    }
  })

  it('stands in the total of its province of then before and after', async () => {
    const table = await ask(cast.admin, october, cast.province)
    expect(table.elsewhere?.figures.C01).toMatchObject({ now: { n: 1, num: 100 }, before: { n: 1, num: 100 } })
    expect(table.elsewhere && changeIn(table, table.elsewhere)).toBe(0)
    expect(totalChange(table)).toBe(0)
    expect(totalRow(table.rows, table).figures.C01).toMatchObject({ now: { num: 500 }, before: { num: 500 } })
  })
})

it('a commune that one of another province took in leaves neither province a change', async () => {
  await applied(cast.ministry, [merge(merged, taker)], '2026-11-05', hours(100))
  const table = await ask(cast.ministry, november)
  const [gave, took] = [rowOf(table, cast.province), rowOf(table, other)]
  expect(broken(gave)?.[0]).toEqual([taker.id, true, false, '2026-11-05'])
  expect(broken(took)?.[0]).toEqual([merged.id, false, false, '2026-11-05'])
})

it('where other communes have gone since, the line of what another province has is of other land, and the total too', async () => {
  await applied(cast.ministry, [merge(joined, later)], '2026-11-06', hours(120))
  await file(cast.province, '2026-11', later, 200, 'submitted', hours(130))
  await applied(cast.ministry, [away(later)], '2026-11-16', hours(360))
  const table = await ask(cast.admin, november, cast.province)
  expect(table.elsewhere?.figures.C01).toMatchObject({ now: { n: 1, num: 200 }, before: { n: 2, num: 200 } })
  expect(broken(table.elsewhere)).toEqual([
    [joined.id, false, false, '2026-11-06'],
    [moved.id, true, true, on],
  ])
  expect(table.elsewhere && changeIn(table, table.elsewhere)).toBeNull()
  expect(totalChange(table)).toBeNull()
})
