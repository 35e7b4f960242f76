import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileReports, identityOf, idOf, rowOf } from '@/db/testing/filed-reports'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { cellOf, tableColumns } from './cells/rules'
import { shapes } from './map/rules'
import { figureOf, totalRow } from './rules'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T03:00:00Z')
const as = (name: string) => createCaller({ identity: identityOf(name), now }).comparisons
const may = { from: '2026-05', to: '2026-05' }
let filed: Awaited<ReturnType<typeof fileReports>>

beforeAll(async () => {
  filed = await fileReports(async (db, code) => {
    const period = parsePeriod(code)
    if (period) await openPeriod(db, period, instantAt(period.startsOn))
  })
})

afterAll(async () => {
  await filed?.close()
})

describe('provinces side by side', () => {
  it('adds what was sent, says x of y, and leaves returned reports and blanks out', async () => {
    const table = await as('ministry').compare({ ...may, codes: ['T1_01', 'T3_01', 'C09'] })
    expect(table.rows).toHaveLength(34)
    expect(table).toMatchObject({
      level: 'provinces',
      standing: 'provisional',
      publishedOnly: false,
      unallocated: null,
    })
    expect(table.compared).toEqual({ before: true, lastYear: true })
    const quangTri = rowOf(table.rows, 'quangTri')
    expect(quangTri).toMatchObject({ required: 78, received: 2, accepted: 1, totalsOnly: false, published: false })
    expect(quangTri.figures.T1_01?.now).toMatchObject({ n: 2, num: 130 })
    expect(quangTri.figures.T3_01?.now).toMatchObject({ n: 1, num: 40 })
    // Nobody gave C09: no figure, and not 0.
    expect(quangTri.figures.C09?.now).toBeUndefined()
    expect(rowOf(table.rows, 'thanhHoa')).toMatchObject({ received: 1, figures: { T1_01: { now: { n: 1, num: 11 } } } })
    const silent = table.rows.filter((row) => row.received === 0)
    expect(silent).toHaveLength(32)
    expect(silent.every((row) => Object.keys(row.figures).length === 0)).toBe(true)
    expect(totalRow(table.rows).figures.T1_01?.now).toMatchObject({ n: 3, num: 141 })
  })

  it('compares with the month before and with last year, whose provinces were others', async () => {
    const table = await as('ministry').compare({ ...may, codes: ['T1_01', 'T2_03'] })
    const { figures } = rowOf(table.rows, 'quangTri')
    expect(figures.T1_01).toMatchObject({ before: { n: 2, num: 580 }, lastYear: { n: 2, num: 105 } })
    expect(figures.T2_03).toMatchObject({ now: { num: 9 }, before: { num: 4 }, lastYear: { n: 1, num: 3 } })
    const [, month, year] = tableColumns(table.columns)
    const options = { per: 'none', sameSet: false } as const
    if (!month || !year) throw new Error('no columns')
    expect(cellOf(rowOf(table.rows, 'quangTri'), month, options).value).toBe(130 - 580)
    expect(cellOf(rowOf(table.rows, 'quangTri'), year, options).value).toBe(25)
  })

  it('shows the provinces of then by the tree of then', async () => {
    const then = await as('ministry').compare({ from: '2025-05', to: '2025-05', codes: ['T1_01'], tree: 'then' })
    expect(then.rows).toHaveLength(63)
    expect(rowOf(then.rows, 'oldQuangBinh').figures.T1_01?.now).toMatchObject({ n: 1, num: 60 })
    expect(rowOf(then.rows, 'oldQuangTri').figures.T1_01?.now).toMatchObject({ n: 1, num: 45 })
    const today = await as('ministry').compare({ from: '2025-05', to: '2025-05', codes: ['T1_01'] })
    expect(today.rows).toHaveLength(34)
    expect(rowOf(today.rows, 'quangTri')).toMatchObject({ received: 2, figures: { T1_01: { now: { num: 105 } } } })
    expect(totalRow(today.rows).figures).toEqual(totalRow(then.rows).figures)
    // A merged province did not stand a year ago, so by the tree of then there is nothing to compare it with.
    const may26 = await as('ministry').compare({ ...may, codes: ['T1_01'], tree: 'then' })
    expect(rowOf(may26.rows, 'quangTri').figures.T1_01?.lastYear).toBeUndefined()
  })

  it('weighs percentages by adults, with a numerator where one was given, and A05 by villages', async () => {
    const table = await as('ministry').compare({ ...may, codes: ['T1_03', 'A05'] })
    const { figures } = rowOf(table.rows, 'quangTri')
    expect(figures.T1_03?.now).toMatchObject({ n: 2, num: 500 + 2600, den: 4000 })
    const percent = table.columns.find((column) => column.code === 'T1_03')
    expect(percent && figureOf(percent, figures.T1_03?.now)).toBe(77.5)
    expect(figures.A05?.now).toMatchObject({ n: 2, num: 27, den: 30 })
    expect(Object.keys(figures).sort()).toEqual(['A05', 'T1_03'])
  })

  it('adds flows over months, takes the last month of stocks, and refuses a range to each-once rows', async () => {
    const table = await as('ministry').compare({ from: '2026-03', to: '2026-05', codes: ['T1_01', 'T2_03', 'C06'] })
    const { figures, required, received } = rowOf(table.rows, 'quangTri')
    expect(figures.T1_01?.now).toMatchObject({ n: 5, num: 711 })
    expect(figures.T2_03?.now).toMatchObject({ n: 1, num: 9 })
    expect(table.columns.map((column) => column.absence)).toEqual([null, null, 'eachOnce'])
    expect(figures.C06).toBeUndefined()
    expect([required, received]).toEqual([78 * 3, 5])
    // The three months before were never opened: nothing to compare with.
    expect(figures.T1_01?.before).toBeUndefined()
  })

  it('does not put figures of another meaning beside each other', async () => {
    const one = await as('ministry').compare({ from: '2026-08', to: '2026-08', codes: ['T1_02'] })
    expect(one.columns[0]).toMatchObject({ absence: null, since: '2026-07-20' })
    expect(rowOf(one.rows, 'quangTri').figures.T1_02).toEqual({ now: expect.objectContaining({ num: 5 }) })
    const two = await as('ministry').compare({ from: '2026-07', to: '2026-08', codes: ['T1_02'] })
    expect(two.columns[0]?.absence).toBe('meaningChanged')
    // September and October beside July and August: July had the earlier wording.
    const after = await as('ministry').compare({ from: '2026-09', to: '2026-10', codes: ['T1_02', 'T1_01'] })
    expect(rowOf(after.rows, 'quangTri').figures).toMatchObject({ T1_02: { now: { num: 7 } } })
    expect(rowOf(after.rows, 'quangTri').figures.T1_02?.before).toBeUndefined()
    const communes = await as('ministry').compare({
      from: '2026-08',
      to: '2026-08',
      codes: ['T1_02'],
      provinceId: idOf('quangTri'),
    })
    expect(rowOf(communes.rows, 'q1').figures.T1_02).toEqual({ now: expect.objectContaining({ num: 5 }) })
  })

  it('counts accepted figures alone when asked, and calls closed ones official', async () => {
    const accepted = await as('ministry').compare({ ...may, codes: ['T1_01'], basis: 'accepted' })
    expect(rowOf(accepted.rows, 'quangTri')).toMatchObject({
      received: 1,
      figures: { T1_01: { now: { n: 1, num: 100 } } },
    })
    expect(accepted.standing).toBe('provisional')
    const closed = await as('ministry').compare({ from: '2026-04', to: '2026-04', codes: ['T1_01'], basis: 'accepted' })
    expect(closed.standing).toBe('official')
    expect(rowOf(closed.rows, 'quangTri').figures.T1_01?.now).toMatchObject({ n: 1, num: 80 })
  })

  it('gives rates over the very communes that gave the figure', async () => {
    const table = await as('ministry').compare({ ...may, codes: ['T1_01', 'T3_01'], per: 'households' })
    const { figures } = rowOf(table.rows, 'quangTri')
    expect(figures.T1_01?.now?.base).toBe(1500)
    expect(figures.T3_01?.now?.base).toBe(1000)
    // One commune of Thanh Hóa has no confirmed households: no rate, rather than a wrong one.
    expect(rowOf(table.rows, 'thanhHoa').figures.T1_01?.now?.base).toBeNull()
    const communes = await as('ministry').compare({
      ...may,
      codes: ['T1_01'],
      per: 'adults',
      provinceId: idOf('quangTri'),
    })
    expect(rowOf(communes.rows, 'q2').figures.T1_01?.now?.base).toBe(3000)
  })

  it('compares over the communes that gave the figure in both months', async () => {
    const table = await as('ministry').compare({ ...may, codes: ['T1_01'], sameSet: true })
    expect(rowOf(table.rows, 'quangTri').figures.T1_01).toMatchObject({
      sameNow: { n: 1, num: 100 },
      sameBefore: { num: 80 },
    })
    const [, month] = tableColumns(table.columns)
    if (!month) throw new Error('no column')
    const cell = cellOf(rowOf(table.rows, 'quangTri'), month, { per: 'none', sameSet: true })
    expect(cell).toMatchObject({ value: 20, percent: 25 })
    const communes = await as('ministry').compare({
      ...may,
      codes: ['T1_01'],
      sameSet: true,
      provinceId: idOf('quangTri'),
    })
    expect(rowOf(communes.rows, 'q1').figures.T1_01?.sameBefore?.num).toBe(80)
    expect(rowOf(communes.rows, 'q2').figures.T1_01?.sameBefore).toBeUndefined()
  })
})

