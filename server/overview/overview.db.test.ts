import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../calendar/commands'
import { addMonths, instantAt, monthPeriod } from '../calendar/rules'
import { tallyQueue } from '../reports/queue/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import type { CommuneHome, NationHome, ProvinceHome } from './home/queries'

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
/** Monday 16/11/2026, 10:00: sending is open, due on Wednesday at 17:00. */
const monday = new Date('2026-11-16T03:00:00Z')
/** Friday 20/11/2026, 10:00: two working days late. */
const friday = new Date('2026-11-20T03:00:00Z')

let drop: () => Promise<void>
let province: TestUnit
let communes: TestUnit[]
const actors: Record<string, TestActor> = {}

const as = (name: string, now = monday) => {
  const actor = actors[name]
  if (!actor) throw new Error(`no actor ${name}`)
  return createCaller({ identity: actor.identity, now })
}
const unit = (i: number): TestUnit => {
  const found = communes[i]
  if (!found) throw new Error(`no commune ${i}`)
  return found
}
const homeOf = async <T>(name: string, now = monday, code?: string) =>
  (await as(name, now).overview.home({ period: code })) as T

async function fill(i: number, now = monday, over: Record<string, number> = {}) {
  const values = { C01: 4, C02: 30, T1_01: 20, T2_01: 5, T3_01: 12, T4_01: 9, T5_01: 7, ...over }
  await as(`officer${i}`, now).reports.save({
    requestId: randomUUID(),
    unitId: unit(i).id,
    period: period.code,
    cells: Object.entries(values).map(([code, value]) => ({ code, seen: null, value })),
  })
}

async function step(name: string, i: number, now = monday) {
  const { report } = await as(name, now).reports.get({ unitId: unit(i).id, period: period.code })
  return { requestId: randomUUID(), reportId: report?.id ?? '', version: report?.version ?? -1 }
}

async function send(i: number, now = monday) {
  await fill(i, now)
  await as(`leader${i}`, now).reports.submit(await step(`leader${i}`, i, now))
}

beforeAll(async () => {
  drop = (await freshDatabase()).drop
  await asSystem('test', async (db) => {
    await db.execute(sql`select set_config('app.seed', 'on', true)`)
    await db.execute(sql`update province_settings set reporting_from = ${addMonths(period, -1).startsOn}`)
    for (const each of [addMonths(period, -1), period, addMonths(period, 1)])
      await openPeriod(db, each, instantAt(each.startsOn))
    await db.execute(sql`update periods set state = 'closed' where code = ${addMonths(period, -1).code}`)
    await db.execute(sql`update periods set state = 'planned' where code = ${addMonths(period, 1).code}`)
  })
  province = await findUnit('province', 'Quảng Trị')
  communes = await childrenOf(province)
  for (const i of [0, 1, 2]) {
    actors[`officer${i}`] = await makeActor('commune_officer', unit(i), { contactPhone: `090000010${i}` })
    actors[`leader${i}`] = await makeActor('commune_leader', unit(i))
  }
  actors.department = await makeActor('province_officer', province)
  actors.inCharge = await makeActor('province_officer', province)
  actors.boss = await makeActor('province_leader', province)
  actors.auditor = await makeActor('auditor', province)
  actors.ministry = await makeActor('ministry_admin', await findUnit('nation'))
  actors.analyst = await makeActor('ministry_analyst', await findUnit('nation'))
  actors.partner = await makeActor('partner', province)
  const area = actors.inCharge.assignmentId
  await asSystem('test', (db) =>
    db.execute(
      sql`insert into assignment_areas (assignment_id, unit_id, path) values (${area}, ${unit(1).id}, ${unit(1).path})`,
    ),
  )
})

afterAll(async () => {
  await endSessions()
  await drop?.()
})

describe('the home of a commune', () => {
  it('says what is owed and until when', async () => {
    const home = await homeOf<CommuneHome>('officer0')
    expect(home.level).toBe('commune')
    expect(home.above.fullName).toBe('Tỉnh Quảng Trị')
    const report = home.reports.find((each) => each.period.code === period.code)
    expect(report).toMatchObject({ status: 'none', remaining: 2, late: false, sending: 'open', can: { enter: true } })
    expect(report?.dueAt.toISOString()).toBe('2026-11-18T10:00:00.000Z')
    expect(home.denominators).toBeNull()
    expect(home.can).toMatchObject({ enter: true, approve: false, confirmDenominators: true })
    const late = (await homeOf<CommuneHome>('officer0', friday)).reports.find(
      (each) => each.period.code === period.code,
    )
    expect(late).toMatchObject({ late: true, lateDays: 2, remaining: 0 })
  })

  it('hands the waiting thing from the officer to the leader, and back with the reason', async () => {
    expect(await as('officer0').overview.waiting()).toBe(1)
    expect(await as('leader0').overview.waiting()).toBe(0)
    await fill(0)
    await as('officer0').reports.propose(await step('officer0', 0))
    expect(await as('officer0').overview.waiting()).toBe(0)
    expect(await as('leader0').overview.waiting()).toBe(1)
    const waiting = (await homeOf<CommuneHome>('leader0')).reports.find((each) => each.period.code === period.code)
    expect(waiting).toMatchObject({ status: 'awaiting_leader', can: { approve: true } })
    await as('leader0').reports.sendBack({ ...(await step('leader0', 0)), reason: 'Đề nghị xem lại số buổi' })
    const back = (await homeOf<CommuneHome>('officer0')).reports.find((each) => each.period.code === period.code)
    expect(back).toMatchObject({ status: 'draft', sentBack: 'Đề nghị xem lại số buổi', returned: null })
  })

  it('shows what the level above asks to correct', async () => {
    await as('leader0').reports.submit(await step('leader0', 0))
    expect(await as('department').overview.waiting()).toBe(1)
    expect(await as('inCharge').overview.waiting()).toBe(0)
    await send(1)
    expect(await as('department').overview.waiting()).toBe(2)
    expect(await as('inCharge').overview.waiting()).toBe(1)
    await as('department').reports.return({
      ...(await step('department', 0)),
      reason: 'Đề nghị kiểm tra lại',
      cells: { T1_01: 'Cao bất thường', C01: 'Thấp bất thường' },
    })
    const home = await homeOf<CommuneHome>('officer0')
    expect(home.reports.find((each) => each.period.code === period.code)).toMatchObject({
      status: 'returned',
      returned: { reason: 'Đề nghị kiểm tra lại', cells: 2, resendLateDays: 0 },
    })
    expect(await as('officer0').overview.waiting()).toBe(1)
    expect((await as('officer0').overview.own()).map((each) => each.period.code)).toContain(addMonths(period, -1).code)
  })
})

