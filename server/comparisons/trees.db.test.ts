import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileReports, identityOf, idOf, rowOf } from '@/db/testing/filed-reports'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { type CompareRow, figureOf, totalRow } from './rules'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T03:00:00Z')
const as = (name: string) => createCaller({ identity: identityOf(name), now }).comparisons
const then = { from: '2025-05', to: '2025-05' }
const march = { from: '2026-03', to: '2026-03' }
const codes = ['T1_01', 'T2_03', 'T1_03', 'A05']
type Table = Awaited<ReturnType<ReturnType<typeof as>['compare']>>

let filed: Awaited<ReturnType<typeof fileReports>>
const ids: Record<string, number> = {}
const id = (name: string) => ids[name] as number
const query = <Row>(text: string, params: unknown[] = []) =>
  filed.system.query(text, params).then(({ rows }) => rows as Row[])

async function file(period: string, unit: string, province: string, values: object, status = 'locked', adults = 1000) {
  await query(
    `with made as (
       insert into reports (unit_id, path, period_id, province_id, form_version_id, status, version, submission_no, values, denominators, submitted_at, first_sent_at)
       select u.id, u.path, p.id, $3, p.form_version_id, $4, 1, 1, $5, $6, p.commune_due_at, p.commune_due_at
         from units u, periods p where u.id = $2 and p.code = $1 returning *)
     insert into report_versions (report_id, submission_no, unit_id, path, nil, values, details, denominators, submitted_at)
     select id, 1, unit_id, path, false, values, details, denominators, submitted_at from made`,
    [period, id(unit), idOf(province), status, values, { households: 500, adults }],
  )
}

/** An edge told by the province: there or not before, with its share or (null) taken back. */
async function tell(predecessor: string, successor: string, share: string | null) {
  await query(
    `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed) values ($1, $2, '2025-07-01', 'unknown', $3, $4)
     on conflict (predecessor_id, successor_id, effective_on) do update set share = excluded.share, confirmed = excluded.confirmed`,
    [id(predecessor), id(successor), share, share !== null],
  )
  await query('select rebuild_unit_homes()')
}

const beside = (table: Table) => ({ unallocated: table.unallocated, elsewhere: table.elsewhere })
const whole = (table: Table) => totalRow(table.rows, beside(table))
/** What must agree between a line and the lines below it. */
const said = (row: CompareRow | undefined) => ({
  ...{ required: row?.required, received: row?.received, accepted: row?.accepted },
  figures: Object.fromEntries(
    codes.flatMap((code) => {
      const amount = row?.figures[code]?.now
      return amount ? [[code, [amount.n, amount.num, amount.den]]] : []
    }),
  ),
})
const row = (table: Table, name: string) => table.rows.find((each) => each.unitId === id(name))
const ask = (who: string, tree: 'now' | 'then', range: object, provinceId?: number, alone = false) =>
  as(who).compare({ ...then, ...range, codes, tree, provinceId, alone })

/** On both trees the country is the same, and every province the sum of its communes' lines. */
async function addsUp(range: { from: string; to: string }, who = 'ministry') {
  const [today, past] = [await ask(who, 'now', range), await ask(who, 'then', range)]
  if (who === 'ministry') expect(said(whole(today))).toEqual(said(whole(past)))
  for (const table of [today, past])
    for (const province of table.rows.filter((each) => each.received > 0 && !each.published)) {
      const communes = await ask(who, table === today ? 'now' : 'then', range, province.unitId, true)
      expect(said(whole(communes)), province.name).toEqual(said(totalRow([province])))
    }
  return { today, past }
}

