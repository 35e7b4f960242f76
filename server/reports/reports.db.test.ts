import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '@/db/enums'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, makeAssignment, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { lockReports } from './commands'

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
const opened = instantAt(period.startsOn)
const now = new Date('2026-11-16T03:00:00Z')

let drop: () => Promise<void>
let system: pg.Client
let province: TestUnit
type Post = TestActor & { unitId: number }
const posts: Record<string, Post> = {}

async function makePost(name: string, role: Role, unit: TestUnit) {
  posts[name] = { ...(await makeActor(role, unit, { fullName: name })), unitId: unit.id }
}

const as = (name: string, at = now) => {
  const post = posts[name]
  if (!post) throw new Error(`no post ${name}`)
  return createCaller({ identity: post.identity, now: at })
}

const required = { C01: 4, C02: 30, T1_01: 20, T2_01: 5, T3_01: 12, T4_01: 9, T5_01: 7 }
const cells = (values: Record<string, number>) =>
  Object.entries(values).map(([code, value]) => ({ code, seen: null, value }))

async function fill(name: string, values: Record<string, number> = required) {
  const post = posts[name] as Post
  return as(name).reports.save({
    requestId: randomUUID(),
    unitId: post.unitId,
    period: period.code,
    cells: cells(values),
  })
}

async function totalOf(code: string) {
  const { rows } = await system.query(
    `select t.* from totals t join indicators i on i.id = t.indicator_id join periods p on p.id = t.period_id
      where i.code = $1 and p.code = $2 and t.province_id = $3`,
    [code, period.code, province.id],
  )
  const row = rows[0]
  return row
    ? { n: row.submitted_n, num: Number(row.submitted_num), an: row.accepted_n, anum: Number(row.accepted_num) }
    : { n: 0, num: 0, an: 0, anum: 0 }
}

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`update province_settings set reporting_from = $1`, [period.startsOn])
  await asSystem('test', (db) => openPeriod(db, period, opened))
  province = await findUnit('province', 'Quảng Trị')
  const nation = await findUnit('nation')
  const [first, second, third] = (await childrenOf(province)) as [TestUnit, TestUnit, TestUnit]
  await makePost('officer', 'commune_officer', first)
  await makePost('leader', 'commune_leader', first)
  await makePost('otherLeader', 'commune_leader', second)
  await makePost('thirdLeader', 'commune_leader', third)
  await makePost('department', 'province_officer', province)
  await makePost('departmentAdmin', 'province_admin', province)
  await makePost('foreignDepartment', 'province_admin', await findUnit('province', 'Thanh Hóa'))
  await makePost('ministry', 'ministry_admin', nation)
  await makePost('analyst', 'ministry_analyst', nation)
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

