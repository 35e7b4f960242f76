import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
const now = new Date('2026-11-16T03:00:00Z')

let drop: () => Promise<void>
let system: pg.Client
let commune: TestUnit
let officer: TestActor
let leader: TestActor

const as = (who: TestActor) => createCaller({ identity: who.identity, now }).reports
const at = () => ({ unitId: commune.id, period: period.code })

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`select set_config('app.seed', 'on', false)`)
  const province = await findUnit('province', 'Quảng Trị')
  await system.query('update province_settings set reporting_from = $1 where unit_id = $2', [
    period.startsOn,
    province.id,
  ])
  await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  commune = (await childrenOf(province)).find((unit) => unit.level === 'commune') as TestUnit
  officer = await makeActor('commune_officer', commune)
  leader = await makeActor('commune_leader', commune)
})
afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

async function paper(): Promise<string> {
  const { rows } = await system.query<{ id: string }>(
    `insert into files (unit_id, path, name, mime, size, sha256, content, uploaded_by, uploaded_at)
     select id, path, 'bao-cao.pdf', 'application/pdf', 4, 'x', '%PDF', $2, $3 from units where id = $1 returning id`,
    [commune.id, officer.personId, now],
  )
  return rows[0]?.id ?? ''
}
const step = async () => {
  const { report } = await as(officer).get(at())
  return { requestId: randomUUID(), reportId: report?.id ?? '', version: report?.version ?? -1 }
}
const save = (values: Record<string, number>, seen: number | null = null) =>
  as(officer).save({
    ...{ requestId: randomUUID(), ...at() },
    cells: Object.entries(values).map(([code, value]) => ({ code, seen, value })),
  })

it('keeps the paper with the version it sent, and with no other', async () => {
  await save({ C01: 4, C02: 30, T1_01: 20, T2_01: 5, T3_01: 12, T4_01: 9, T5_01: 7 })
  const signed = async (signedNumber: string) =>
    as(officer).submitSigned({
      ...(await step()),
      ...{ signedNumber, signedOn: '2026-11-15', signedBy: 'Nguyễn Văn A', fileId: await paper() },
    })
  await signed('51/BC-UBND')
  await as(officer).recall(await step())
  await save({ C02: 31 }, 30)
  await as(leader).submit(await step())
  const { report } = await as(officer).get(at())
  expect(report).toMatchObject({
    submissionNo: 2,
    signedNumber: null,
    signedOn: null,
    signedBy: null,
    signedFile: null,
  })

  await as(leader).recall(await step())
  await save({ C02: 32 }, 31)
  await signed('60/BC-UBND')
  const versions = await as(officer).versions({ reportId: report?.id ?? '' })
  expect(versions.map(({ submissionNo, signedNumber }) => [submissionNo, signedNumber])).toEqual([
    [3, '60/BC-UBND'],
    [2, null],
    [1, '51/BC-UBND'],
  ])
  expect((await as(officer).get(at())).report).toMatchObject({ signedNumber: '60/BC-UBND' })
})
