import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openDuePeriods, openPeriod } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

/** A province that has not joined files the totals of its month itself (domain.md 22.17). */

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
const now = new Date('2026-11-16T03:00:00Z')

let drop: () => Promise<void>
let urls: Awaited<ReturnType<typeof freshDatabase>>['urls']
let province: TestUnit
let communes: TestUnit[]
let admin: TestActor
let leader: TestActor
let ministry: TestActor
let officer: TestActor

const as = ({ identity }: TestActor, at = now) => createCaller({ identity, now: at })
const owing = async (code = period.code) => {
  const { rows } = await lookAt(urls.system, (client) =>
    client.query<{ unit_id: number }>(
      `select o.unit_id from obligations o join periods p on p.id = o.period_id where p.code = $1 and o.province_id = $2`,
      [code, province.id],
    ),
  )
  return rows.map((row) => row.unit_id)
}

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  urls = database.urls
  await lookAt(urls.system, (client) => client.query(`update province_settings set reporting_from = '2026-10-15'`))
  province = await findUnit('province', 'An Giang')
  communes = await childrenOf(province)
  admin = await makeActor('province_admin', province)
  leader = await makeActor('department_leader', province)
  ministry = await makeActor('ministry_admin', await findUnit('nation'))
  officer = await makeActor('commune_officer', communes[0] as TestUnit)
  await as(ministry).units.setRollout({
    ...{ requestId: randomUUID(), unitId: province.id, state: 'not_joined', wave: null },
    ...{ from: '2026-10-15', reportingFrom: '2026-10-15' },
  })
  await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
})

afterAll(async () => {
  await endSessions()
  await drop?.()
})

it('is owed by the province alone, and the communes have nothing to file', async () => {
  expect(await owing()).toEqual([province.id])
  await expect(
    as(officer).reports.save({
      ...{ requestId: randomUUID(), unitId: communes[0]?.id ?? 0, period: period.code },
      cells: [{ code: 'C01', seen: null, value: 4 }],
    }),
  ).rejects.toThrow('reports.none')
  const home = await as(admin).overview.home({})
  expect(home).toMatchObject({
    level: 'province',
    own: [{ period: { code: '2026-11' }, status: 'none', receiver: { name: 'Bộ Khoa học và Công nghệ' } }],
  })
})

it('goes from the department to the ministry, and stands in the comparison marked', async () => {
  const at = { unitId: province.id, period: period.code }
  const values = {
    A01: 700,
    A02: 54,
    A03: 660,
    A04: 686,
    C01: 900,
    C02: 30_000,
    T1_01: 20_000,
    T2_01: 5000,
    T3_01: 12_000,
    T4_01: 9000,
    T5_01: 700,
  }
  await as(admin).reports.save({
    ...{ requestId: randomUUID(), ...at },
    cells: Object.entries(values).map(([code, value]) => ({ code, seen: null, value })),
  })
  const step = async () => {
    const { report } = await as(admin).reports.get(at)
    return { requestId: randomUUID(), reportId: report?.id ?? '', version: report?.version ?? -1 }
  }
  const sheet = await as(admin).reports.get(at)
  expect(sheet.can).toMatchObject({ save: true, propose: true, submit: false, accept: false })
  expect(sheet.form.rows.filter((row) => row.code.startsWith('A0') && row.source === 'manual')).toHaveLength(4)
  expect((await as(admin).reports.get(at)).values).toMatchObject({ A01: 700, A05: 98 })
  await as(admin).reports.propose(await step())
  await as(leader).reports.submit(await step())
  const seen = await as(ministry).reports.get(at)
  expect(seen.can).toMatchObject({ save: false, accept: true, return: true })
  await as(ministry).reports.return({ ...(await step()), reason: 'Đề nghị rà soát', cells: { T1_01: 'Thừa' } })
  await as(admin).reports.save({
    ...{ requestId: randomUUID(), ...at },
    cells: [{ code: 'T1_01', seen: 20_000, value: 19_000 }],
  })
  await as(admin).reports.propose(await step())
  await as(leader).reports.submit(await step())
  const { reportId, version } = await step()
  const { done } = await as(ministry).reports.acceptMany({ requestId: randomUUID(), reports: [{ reportId, version }] })
  expect(done).toHaveLength(1)

  const table = await as(ministry).comparisons.compare({
    ...{ from: period.code, to: period.code, codes: ['T1_01', 'A03'], basis: 'submitted', tree: 'now', per: 'none' },
    sameSet: false,
  })
  expect(table.rows.find((row) => row.unitId === province.id)).toMatchObject({
    ...{ totalsOnly: true, required: 1, received: 1, accepted: 1 },
    figures: { T1_01: { now: { num: 19_000 } }, A03: { now: { num: 660 } } },
  })
})