describe('a month from the first figure to the lock', () => {
  it('saves cells, keeps what others typed, and shows nothing above before it is sent', async () => {
    const first = await fill('officer')
    expect(first.conflicts).toEqual([])
    expect(first.values.C05).toBe(53)
    const clash = await as('leader').reports.save({
      requestId: randomUUID(),
      unitId: (posts.leader as Post).unitId,
      period: period.code,
      cells: [
        { code: 'C01', seen: null, value: 9 },
        { code: 'C09', seen: null, value: 3 },
      ],
    })
    expect(clash.conflicts).toMatchObject([{ code: 'C01', current: 4, by: 'officer' }])
    expect(clash.values).toMatchObject({ C01: 4, C09: 3 })
    const above = await as('department').reports.get({ unitId: (posts.officer as Post).unitId, period: period.code })
    expect(above.status).toBe('draft')
    expect(above.values).not.toHaveProperty('C01')
    expect(await totalOf('C01')).toMatchObject({ n: 0 })
  })

  it('remembers when it was printed, so that a later change is told', async () => {
    const at = { unitId: (posts.officer as Post).unitId, period: period.code }
    const printed = new Date(now.getTime() + 60_000)
    await as('officer', printed).reports.notePrinted({ requestId: randomUUID(), ...at })
    const page = await as('officer').reports.get(at)
    expect(page.printedAt).toEqual(printed)
    expect(page.draftAt?.getTime()).toBeLessThan(printed.getTime())
    await expect(as('otherLeader').reports.notePrinted({ requestId: randomUUID(), ...at })).rejects.toThrow()
    await expect(as('department').reports.notePrinted({ requestId: randomUUID(), ...at })).rejects.toThrow()
  })

  it('walks propose, submit, return, correct, accept, and the totals move by exactly the difference', async () => {
    const unit = (posts.officer as Post).unitId
    const page = () => as('officer').reports.get({ unitId: unit, period: period.code })
    const step = async () => {
      const { report } = await page()
      return { requestId: randomUUID(), reportId: report?.id ?? '', version: report?.version ?? -1 }
    }
    await as('officer').reports.propose(await step())
    await expect(as('officer').reports.submit(await step())).rejects.toThrow('reports.submit')
    await as('leader').reports.submit(await step())
    expect(await totalOf('T1_01')).toEqual({ n: 1, num: 20, an: 0, anum: 0 })
    expect(await totalOf('R00')).toMatchObject({ n: 1, num: 1 })

    await expect(as('leader').reports.return({ ...(await step()), reason: 'không được' })).rejects.toThrow()
    await as('department').reports.return({
      ...(await step()),
      reason: 'Đề nghị kiểm tra lại số lượt',
      cells: { T1_01: 'Cao bất thường' },
    })
    expect(await totalOf('T1_01')).toMatchObject({ n: 0, num: 0 })
    const returned = await page()
    expect(returned.status).toBe('returned')
    expect(returned.events.at(-1)).toMatchObject({ verb: 'return', cells: { T1_01: 'Cao bất thường' } })

    await as('officer').reports.save({
      requestId: randomUUID(),
      unitId: unit,
      period: period.code,
      cells: [{ code: 'T1_01', seen: 20, value: 15 }],
    })
    await as('leader').reports.submit(await step())
    expect(await totalOf('T1_01')).toEqual({ n: 1, num: 15, an: 0, anum: 0 })
    const { done } = await as('department').reports.acceptMany({ requestId: randomUUID(), reports: [await step()] })
    expect(done).toHaveLength(1)
    expect(await totalOf('T1_01')).toEqual({ n: 1, num: 15, an: 1, anum: 15 })
    const { report } = await page()
    const versions = await as('department').reports.versions({ reportId: report?.id ?? '' })
    expect(versions.map((v) => v.values.T1_01)).toEqual([15, 20])
    expect(report?.firstSentAt).toEqual(now)
  })

  it('locks accepted reports of closed periods, and reopens only by the level above', async () => {
    const unit = (posts.officer as Post).unitId
    await system.query(`update periods set state = 'closed' where code = $1`, [period.code])
    expect(await asSystem('test', (db) => lockReports(db, now))).toBe(1)
    const { report } = await as('officer').reports.get({ unitId: unit, period: period.code })
    expect(report?.status).toBe('locked')
    const step = { reportId: report?.id ?? '', version: report?.version ?? -1, reason: 'Xã đề nghị đính chính' }
    await expect(as('leader').reports.reopen({ ...step, requestId: randomUUID() })).rejects.toThrow()
    await as('departmentAdmin').reports.reopen({ ...step, requestId: randomUUID() })
    expect(await totalOf('T1_01')).toMatchObject({ n: 0, an: 0 })
    await system.query(`update periods set state = 'open' where code = $1`, [period.code])
  })
})

