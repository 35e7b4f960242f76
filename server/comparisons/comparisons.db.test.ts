import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, asUser, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { shapes } from './map/rules'
import { compare } from './queries'
import { cellOf, figureOf, tableColumns, totalRow } from './rules'
import { compareInput } from './schema'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T03:00:00Z')
let drop: () => Promise<void>
let system: pg.Client
const people: Record<string, Identity> = {}
const units: Record<string, { id: number; path: string }> = {}

const as = (name: string) => {
  const identity = people[name]
  if (!identity) throw new Error(`nobody called ${name}`)
  return createCaller({ identity, now }).comparisons
}
const idOf = (name: string) => units[name]?.id ?? 0

type Given = {
  status?: string
  details?: Record<string, unknown>
  /** Households and adults; null: never confirmed. */
  behind?: { households: number; adults: number } | null
}

/** A filed report as the ledger would keep it. */
async function file(period: string, unit: string, province: string, values: Record<string, number>, given: Given = {}) {
  const behind = given.behind === undefined ? { households: 1000, adults: 2000 } : given.behind
  await system.query(
    `with made as (
       insert into reports (unit_id, path, period_id, province_id, form_version_id, status, version, submission_no, values, details, denominators, submitted_at, first_sent_at)
       select u.id, u.path, p.id, $3, p.form_version_id, $4, 1, 1, $5, $6, $7, p.commune_due_at, p.commune_due_at
         from units u, periods p where u.id = $2 and p.code = $1
       returning *)
     insert into report_versions (report_id, submission_no, unit_id, path, nil, values, details, denominators, submitted_at)
     select id, 1, unit_id, path, false, values, details, denominators, submitted_at from made`,
    [period, idOf(unit), idOf(province), given.status ?? 'submitted', values, given.details ?? {}, behind],
  )
}

async function unit(name: string, level: string, code: string, parent?: string, on = '2026-11-01') {
  const { rows } = await system.query(
    `select u.id, u.path from units u join unit_versions v on v.unit_id = u.id
      where v.level = $1 and v.code = $2 and v.valid_from <= $3 and (v.valid_to is null or v.valid_to > $3)
        and ($4::text is null or u.path like $4 || '%')`,
    [level, code, on, parent ? (units[parent]?.path ?? null) : null],
  )
  units[name] = rows[0]
}

async function communesOf(province: string, count: number, on: string): Promise<{ id: number; path: string }[]> {
  const { rows } = await system.query(
    `select u.id, u.path from obligations o join units u on u.id = o.unit_id join periods p on p.id = o.period_id
      where o.province_id = $1 and p.code = $3 order by u.id limit $2`,
    [idOf(province), count, on],
  )
  return rows
}

const may = { from: '2026-05', to: '2026-05' }

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`select set_config('app.seed', 'on', false)`)
  await unit('quangTri', 'province', '44')
  await unit('thanhHoa', 'province', '38')
  await unit('oldQuangBinh', 'province', '44', undefined, '2025-05-01')
  await unit('oldQuangTri', 'province', '45', undefined, '2025-05-01')
  for (const name of ['quangTri', 'thanhHoa', 'oldQuangBinh', 'oldQuangTri'])
    await system.query(
      `insert into province_settings (unit_id, reporting_from) values ($1, '2025-04-15') on conflict (unit_id) do update set reporting_from = excluded.reporting_from`,
      [idOf(name)],
    )
  for (const code of ['2025-05', '2026-03', '2026-04', '2026-05', '2026-07', '2026-08', '2026-09', '2026-10']) {
    const period = parsePeriod(code)
    if (period) await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  }
  const present = await communesOf('quangTri', 3, '2026-05')
  const other = await communesOf('thanhHoa', 2, '2026-05')
  const [north] = await communesOf('oldQuangBinh', 1, '2025-05')
  const [south] = await communesOf('oldQuangTri', 1, '2025-05')
  Object.assign(units, { q1: present[0], q2: present[1], q3: present[2], t1: other[0], t2: other[1], north, south })

  await file(
    '2026-05',
    'q1',
    'quangTri',
    { T1_01: 100, C02: 5, C06: 7, T3_01: 40, A01: 10, A04: 7, T1_03: 50, T2_03: 9 },
    {
      status: 'accepted',
      behind: { households: 1000, adults: 1000 },
    },
  )
  await file(
    '2026-05',
    'q2',
    'quangTri',
    { T1_01: 30, C02: 1, C06: 2, A01: 20, A04: 20, T1_03: 90 },
    {
      behind: { households: 500, adults: 3000 },
      details: { T1_03: { numerator: 2600 } },
    },
  )
  await file('2026-05', 't1', 'thanhHoa', { T1_01: 11, C02: 3 }, { status: 'locked', behind: null })
  await file('2026-05', 't2', 'thanhHoa', { T1_01: 22 }, { status: 'returned' })
  await file('2026-04', 'q1', 'quangTri', { T1_01: 80, T2_03: 4, C06: 3 }, { status: 'locked' })
  await file('2026-04', 'q3', 'quangTri', { T1_01: 500 })
  await file('2026-03', 'q1', 'quangTri', { T1_01: 1, T2_03: 2 })
  await file('2026-04', 't1', 'thanhHoa', { T1_01: 10 }, { status: 'locked' })
  await file('2025-05', 'north', 'oldQuangBinh', { T1_01: 60, T2_03: 3 }, { status: 'locked' })
  await file('2025-05', 'south', 'oldQuangTri', { T1_01: 45 }, { status: 'locked' })
  await file('2026-07', 'q1', 'quangTri', { T1_02: 8 })
  await file('2026-08', 'q1', 'quangTri', { T1_02: 5 })
  await file('2026-09', 'q1', 'quangTri', { T1_02: 7 })
  await system.query(`update periods set state = 'closed' where code in ('2025-05', '2026-03', '2026-04')`)
  await system.query('select rebuild_totals()')

  const asUnit = async (
    name: string,
    level: 'nation' | 'province' | 'commune',
    role: Parameters<typeof makeActor>[0],
  ) => {
    const place = level === 'nation' ? await findUnit('nation') : ({ ...units[name], level } as unknown as TestUnit)
    people[name] = (await makeActor(role, place)).identity
  }
  await asUnit('ministry', 'nation', 'ministry_admin')
  people.analyst = (await makeActor('ministry_analyst', await findUnit('nation'))).identity
  await asUnit('quangTri', 'province', 'province_officer')
  await asUnit('thanhHoa', 'province', 'province_admin')
  await asUnit('q1', 'commune', 'commune_officer')
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const rowOf = <Row extends { unitId: number }>(rows: readonly Row[], name: string): Row => {
  const found = rows.find((row) => row.unitId === idOf(name))
  if (!found) throw new Error(`no row of ${name}`)
  return found
}

