import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor } from '@/db/testing/factories'
import { openPeriod } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
const now = new Date('2026-11-16T03:00:00Z')
let drop: () => Promise<void>
let system: pg.Pool
let leaders: { unitId: number; actor: TestActor }[]
let departments: Identity[]

const as = (identity: Identity) => createCaller({ identity, now }).reports
const figures = { C01: 1, C02: 2, T1_01: 3, T2_01: 1, T3_01: 2, T4_01: 4, T5_01: 5 }

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Pool({ connectionString: database.urls.system, max: 4 })
  await system.query(`update province_settings set reporting_from = $1`, [period.startsOn])
  await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  const province = await findUnit('province', 'Quảng Trị')
  const communes = (await childrenOf(province)).filter((unit) => unit.level === 'commune')
  leaders = []
  for (const unit of communes) leaders.push({ unitId: unit.id, actor: await makeActor('commune_leader', unit) })
  departments = []
  for (let i = 0; i < 16; i++) departments.push((await makeActor('province_officer', province)).identity)
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const count = async (sql: string) => Number((await system.query(sql)).rows[0].n)

it('a whole province sends at once, each retry included: nothing lost, nothing twice', async () => {
  await Promise.all(
    leaders.map(async ({ unitId, actor }) => {
      const { reportId, version } = await as(actor.identity).save({
        requestId: randomUUID(),
        unitId,
        period: period.code,
        cells: Object.entries(figures).map(([code, value]) => ({ code, seen: null, value })),
      })
      const input = { requestId: randomUUID(), reportId, version }
      const answers = await Promise.all([as(actor.identity).submit(input), as(actor.identity).submit(input)])
      expect(answers[0]).toEqual(answers[1])
    }),
  )
  expect(await count(`select count(*) as n from reports where status = 'submitted'`)).toBe(78)
  expect(await count(`select count(*) as n from report_events where verb = 'submit'`)).toBe(78)
  expect(await count(`select count(*) as n from report_versions`)).toBe(78)
  expect(
    await count(
      `select submitted_num as n from totals t join indicators i on i.id = t.indicator_id where i.code = 'T5_01'`,
    ),
  ).toBe(390)
})

it('sixteen officers accept overlapping lists at once: deadlocks are retried, each report is accepted once', async () => {
  const { rows } = await system.query<{ reportId: string; version: number }>(
    `select id as "reportId", version from reports order by id`,
  )
  const results = await Promise.all(
    departments.map((identity, i) => {
      // Every list in another order, all overlapping.
      const list = [...rows.slice(i * 4), ...rows.slice(0, i * 4)].slice(0, 60)
      if (i % 2) list.reverse()
      return as(identity).acceptMany({ requestId: randomUUID(), reports: list })
    }),
  )
  const done = results.flatMap((result) => result.done.map((each) => each.reportId))
  expect(new Set(done).size).toBe(done.length)
  expect(done.length).toBe(78)
  expect(await count(`select count(*) as n from report_events where verb = 'accept'`)).toBe(78)
  expect(
    await count(`select accepted_n as n from totals t join indicators i on i.id = t.indicator_id where i.code = 'R00'`),
  ).toBe(78)
})

it('a command that fails half-way leaves no row', async () => {
  const before = await count('select count(*) as n from requests')
  const { rows } = await system.query(`select id as "reportId", version from reports limit 1`)
  // Already accepted: the step is refused after the request was taken and the report was held.
  await expect(
    as(departments[0] as Identity).return({ ...rows[0], requestId: randomUUID(), reason: 'Đề nghị kiểm tra' }),
  ).rejects.toThrow('reports.notReturn')
  expect(await count('select count(*) as n from requests')).toBe(before)
  expect(await count(`select count(*) as n from report_events where verb = 'return'`)).toBe(0)
})