describe('the home of a province', () => {
  it('counts as the queue counts, and lists the late', async () => {
    await as('department').reports.acceptMany({
      requestId: randomUUID(),
      reports: [await step('department', 1).then(({ reportId, version }) => ({ reportId, version }))],
    })
    await send(2, friday)
    const home = await homeOf<ProvinceHome>('department', friday, period.code)
    const tally = tallyQueue((await as('department', friday).reports.queue({ period: period.code })).rows)
    expect(home.counts).toMatchObject({
      required: tally.required,
      received: tally.received,
      accepted: tally.accepted,
      awaiting: tally.submitted,
      returned: tally.returned,
      overdue: tally.overdue,
      sentLate: tally.sentLate,
      exempt: tally.exempt,
    })
    expect(home.counts).toMatchObject({
      required: communes.length,
      received: 2,
      accepted: 1,
      returned: 1,
      sentLate: 1,
      onTime: 2,
    })
    expect(home.late).toHaveLength(10)
    expect(home.late[0]?.lateDays).toBe(2)
    expect(home.previous?.period.code).toBe(addMonths(period, -1).code)
    expect(home.previous?.counts.received).toBe(0)
  })

  it('is the same to read for a leader and an auditor, with nothing to do', async () => {
    for (const name of ['boss', 'auditor']) {
      const home = await homeOf<ProvinceHome>(name, friday, period.code)
      expect(home.counts.received).toBe(2)
      expect(home.can).toEqual({ accept: false, extend: false })
      expect(await as(name).overview.waiting()).toBe(0)
    }
  })
})

describe('the home of the ministry', () => {
  it('has a row per province, and the newest closed month', async () => {
    const home = await homeOf<NationHome>('ministry', friday, period.code)
    expect(home.rows).toHaveLength(34)
    expect(home.rows.find((row) => row.unitId === province.id)).toMatchObject({
      required: communes.length,
      received: 2,
      accepted: 1,
    })
    expect(home.counts).toMatchObject({ required: 3321, received: 2, accepted: 1 })
    expect(home.published?.period.code).toBe(addMonths(period, -1).code)
    expect(await homeOf('analyst', friday)).toMatchObject({ level: 'nation' })
  })

  it('asks for a province before it shows a queue, and shows no name of a commune', async () => {
    await expect(as('ministry').reports.queue({ period: period.code })).rejects.toThrow('reports.whichProvince')
    const queue = await as('ministry').reports.queue({ period: period.code, provinceId: province.id })
    expect(queue.province.fullName).toBe('Tỉnh Quảng Trị')
    expect(queue.rows).toHaveLength(communes.length)
    expect(queue.rows.every((row) => row.contact === null)).toBe(true)
  })
})

it('leads whoever belongs to a team to that team', async () => {
  const bare = await makeUnit(unit(0), 'team', 'Tổ chưa ghi')
  const team = await makeUnit(unit(0), 'team', 'Tổ công nghệ số cộng đồng thôn Một')
  await asSystem('test', (db) =>
    db.execute(
      sql`insert into teams (unit_id, path, commune_id, level, founded_on) values (${team.id}, ${team.path}, ${unit(0).id}, 'village', '2025-07-01')`,
    ),
  )
  actors.teamLeader = await makeActor('team_leader', team)
  actors.teamMember = await makeActor('team_member', team)
  actors.bareLeader = await makeActor('team_leader', bare)
  for (const name of ['teamLeader', 'teamMember']) {
    expect(await as(name).overview.home({})).toMatchObject({
      level: 'team',
      team: { id: team.id, fullName: team.fullName, leaders: [{ name: actors.teamLeader.fullName }] },
    })
    expect(await as(name).overview.waiting()).toBe(0)
  }
  expect(await as('bareLeader').overview.home({})).toEqual({ level: 'none' })
})

it('has nothing for a post without reports', async () => {
  expect(await as('partner').overview.home({})).toEqual({ level: 'none' })
  expect(await as('partner').overview.waiting()).toBe(0)
})