describe('provinces side by side', () => {
  it('adds what was sent, says x of y, and leaves returned reports and blanks out', async () => {
    const table = await as('ministry').compare({ ...may, codes: ['T1_01', 'T3_01', 'C09'] })
    expect(table.rows).toHaveLength(34)
    expect(table).toMatchObject({ level: 'provinces', standing: 'provisional', publishedOnly: false, unplaced: 0 })
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
    expect(before.unplaced).toBe(2)
    const { rows } = await system.query(`select successor_id as id from unit_successions where predecessor_id = $1`, [
      idOf('north'),
    ])
    await system.query(`update unit_successions set share = 1, confirmed = true where successor_id = $1`, [rows[0].id])
    const after = await ask()
    expect(after.unplaced).toBe(1)
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
      return asUser(people.ministry as Identity, 'read', now, async (db, actor, stamps) => {
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

describe('figures of the past', () => {
  const text = [
    '30/6/2023\tteams\t74.422\tCông văn 2251/BTTTT-CĐSQG',
    '2023-06-30\tmembers\t~348.362\tCông văn 2251/BTTTT-CĐSQG',
    '30/6/2023\tteams\t1.260\tBáo cáo của tỉnh\tQuảng Bình',
    '31/2/2023\tteams\t1\tBáo cáo của tỉnh',
    '30/6/2023\tteams\t1,5\tBáo cáo của tỉnh',
    '30/6/2023\tteams\t1\tBáo cáo của tỉnh\tNước ngoài',
  ].join('\n')

  it('are tried, then entered by the ministry alone, with date and source', async () => {
    const verdicts = await as('ministry').checkHeadlines({ text })
    expect(verdicts.map((each) => each.problem)).toEqual([null, null, null, 'date', 'value', 'unit'])
    expect(verdicts[2]?.right?.unitId).toBe(idOf('oldQuangBinh'))
    const input = () => ({ requestId: randomUUID(), text, expected: 3 })
    for (const name of ['analyst', 'quangTri', 'q1'])
      await expect(as(name).importHeadlines(input())).rejects.toThrow(/forbidden|comparisons.headlines$/)
    await expect(as('quangTri').checkHeadlines({ text })).rejects.toThrow('comparisons.headlines')
    await expect(as('ministry').importHeadlines({ ...input(), expected: 4 })).rejects.toThrow(
      'comparisons.headlinesChanged',
    )
    expect(await as('ministry').importHeadlines(input())).toEqual({ imported: 3, skipped: 3 })
    await as('ministry').importHeadlines(input())
    const { rows, can } = await as('q1').headlines()
    expect(can.import).toBe(false)
    expect(rows).toHaveLength(3)
    expect(rows.find((row) => row.measure === 'members')).toMatchObject({
      value: 348_362,
      approximate: true,
      asOf: '2023-06-30',
    })
    const wrong = rows.find((row) => row.measure === 'members')
    const remove = () => ({ requestId: randomUUID(), id: wrong?.id ?? 0 })
    for (const name of ['analyst', 'quangTri', 'q1'])
      await expect(as(name).removeHeadline(remove())).rejects.toThrow(/forbidden|comparisons.headlines$/)
    await as('ministry').removeHeadline(remove())
    expect((await as('q1').headlines()).rows).toHaveLength(2)
    await expect(as('ministry').removeHeadline(remove())).rejects.toThrow('comparisons.headlineGone')
    const { rows: kept } = await system.query(
      `select from audit_log where table_name = 'headline_figures' and action = 'delete'`,
    )
    expect(kept).toHaveLength(1)
    await expect(
      asUser(people.q1 as Identity, 'write', now, (db) =>
        db.execute(`select add_headline(1, 'teams', '2020-01-01', 1, false, 'giả mạo')`),
      ),
    ).rejects.toThrow()
  })
})

it('knows whose land every shape of the map is', async () => {
  const { rows } = await system.query<{ code: string; then: boolean; name: string; now: string }>(
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