beforeAll(async () => {
  filed = await fileReports(async (db, code) => {
    const period = parsePeriod(code)
    if (period) await openPeriod(db, period, instantAt(period.startsOn))
  })
  // Communes of today with three of then in one, and others, of one province of then.
  const heirs = await query<{ home: number; parts: number[] }>(
    `select s.successor_id as home, array_agg(s.predecessor_id order by s.predecessor_id) as parts
       from unit_successions s join obligations o on o.unit_id = s.predecessor_id
       join periods p on p.id = o.period_id and p.code = '2025-05' and o.province_id = $1
      where s.predecessor_id <> $2 and not s.successor_id = any ($3) group by 1 having count(*) >= 3 order by 1 limit 4`,
    [idOf('oldQuangBinh'), idOf('north'), [idOf('q1'), idOf('q2'), idOf('q3')]],
  )
  const [one, two, three, four] = heirs
  if (!one || !two || !three || !four) throw new Error('too few communes')
  Object.assign(ids, { H1: one.home, H2: two.home, H3: three.home, H4: four.home })
  Object.assign(ids, {
    a: one.parts[0],
    b: one.parts[1],
    c: one.parts[2],
    d: two.parts[0],
    e: three.parts[0],
    f: four.parts[0],
  })
  const [strange] = await query<{ id: number }>(
    `select v.unit_id as id from unit_versions v where v.parent_id = $1 and v.level = 'commune' and v.valid_to is null order by 1 limit 1`,
    [idOf('thanhHoa')],
  )
  Object.assign(ids, { T: strange?.id, q1: idOf('q1'), q3: idOf('q3') })
  await file('2025-05', 'a', 'oldQuangBinh', { T1_01: 100, T2_03: 4, A01: 10, A04: 5, T1_03: 50 }, 'locked', 1000)
  await file('2025-05', 'b', 'oldQuangBinh', { T1_01: 80, A01: 20, A04: 20, T1_03: 80 }, 'accepted', 3000)
  await file('2025-05', 'c', 'oldQuangBinh', { T1_01: 60, A01: 7, A04: 0 }, 'submitted')
  await file('2025-05', 'd', 'oldQuangBinh', { T1_01: 101, T2_03: 7, T1_03: 33.3 }, 'locked', 777)
  await file('2025-05', 'e', 'oldQuangBinh', { T1_01: 11 }, 'locked')
  await query('select rebuild_totals()')
})
afterAll(async () => {
  await filed?.close()
})

describe('while nobody has said what became of the communes', () => {
  it('a commune of today cannot be compared and says why, and the province has one line for all of it', async () => {
    const table = await ask('quangTri', 'now', then, idOf('quangTri'))
    expect(table.rows).toHaveLength(78)
    const found = row(table, 'H1')
    expect(found).toMatchObject({ required: 0, received: 0, figures: {}, comparableFrom: '2025-07-01' })
    expect(found?.notComparable?.map((each) => each.predecessorId)).toEqual(
      expect.arrayContaining([id('a'), id('b'), id('c')]),
    )
    expect(found?.notComparable?.[0]).toMatchObject({ reason: 'unconfirmed', effectiveOn: '2025-07-01' })
    expect(found?.notComparable?.[0]?.predecessor).toMatch(/^(Xã|Phường|Thị trấn) /)
    expect(table.unallocated).toMatchObject({
      received: 7,
      figures: { T1_01: { now: { n: 7, num: 100 + 80 + 60 + 101 + 11 + 60 + 45 } } },
    })
    expect(table.unallocated?.units).toBe(table.unallocated?.required)
    expect(table.unallocated?.required).toBeGreaterThan(200)
    await addsUp(then)
    await addsUp(then, 'quangTri')
  })

  it('has nothing to place in months of today', async () => {
    const table = await ask('quangTri', 'now', { from: '2026-05', to: '2026-05' }, idOf('quangTri'))
    expect([table.unallocated?.figures.T1_01?.now, table.elsewhere]).toEqual([undefined, null])
    expect(table.rows.every((each) => each.notComparable === null)).toBe(true)
  })
})

