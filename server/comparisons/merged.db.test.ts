import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileReports, identityOf, idOf } from '@/db/testing/filed-reports'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { totalRow } from './rules'

/** A province of today that two provinces of then became: Quảng Bình and Quảng Trị, until 1/7/2025. */
const createCaller = createCallerFactory(appRouter)
const as = (name: string) =>
  createCaller({ identity: identityOf(name), now: new Date('2026-11-16T03:00:00Z') }).comparisons
const may = { from: '2025-05', to: '2025-05', codes: ['T1_01'] }
let filed: Awaited<ReturnType<typeof fileReports>>

beforeAll(async () => {
  filed = await fileReports(async (db, code) => {
    const period = parsePeriod(code)
    if (period) await openPeriod(db, period, instantAt(period.startsOn))
  })
})
afterAll(() => filed?.close())

it('the switch to the tree of then shows the communes of all of them, and names them', async () => {
  for (const who of ['ministry', 'quangTri']) {
    const today = await as(who).compare({ ...may, tree: 'now', provinceId: idOf('quangTri') })
    const past = await as(who).compare({ ...may, tree: 'then', provinceId: idOf('quangTri') })
    expect(today.province).toMatchObject({ id: idOf('quangTri'), ofThen: [] })
    expect(past.province?.id).toBe(idOf('quangTri'))
    expect(past.province?.ofThen.map(({ name }) => name)).toEqual(['Tỉnh Quảng Bình', 'Tỉnh Quảng Trị'])
    const [now, then] = [today, past].map((table) => totalRow(table.rows, table))
    expect(then?.required).toBe(now?.required)
    expect(then?.figures.T1_01?.now).toMatchObject({ n: 2, num: 105 })
    expect(now?.figures.T1_01?.now).toMatchObject({ n: 2, num: 105 })
    const one = await as(who).compare({ ...may, tree: 'then', provinceId: idOf('oldQuangBinh') })
    expect(one.province?.ofThen).toEqual([])
    expect(one.rows.length).toBeLessThan(past.rows.length)
  }
})

it('a province that came of two is another land than either, and says so', async () => {
  const table = await as('ministry').compare({ from: '2026-05', to: '2026-05', codes: ['T1_01'], tree: 'then' })
  const row = table.rows.find((each) => each.unitId === idOf('quangTri'))
  expect(row?.broken?.before).toBeUndefined()
  expect(row?.broken?.lastYear?.map(({ other, gave, effectiveOn }) => [other, gave, effectiveOn])).toEqual([
    ['Tỉnh Quảng Bình', false, '2025-07-01'],
    ['Tỉnh Quảng Trị', false, '2025-07-01'],
  ])
  expect(table.rows.find((each) => each.unitId === idOf('thanhHoa'))?.broken).toBeUndefined()
})

it('over months on both sides its own communes stand beside them, unless it is asked for alone', async () => {
  const range = {
    from: '2025-05',
    to: '2026-05',
    codes: ['T1_01'],
    tree: 'then' as const,
    provinceId: idOf('quangTri'),
  }
  const all = await as('ministry').compare(range)
  expect(all.province?.ofThen).toHaveLength(3)
  const alone = await as('ministry').compare({ ...range, alone: true })
  expect(alone.province?.ofThen).toEqual([])
  expect(alone.rows).toHaveLength(78)
  expect(all.rows.length).toBeGreaterThan(alone.rows.length)
})