it('is frozen like any other, and its document keeps what was frozen', async () => {
  const at = { unitId: province.id, period: period.code }
  const after = new Date('2026-11-23T03:00:00Z')
  await as(leader, after).frozen.freeze({ requestId: randomUUID(), period: period.code })
  const { lines, totals } = await as(leader, after).frozen.get({ ...at, revision: 1 })
  expect(lines).toMatchObject([{ unitId: province.id, required: 1, accepted: 1, values: { T1_01: 19_000, A05: 98 } }])
  expect(totals.find(({ code }) => code === 'T1_01')).toMatchObject({ n: 1, num: '19000.000' })

  const { report } = await as(ministry).reports.get(at)
  const again = { reportId: report?.id ?? '', version: report?.version ?? -1, reason: 'Đề nghị rà soát' }
  await as(ministry, after).reports.reopen({ requestId: randomUUID(), ...again })
  await as(admin, after).reports.save({
    ...{ requestId: randomUUID(), ...at },
    cells: [{ code: 'T1_01', seen: 19_000, value: 18_000 }],
  })
  const { units } = await as(leader, after).frozen.changes({ ...at, revision: 1 })
  expect(units).toMatchObject([{ unitId: province.id, kind: 'left' }])
  const kept = await as(admin, after).reports.paper(at)
  expect(kept.paper).toMatchObject({ frozen: { revision: 1, on: '2026-11-23' }, standing: null })
  expect(kept.paper.figures.T1_01?.value).toBe(19_000)
  const now = await as(admin, after).reports.paper({ ...at, figures: 'now' })
  expect(now).toMatchObject({ freeze: { revision: 1 }, paper: { frozen: null } })
  expect(now.paper.figures.T1_01?.value).toBe(18_000)
})

it('is neither extended nor exempted by who owes it', async () => {
  const at = { period: period.code, unitIds: [province.id], reason: 'Đề nghị của đơn vị' }
  const { changed } = await as(leader).reports.exempt({ requestId: randomUUID(), ...at, exempt: true })
  expect(changed).toBe(0)
  expect(await as(leader).reports.extend({ requestId: randomUUID(), ...at, dueOn: '2026-12-31' })).toMatchObject({
    changed: 0,
  })
})

it('begins with the next month when a province changes in the middle of one', async () => {
  const next = monthPeriod(2026, 12)
  await as(ministry).units.setRollout({
    ...{ requestId: randomUUID(), unitId: province.id, state: 'official', wave: null },
    ...{ from: '2026-11-01', reportingFrom: '2026-10-15' },
  })
  await asSystem('test', (db) => openDuePeriods(db, new Date('2026-11-16T03:00:00Z')))
  // The month that the province has begun stays its own; the one that opens now is the communes'.
  expect(await owing()).toEqual([province.id])
  expect(await owing(next.code)).toHaveLength(communes.length)
  await as(ministry).units.setRollout({
    ...{ requestId: randomUUID(), unitId: province.id, state: 'not_joined', wave: null },
    ...{ from: '2026-11-16', reportingFrom: '2026-10-15' },
  })
  await asSystem('test', (db) => openDuePeriods(db, new Date('2026-11-17T03:00:00Z')))
  expect(await owing(next.code)).not.toContain(province.id)
})