describe('once the province has said so', () => {
  it('three communes that became one are 240 today and 100, 80, 60 then', async () => {
    const national = said(whole(await ask('ministry', 'now', then)))
    const parts = await query<{ id: number }>(
      'select predecessor_id as id from unit_successions where successor_id = $1',
      [id('H1')],
    )
    await query(`update unit_successions set share = 1, confirmed = true where successor_id = $1`, [id('H1')])
    await query('select rebuild_unit_homes()')
    const today = await ask('ministry', 'now', then, idOf('quangTri'))
    expect(row(today, 'H1')).toMatchObject({ notComparable: null, received: 3, required: parts.length, accepted: 2 })
    expect(row(today, 'H1')?.figures.T1_01?.now).toMatchObject({ n: 3, num: 240 })
    const past = await ask('ministry', 'then', then, idOf('oldQuangBinh'))
    expect(['a', 'b', 'c'].map((name) => row(past, name)?.figures.T1_01?.now?.num)).toEqual([100, 80, 60])
    expect(past.unallocated).toBeNull()
    expect(said(whole(await ask('ministry', 'now', then)))).toEqual(national)
    await addsUp(then)
  })

  it('percentages are of the sums: by adults, by numerator and denominator', async () => {
    const table = await ask('ministry', 'now', then, idOf('quangTri'))
    const figures = row(table, 'H1')?.figures
    const column = (code: string) => table.columns.find((each) => each.code === code) as Table['columns'][number]
    expect(figures?.T1_03?.now).toMatchObject({ n: 2, num: 500 + 2400, den: 4000 })
    expect(figureOf(column('T1_03'), figures?.T1_03?.now)).toBe(72.5)
    expect(figures?.A05?.now).toMatchObject({ num: 25, den: 37 })
  })

  it('a commune that was cut waits for its shares, and then goes by them', async () => {
    await query(
      `update unit_successions set share = 1, confirmed = true where successor_id = any ($1) and predecessor_id <> $2`,
      [[id('H2'), id('H3')], id('d')],
    )
    await tell('d', 'H2', null)
    await tell('d', 'H3', null)
    const open = await ask('ministry', 'now', then, idOf('quangTri'))
    for (const name of ['H2', 'H3'])
      expect(row(open, name)?.notComparable).toEqual([
        expect.objectContaining({ predecessorId: id('d'), reason: 'unconfirmed' }),
      ])
    // What came into H3 for certain cannot be told apart either.
    expect(row(open, 'H3')?.figures.T1_01).toBeUndefined()
    await addsUp(then)
    await query(`update unit_successions set confirmed = true where predecessor_id = $1`, [id('d')])
    await query('select rebuild_unit_homes()')
    const noShare = await ask('ministry', 'now', then, idOf('quangTri'))
    expect(row(noShare, 'H2')?.notComparable).toEqual([expect.objectContaining({ reason: 'noShare' })])
    await tell('d', 'H2', '0.35')
    await tell('d', 'H3', '0.65')
    const { today } = await addsUp(then)
    const placed = await ask('ministry', 'now', then, idOf('quangTri'))
    expect(row(placed, 'H2')).toMatchObject({ notComparable: null, received: 1, also: { received: 1 } })
    expect(row(placed, 'H2')?.figures.T1_01?.now).toMatchObject({ n: 1, also: 1, num: 35.35 })
    expect(row(placed, 'H3')?.figures.T1_01?.now).toMatchObject({ n: 2, num: 65.65 + 11 })
    expect(whole(placed).received).toBe(rowOf(today.rows, 'quangTri').received)
    await addsUp(then, 'quangTri')
  })

  it('a part that nobody has placed stays in the line of the province', async () => {
    await tell('d', 'H3', null)
    const table = await ask('ministry', 'now', then, idOf('quangTri'))
    expect(row(table, 'H2')).toMatchObject({ notComparable: null, figures: { T1_01: { now: { num: 35.35 } } } })
    expect(row(table, 'H3')?.notComparable).toHaveLength(1)
    await addsUp(then)
    await tell('d', 'H3', '0.65')
  })

  it('over several months a unit without the first of them has no sum', async () => {
    const range = { from: '2025-05', to: '2026-05' }
    const table = await ask('ministry', 'now', range, idOf('quangTri'))
    const open = table.rows.find((each) => each.notComparable !== null && each.received > 0)
    expect(open?.figures.T1_01?.now).toBeUndefined()
    await addsUp(range)
  })

  it('a line over months is by the tree asked for', async () => {
    const series = (tree: 'now' | 'then', unitIds: number[]) =>
      as('ministry').series({ code: 'T1_01', to: '2026-05', unitIds, tree })
    const today = await series('now', [id('H1'), id('H2'), idOf('quangTri')])
    const past = await series('then', [id('a'), id('H1'), idOf('oldQuangBinh')])
    const first = (found: typeof today, unitId: number | null) =>
      found.lines.find((each) => each.unitId === unitId)?.points[0]?.num
    expect([first(today, id('H1')), first(today, id('H2')), first(today, idOf('quangTri'))]).toEqual([240, 35.35, 457])
    expect([first(past, id('a')), first(past, id('H1')), first(past, idOf('oldQuangBinh'))]).toEqual([
      100,
      undefined,
      412,
    ])
    expect(today.lines[0]?.points).toEqual(past.lines[0]?.points)
    expect(today.tree).toBe('now')
  })
})

