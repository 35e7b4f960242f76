import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asUser } from '@/db/session'
import { fileReports, identityOf, idOf, rowOf } from '@/db/testing/filed-reports'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { compare } from './queries'
import { partOf, totalRow } from './rules'
import { compareInput } from './schema'

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

describe('who sees what', () => {
  it('a province sees its own in full and of the others what is published', async () => {
    const table = await as('quangTri').compare({ ...may, codes: ['T1_01'] })
    expect(table.publishedOnly).toBe(true)
    expect(rowOf(table.rows, 'quangTri')).toMatchObject({
      published: false,
      received: 2,
      required: 78,
      figures: { T1_01: { now: { num: 130 } } },
    })
    // The month is not closed: nothing of it is published.
    expect(rowOf(table.rows, 'thanhHoa')).toMatchObject({ published: true, received: 0, required: 0 })
    expect(rowOf(table.rows, 'thanhHoa').figures).toEqual({ T1_01: { before: expect.objectContaining({ num: 10 }) } })
    // Together they are one province of all, and compared with its own past alone.
    const own = rowOf(table.rows, 'quangTri').figures.T1_01
    expect(totalRow(table.rows).figures.T1_01).toMatchObject({ now: { num: 130 }, before: { num: own?.before?.num } })
    expect(partOf(table)).toEqual({ n: 1, all: 34 })
    const april = await as('quangTri').compare({ from: '2026-04', to: '2026-04', codes: ['T1_01'] })
    expect(rowOf(april.rows, 'thanhHoa')).toMatchObject({
      received: 1,
      required: 166,
      standing: 'official',
      figures: { T1_01: { now: { num: 10 } } },
    })
    expect(rowOf(april.rows, 'quangTri').figures.T1_01).toMatchObject({ now: { num: 580 } })
    const lastYear = await as('thanhHoa').compare({ from: '2025-05', to: '2025-05', codes: ['T1_01'] })
    expect(rowOf(lastYear.rows, 'quangTri').figures.T1_01?.now?.num).toBe(105)
  })

  it('a province finds nothing of the communes of another', async () => {
    const table = await as('quangTri').compare({ ...may, codes: ['T1_01'], provinceId: idOf('thanhHoa') })
    expect(table.rows).toEqual([])
  })

  it('a commune sees itself beside its province, and no other commune', async () => {
    const table = await as('q1').compare({ ...may, codes: ['T1_01'], provinceId: idOf('quangTri') })
    expect(table.rows.map((row) => row.unitId)).toEqual([idOf('q1')])
    expect(table.peer).toMatchObject({
      unitId: idOf('quangTri'),
      received: 2,
      figures: { T1_01: { now: { n: 2, num: 130 } } },
    })
    expect((await as('q1').compare({ ...may, codes: ['T1_01'], provinceId: idOf('thanhHoa') })).rows).toEqual([])
    const april = await as('q1').compare({ from: '2026-04', to: '2026-04', codes: ['T1_01'] })
    expect(rowOf(april.rows, 'quangTri')).toMatchObject({ published: true, required: 78, received: 1 })
    const series = await as('q1').series({ code: 'T1_01', to: '2026-05', unitIds: [idOf('q2'), idOf('thanhHoa')] })
    const line = (id: number | null) => series.lines.find((each) => each.unitId === id)?.points
    expect(series.periods).toHaveLength(13)
    expect(line(null)?.at(-1)).toMatchObject({ n: 2, num: 130 })
    expect(line(idOf('q1'))?.map((point) => point?.num ?? null)).toEqual([...Array(10).fill(null), 1, 80, 100])
    expect(line(idOf('q2'))).toBeUndefined()
    // Thanh Hóa is published: April, and not the open month of May.
    expect(line(idOf('thanhHoa'))?.slice(-2)).toEqual([expect.objectContaining({ num: 10 }), null])
  })

  it('puts months in a line, gaps as gaps, predecessors included', async () => {
    const series = await as('ministry').series({ code: 'T1_01', to: '2026-05', unitIds: [idOf('quangTri')] })
    expect(series.periods.at(0)).toBe('2025-05')
    const points = series.lines.find((each) => each.unitId === idOf('quangTri'))?.points
    expect(points?.[0]).toMatchObject({ n: 2, num: 105 })
    expect(points?.slice(1, 10)).toEqual(Array(9).fill(null))
    expect((await as('ministry').series({ code: 'A05', to: '2026-05' })).lines[0]?.points.at(-1)).toMatchObject({
      num: 27,
      den: 30,
    })
    const meaning = await as('ministry').series({ code: 'T1_02', to: '2026-08', months: 2 })
    expect(meaning.lines[0]?.points.map((point) => point?.num ?? null)).toEqual([null, 5])
    await expect(as('ministry').series({ code: 'E01', to: '2026-05' })).rejects.toThrow('comparisons.noIndicator')
  })

  it('refuses what is no month, no code, no province, and asks for a sign-in', async () => {
    const ministry = as('ministry')
    expect(
      (await ministry.compare({ ...may, codes: ['ZZZ', 'T1_01', 'T1_01', 'R00'] })).columns.map((each) => each.code),
    ).toEqual(['T1_01'])
    await expect(ministry.compare({ ...may, codes: [`T1_01'--`] })).rejects.toThrow()
    await expect(ministry.compare({ ...may, codes: [] })).rejects.toThrow()
    await expect(ministry.compare({ from: '2026-05', to: '2026-04', codes: ['T1_01'] })).rejects.toThrow(
      'comparisons.range',
    )
    await expect(ministry.compare({ from: '2026-05', to: '2026-06', codes: ['T1_01'] })).rejects.toThrow(
      'calendar.noPeriod',
    )
    await expect(ministry.compare({ ...may, codes: ['T1_01'], provinceId: idOf('q1') })).rejects.toThrow(
      'comparisons.noProvince',
    )
    await expect(ministry.compare({ ...may, codes: ['T1_01'], provinceId: 2 ** 31 })).rejects.toThrow()
    const nobody = createCaller({ identity: null, now }).comparisons
    await expect(nobody.compare({ ...may, codes: ['T1_01'] })).rejects.toThrow('UNAUTHORIZED')
  })

  it('asks as many questions for the whole country as for one province', async () => {
    const count = async (input: object) => {
      const parsed = compareInput.parse({ ...may, codes: ['T1_01', 'A05'], ...input })
      return asUser(identityOf('ministry'), 'read', now, async (db, actor, stamps) => {
        let statements = 0
        const counting = new Proxy(db, {
          get: (target, key, self) => {
            if (key === 'execute' || key === 'select') statements++
            const found = Reflect.get(target, key, self)
            return typeof found === 'function' ? found.bind(target) : found
          },
        })
        await compare({ db: counting, actor, now, stamps }, parsed)
        return statements
      })
    }
    const all = await count({})
    expect(all).toBeLessThanOrEqual(9)
    expect(await count({ from: '2026-03', codes: ['T1_01', 'T3_01', 'C01', 'C02', 'T2_03', 'A05'] })).toBe(all)
    expect(await count({ provinceId: idOf('quangTri') })).toBeLessThanOrEqual(all)
  })
})