describe('communes of a province', () => {
  it('are the reports themselves, and add up to the province', async () => {
    const table = await as('ministry').compare({
      ...may,
      codes: ['T1_01', 'T1_03', 'A05'],
      provinceId: idOf('quangTri'),
    })
    expect(table).toMatchObject({ level: 'communes', province: { id: idOf('quangTri') }, peer: null })
    expect(table.rows).toHaveLength(78)
    expect(rowOf(table.rows, 'q1')).toMatchObject({ required: 1, received: 1, accepted: 1 })
    expect(rowOf(table.rows, 'q3')).toMatchObject({
      required: 1,
      received: 0,
      figures: { T1_01: { before: { num: 500 } } },
    })
    const provinces = await as('ministry').compare({ ...may, codes: ['T1_01', 'T1_03', 'A05'] })
    const whole = rowOf(provinces.rows, 'quangTri')
    for (const code of ['T1_01', 'T1_03', 'A05'])
      expect(totalRow(table.rows).figures[code]?.now).toMatchObject({
        n: whole.figures[code]?.now?.n,
        num: whole.figures[code]?.now?.num,
        den: whole.figures[code]?.now?.den,
      })
  })

  it('cross the reform over confirmed and whole edges alone', async () => {
    const ask = () =>
      as('ministry').compare({ from: '2025-05', to: '2025-05', codes: ['T1_01'], provinceId: idOf('quangTri') })
    const before = await ask()
    expect(before.rows.flatMap((row) => row.figures.T1_01?.now ?? [])).toEqual([])
    expect(before.unallocated).toMatchObject({ received: 2, figures: { T1_01: { now: { n: 2, num: 105 } } } })
    expect(before.rows).toHaveLength(78)
    const { rows } = await filed.system.query(
      `select successor_id as id from unit_successions where predecessor_id = $1`,
      [idOf('north')],
    )
    await filed.system.query(`update unit_successions set share = 1, confirmed = true where successor_id = $1`, [
      rows[0].id,
    ])
    await filed.system.query('select rebuild_unit_homes()')
    const after = await ask()
    expect(after.unallocated).toMatchObject({ received: 1, figures: { T1_01: { now: { n: 1, num: 45 } } } })
    expect(after.rows.find((row) => row.unitId === rows[0].id)?.figures.T1_01?.now).toMatchObject({ n: 1, num: 60 })
    const then = await as('ministry').compare({
      from: '2025-05',
      to: '2025-05',
      codes: ['T1_01'],
      provinceId: idOf('oldQuangBinh'),
      tree: 'then',
    })
    expect(rowOf(then.rows, 'north').figures.T1_01?.now?.num).toBe(60)
    expect(then.rows.every((row) => row.unitId !== idOf('south'))).toBe(true)
  })
})