describe('communes that another province has now', () => {
  it('take their figures along today and leave them then, and both provinces add up', async () => {
    const [target] = await query<{ path: string }>('select path from units where id = $1', [idOf('thanhHoa')])
    const before = await addsUp(march)
    // q1 reported in March under Quảng Trị; on 1/4/2026 it goes to Thanh Hóa.
    await query(`update unit_versions set valid_to = '2026-04-01' where unit_id = $1 and valid_to is null`, [id('q1')])
    await query(
      `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from)
       select unit_id, level, $2, name, full_name, type, code, '2026-04-01' from unit_versions where unit_id = $1 order by valid_from desc limit 1`,
      [id('q1'), idOf('thanhHoa')],
    )
    await query(`update units set path = $2 || lpad(id::text, 7, '0') || '.' where id = $1`, [id('q1'), target?.path])
    await query('select rebuild_unit_homes()')
    const { today, past } = await addsUp(march)
    expect(said(whole(today))).toEqual(said(whole(before.today)))
    expect(rowOf(today.rows, 'thanhHoa').figures.T1_01?.now).toMatchObject({ n: 1, num: 1 })
    expect(rowOf(today.rows, 'thanhHoa').required).toBe(rowOf(before.today.rows, 'thanhHoa').required + 1)
    expect(rowOf(today.rows, 'quangTri').required).toBe(77)
    expect(rowOf(past.rows, 'quangTri').figures.T1_01?.now).toMatchObject({ n: 1, num: 1 })
    const [own] = await query<{ n: number }>('select count(*)::int as n from unit_strays')
    expect(own?.n).toBe(1)
  })

  it('leave a line behind for the province that may not read them any more', async () => {
    const left = await ask('quangTri', 'then', march, idOf('quangTri'))
    expect(row(left, 'q1')).toBeUndefined()
    expect(left.elsewhere).toMatchObject({ required: 1, received: 1, figures: { T1_01: { now: { n: 1, num: 1 } } } })
    await addsUp(march, 'quangTri')
    await addsUp(march, 'thanhHoa')
    // Who has it now sees it whole, by name.
    expect(row(await ask('thanhHoa', 'now', march, idOf('thanhHoa')), 'q1')?.figures.T1_01?.now?.num).toBe(1)
  })

  it('show other provinces what is published of them, and no more', async () => {
    const open = { from: '2026-05', to: '2026-05' }
    await query(
      `update reports set status = 'submitted' where unit_id = $1 and period_id = (select id from periods where code = '2026-03')`,
      [id('q1')],
    )
    await query('select rebuild_totals()')
    const seen = await ask('quangTri', 'now', march)
    expect(rowOf(seen.rows, 'quangTri').figures.T1_01?.now).toBeUndefined()
    // March is closed, but what moved had not been accepted.
    expect(rowOf(seen.rows, 'thanhHoa').figures.T1_01?.now).toBeUndefined()
    expect(rowOf((await ask('thanhHoa', 'now', march)).rows, 'thanhHoa').figures.T1_01?.now?.num).toBe(1)
    expect(rowOf((await ask('quangTri', 'now', open)).rows, 'thanhHoa').figures.T1_01?.now).toBeUndefined()
    const strays = await filed.system.query(
      `select has_function_privilege('tn_runtime', 'stray_places(integer[])', 'execute') as may`,
    )
    expect(strays.rows[0].may).toBe(false)
    await addsUp(march)
  })

  it('that were cut across provinces go by shares', async () => {
    await file('2025-05', 'f', 'oldQuangBinh', { T1_01: 200, T1_03: 40 }, 'locked', 500)
    await query('select rebuild_totals()')
    await query(
      `update unit_successions set share = 1, confirmed = true where successor_id = any ($1) and predecessor_id <> $2`,
      [[id('H4'), id('T')], id('f')],
    )
    await tell('f', 'H4', '0.6')
    await tell('f', 'T', '0.4')
    const { today } = await addsUp(then)
    expect(rowOf(today.rows, 'thanhHoa').figures.T1_01?.now).toMatchObject({ n: 1, also: 1, num: 80 })
    expect(rowOf(today.rows, 'quangTri').figures.T1_01?.now?.num).toBe(457 + 120)
    await addsUp(then, 'quangTri')
    await addsUp(then, 'thanhHoa')
    const mine = await ask('thanhHoa', 'now', then, idOf('thanhHoa'))
    expect(row(mine, 'T')?.figures.T1_03?.now).toMatchObject({ num: 80, den: 200 })
    const rate = await as('ministry').compare({ ...then, codes, per: 'adults', provinceId: idOf('quangTri') })
    expect(rate.rows.find((each) => each.unitId === id('H4'))?.figures.T1_01?.now?.base).toBe(300)
    const line = await as('ministry').series({ code: 'T1_01', to: '2026-05', unitIds: [id('T'), idOf('thanhHoa')] })
    expect(line.lines.map((each) => each.points[0]?.num)).toEqual([657, expect.anything(), expect.anything()])
    expect(line.lines.slice(1).map((each) => each.points[0]?.num)).toEqual([80, 80])
  })
})
