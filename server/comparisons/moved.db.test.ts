import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Identity } from '@/db/session'
import { findUnit, makeActor } from '@/db/testing/factories'
import { fileReports, identityOf, idOf } from '@/db/testing/filed-reports'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

/** A commune that another province has now: who sees what it filed before. */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T03:00:00Z')
const by = (identity: Identity) => createCaller({ identity, now }).comparisons
const as = (name: string) => by(identityOf(name))
const march = { from: '2026-03', to: '2026-03', codes: ['T1_01'] }
let filed: Awaited<ReturnType<typeof fileReports>>
let third: Identity

beforeAll(async () => {
  filed = await fileReports(async (db, code) => {
    const period = parsePeriod(code)
    if (period) await openPeriod(db, period, instantAt(period.startsOn))
  })
  third = (await makeActor('province_officer', await findUnit('province', 'Hà Tĩnh'))).identity
  // q1 reported in March under Quảng Trị, which nobody has accepted; on 1/4/2026 it goes to Thanh Hóa.
  const query = (text: string, params: unknown[] = []) => filed.system.query(text, params)
  await query(`update unit_versions set valid_to = '2026-04-01' where unit_id = $1 and valid_to is null`, [idOf('q1')])
  await query(
    `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from)
     select unit_id, level, $2, name, full_name, type, code, '2026-04-01' from unit_versions where unit_id = $1 order by valid_from desc limit 1`,
    [idOf('q1'), idOf('thanhHoa')],
  )
  await query(
    `update units u set path = p.path || lpad(u.id::text, 7, '0') || '.' from units p where u.id = $1 and p.id = $2`,
    [idOf('q1'), idOf('thanhHoa')],
  )
  await query('select rebuild_unit_homes()')
})
afterAll(() => filed?.close())

it('it sees its own report on either tree and in its line of months', async () => {
  const today = await as('q1').compare({ ...march, tree: 'now', provinceId: idOf('thanhHoa') })
  expect(today.rows).toMatchObject([
    { unitId: idOf('q1'), required: 1, received: 1, figures: { T1_01: { now: { n: 1, num: 1 } } } },
  ])
  const past = await as('q1').compare({ ...march, tree: 'then', provinceId: idOf('quangTri') })
  expect(past.rows).toMatchObject([{ unitId: idOf('q1'), required: 1, received: 1 }])
  for (const tree of ['now', 'then'] as const) {
    const { lines } = await as('q1').series({ code: 'T1_01', to: '2026-05', tree })
    const own = lines.find((line) => line.unitId === idOf('q1'))
    expect(own?.points.slice(-3).map((point) => point?.num)).toEqual([1, 80, 100])
  }
  // Of the country it still sees what is published: March is closed, what moved had not been accepted.
  const country = await as('q1').compare({ ...march, tree: 'now' })
  expect(country.rows.every((row) => row.figures.T1_01?.now === undefined)).toBe(true)
})

it('who has it now sees it by name; no other province does, not even once it is published, nor in a line that was not placed', async () => {
  await filed.system.query(
    `update reports set status = 'locked' where unit_id = $1 and period_id = (select id from periods where code = '2026-03')`,
    [idOf('q1')],
  )
  await filed.system.query('select rebuild_totals()')
  const asked = { code: 'T1_01', to: '2026-05', unitIds: [idOf('q1'), idOf('t1')] }
  const lineOf = async (identity: Identity, unitId: number) =>
    (await by(identity).series(asked)).lines.find((line) => line.unitId === unitId)
  expect((await lineOf(identityOf('thanhHoa'), idOf('q1')))?.points.at(-3)?.num).toBe(1)
  expect(await lineOf(third, idOf('q1'))).toBeUndefined()
  expect(await lineOf(identityOf('quangTri'), idOf('q1'))).toBeUndefined()
  const table = await by(third).compare({ ...march, tree: 'now', provinceId: idOf('thanhHoa') })
  expect([table.rows, table.unallocated]).toEqual([[], null])
  // Of provinces it sees what is published.
  const country = await by(third).compare({ ...march, tree: 'now' })
  expect(country.rows.find((row) => row.unitId === idOf('thanhHoa'))?.figures.T1_01?.now?.num).toBe(1)
  const nowhere = await filed.system.query(
    `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed)
     values ($1, $2, '2026-11-01', 'split', null, false), ($1, $3, '2026-11-01', 'split', null, false)`,
    [idOf('q1'), idOf('t1'), idOf('t2')],
  )
  expect(nowhere.rowCount).toBe(2)
  await filed.system.query('select rebuild_unit_homes()')
  const open = await by(third).compare({ ...march, tree: 'now', provinceId: idOf('thanhHoa') })
  expect([open.rows, open.unallocated]).toEqual([[], null])
})