it('knows whose land every shape of the map is', async () => {
  const { rows } = await filed.system.query<{ code: string; then: boolean; name: string; now: string }>(
    `select v.code, v.valid_to is not null as then, v.search_key as name, coalesce(s.code, v.code) as now
       from unit_versions v
       left join lateral (select x.code from unit_successions q join unit_versions x on x.unit_id = q.successor_id and x.valid_to is null
                           where q.predecessor_id = v.unit_id and q.share = 1 and q.confirmed) s on true
      where v.level = 'province' and v.valid_from < '2025-07-01'`,
  )
  const { default: map } = await import('@svg-maps/vietnam')
  expect(Object.keys(shapes).sort()).toEqual(map.locations.map((each: { id: string }) => each.id).sort())
  for (const [code, present] of Object.values(shapes))
    expect(rows.some((row) => row.code === code && row.now === present)).toBe(true)
  expect(new Set(Object.values(shapes).map(([, present]) => present)).size).toBe(34)
  expect(new Set(Object.values(shapes).map(([code]) => code)).size).toBe(63)
  // The names that the package gives agree with the official ones, but for the two that it spells its own way.
  const ownNames: Record<string, string> = { baria: 'ba ria vung tau', tthue: 'thua thien hue' }
  for (const each of map.locations) {
    if (each.id === 'hoangsa' || each.id === 'truongsa') continue
    const name = ownNames[each.id] ?? each.name.toLowerCase().replace(/[^a-z]+/g, ' ')
    expect(rows.filter((row) => row.code === shapes[each.id]?.[0]).map((row) => row.name)).toContain(name)
  }
})

it('adds up in every month and on both bases: a province is the sum of its communes', async () => {
  const codes = ['T1_01', 'T3_01', 'T4_01']
  const sum = (rows: Parameters<typeof totalRow>[0], code: string) => totalRow(rows).figures[code]?.now?.num
  for (const period of ['2026-03', '2026-04', '2026-05'])
    for (const basis of ['submitted', 'accepted'] as const) {
      const range = { from: period, to: period, codes, basis }
      const provinces = await as('ministry').compare(range)
      const rows = []
      for (const name of ['quangTri', 'thanhHoa'])
        rows.push(...(await as('ministry').compare({ ...range, provinceId: idOf(name) })).rows)
      for (const code of codes) expect(sum(rows, code)).toBe(sum(provinces.rows, code))
    }
})