describe('what must not happen', () => {
  it('answers a retry with the first answer and refuses the id for anything else', async () => {
    const requestId = randomUUID()
    const unit = (posts.otherLeader as Post).unitId
    const input = { requestId, unitId: unit, period: period.code, cells: cells(required) }
    const first = await as('otherLeader').reports.save(input)
    const again = await as('otherLeader', new Date(now.getTime() + 60_000)).reports.save(input)
    expect(again).toEqual(first)
    await expect(as('otherLeader').reports.save({ ...input, cells: [] })).rejects.toThrow('common.requestReused')
  })

  it('lets nobody act outside his range or beyond his post', async () => {
    const unit = (posts.otherLeader as Post).unitId
    const { report } = await as('otherLeader').reports.get({ unitId: unit, period: period.code })
    const step = () => ({ requestId: randomUUID(), reportId: report?.id ?? '', version: report?.version ?? -1 })
    await expect(as('leader').reports.submit(step())).rejects.toThrow('reports.none')
    await expect(
      as('foreignDepartment').reports.acceptMany({ requestId: randomUUID(), reports: [step()] }),
    ).resolves.toMatchObject({ done: [], skipped: [{ reason: 'reports.none' }] })
    await expect(as('foreignDepartment').reports.get({ unitId: unit, period: period.code })).rejects.toThrow(
      'reports.none',
    )
    await expect(as('analyst').reports.submit(step())).rejects.toThrow()
    await expect(as('ministry').reports.acceptMany({ requestId: randomUUID(), reports: [step()] })).rejects.toThrow(
      'reports.accept',
    )
    await expect(
      as('leader').reports.save({
        requestId: randomUUID(),
        unitId: unit,
        period: period.code,
        cells: cells({ C01: 1 }),
      }),
    ).rejects.toThrow()
  })

  it('refuses illegal figures, rows that are not typed, and sending what has findings', async () => {
    const unit = (posts.thirdLeader as Post).unitId
    const save = (values: Record<string, unknown>) =>
      as('thirdLeader').reports.save({
        requestId: randomUUID(),
        unitId: unit,
        period: period.code,
        cells: Object.entries(values).map(([code, value]) => ({ code, seen: null, value: value as number })),
      })
    for (const bad of [-1, 1.5, 1e300, Number.MAX_SAFE_INTEGER])
      await expect(save({ C01: bad })).rejects.toThrow('reports.figure')
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, {}, []]) await expect(save({ C01: bad })).rejects.toThrow()
    for (const code of ['C05', 'A01', 'A06', 'ZZZ']) await expect(save({ [code]: 1 })).rejects.toThrow('reports.cell')
    await save({ C13: 1, C14: 5 })
    const { report } = await as('thirdLeader').reports.get({ unitId: unit, period: period.code })
    await expect(
      as('thirdLeader').reports.submit({
        requestId: randomUUID(),
        reportId: report?.id ?? '',
        version: report?.version ?? -1,
      }),
    ).rejects.toThrow('reports.findings')
    expect(await totalOf('R00')).toMatchObject({ n: 0 })
  })

  it('does not let a person accept what he submitted under another post', async () => {
    const unit = (posts.otherLeader as Post).unitId
    const otherLeader = posts.otherLeader as Post
    const assignmentId = await makeAssignment({
      personId: otherLeader.personId,
      unit: province,
      role: 'province_officer',
    })
    posts.twoHats = { ...otherLeader, assignmentId, identity: { ...otherLeader.identity, assignmentId } }
    const { report } = await as('otherLeader').reports.get({ unitId: unit, period: period.code })
    await as('otherLeader').reports.submit({
      requestId: randomUUID(),
      reportId: report?.id ?? '',
      version: report?.version ?? -1,
    })
    const sent = await as('otherLeader').reports.get({ unitId: unit, period: period.code })
    const reports = [{ reportId: report?.id ?? '', version: sent.report?.version ?? -1 }]
    await expect(as('twoHats').reports.acceptMany({ requestId: randomUUID(), reports })).rejects.toThrow(
      'reports.accept',
    )
    const { done } = await as('department').reports.acceptMany({ requestId: randomUUID(), reports })
    expect(done).toHaveLength(1)
  })

  it('extends no further than a year, exempts nobody in a month that is closed', async () => {
    const { rows } = await system.query(
      `select o.unit_id from obligations o join periods p on p.id = o.period_id and p.code = $1
         left join reports r on r.period_id = p.id and r.unit_id = o.unit_id
        where r.id is null and o.province_id = $2 limit 1`,
      [period.code, province.id],
    )
    const at = { period: period.code, unitIds: [rows[0].unit_id], reason: 'Mưa lũ, mất điện nhiều ngày' }
    const extend = (dueOn: string) => as('departmentAdmin').reports.extend({ requestId: randomUUID(), ...at, dueOn })
    for (const dueOn of ['2028-01-01', '2099-12-31']) await expect(extend(dueOn)).rejects.toThrow('reports.dueTooFar')
    await expect(extend('9999-12-31')).rejects.toThrow()
    // Who has sent is not made punctual afterwards.
    const sent = { ...at, unitIds: [(posts.officer as Post).unitId], dueOn: '2026-12-31' }
    expect(await as('departmentAdmin').reports.extend({ requestId: randomUUID(), ...sent })).toMatchObject({
      changed: 0,
    })
    await system.query(`update periods set state = 'closed' where code = $1`, [period.code])
    const exempted = await as('departmentAdmin').reports.exempt({ requestId: randomUUID(), ...at, exempt: true })
    expect(exempted).toEqual({ changed: 0 })
    await system.query(`update periods set state = 'open' where code = $1`, [period.code])
  })

  it('lists the queue with what is late and who to call', async () => {
    const queue = await as('department').reports.queue({ period: period.code })
    expect(queue.rows).toHaveLength(78)
    expect(queue.rows.filter((row) => row.received)).toHaveLength(1)
    expect(queue.rows.find((row) => row.unitId === (posts.officer as Post).unitId)?.contact).toMatchObject({
      name: 'officer',
    })
    const later = await as('department', new Date('2026-11-19T03:00:00Z')).reports.queue({ period: period.code })
    // 78 less the accepted one and the reopened one, which had been sent in time.
    expect(later.rows.filter((row) => row.late && !row.received)).toHaveLength(76)
  })

  it('extends to a working day, and says which', async () => {
    const { rows } = await as('department').reports.queue({ period: period.code })
    const unitIds = rows
      .filter((row) => row.reportId === null)
      .map((row) => row.unitId)
      .slice(0, 1)
    const extend = (dueOn: string) =>
      as('departmentAdmin').reports.extend({
        ...{ requestId: randomUUID(), period: period.code, unitIds, dueOn },
        reason: 'Mưa lũ, mất điện nhiều ngày',
      })
    // Saturday, then the Friday of New Year.
    for (const [asked, taken] of [
      ['2026-11-28', '2026-11-30'],
      ['2027-01-01', '2027-01-04'],
      ['2026-11-27', '2026-11-27'],
    ] as const) {
      expect(await extend(asked)).toEqual({ changed: 1, dueOn: taken })
      const queue = await as('department').reports.queue({ period: period.code })
      expect(queue.rows.find((row) => row.unitId === unitIds[0])?.dueAt).toEqual(instantAt(taken, 17))
    }
    await expect(extend('2026-11-15')).rejects.toThrow('reports.dueInPast')
  })
})
