import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod, oweTeams } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

/** Teams report a month to their commune, by themselves or through its officer, and its report is their sum (domain.md 22.1 to 22.7). */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-12-12T09:00:00+07:00')
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })
const period = '2026-12'

let cast: Cast
let officer: TestActor
let chief: TestActor
let leader: TestActor
let teams: [TestUnit, TestUnit, TestUnit]
let villages: [TestUnit, TestUnit]

const figures = (n: number) => ({ C01: n, C02: n * 10, T1_01: n * 20, T2_01: 0, T3_01: n, T4_01: n * 2, T5_01: 0 })
const grid = (who = officer, at = now) => as(who, at).teamReports.grid({ communeId: cast.commune.id, period })
const found = (name: string, foundedOn: string) =>
  as(officer).teams.add({ ...once(), communeId: cast.commune.id, level: 'village', name, foundedOn, villageIds: [] })
const rowOf = async (team: { id: number }, who = officer) => {
  const found = (await grid(who)).rows.find(({ teamId }) => teamId === team.id)
  if (!found) throw new Error('no row')
  return found
}
const enter = async (team: TestUnit, over: Record<string, unknown> = {}, who = officer) =>
  as(who).teamReports.enter({
    ...{ ...once(), period },
    reports: [
      {
        ...{ teamId: team.id, version: (await rowOf(team)).version, values: figures(3), source: 'zalo' as const },
        ...{ toldBy: 'Hồ Văn Tin', ...over },
      },
    ],
  })

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  chief = await makeActor('commune_leader', cast.commune)
  villages = [await makeUnit(cast.commune, 'village', 'Thôn Một'), await makeUnit(cast.commune, 'village', 'Thôn Hai')]
  teams = [
    await makeTeam(cast.commune, 'Thôn Một'),
    await makeTeam(cast.commune, 'Thôn Hai'),
    await makeTeam(cast.commune, 'Thôn Ba'),
  ]
  for (const i of [0, 1] as const)
    await as(officer).teams.setCoverage({
      ...once(),
      teamId: teams[i].id,
      from: '2025-08-01',
      villageIds: [villages[i].id],
    })
  leader = await makeActor('team_leader', teams[0])
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    for (const month of [11, 12]) {
      const each = monthPeriod(2026, month)
      await openPeriod(db, each, instantAt(each.startsOn))
    }
  })
})
afterAll(() => cast.close())

describe('what a team owes', () => {
  it('is one row a month since it opened, due two working days after the cut-off; nothing in a team’s first month', async () => {
    const rows = (await grid()).rows
    expect(rows.map(({ teamId, state, status }) => [teamId, state, status])).toEqual(
      expect.arrayContaining(teams.map(({ id }) => [id, 'required', 'none'])),
    )
    const own = await as(leader).teamReports.own({ period })
    expect(own.due.at.toISOString()).toBe(new Date('2026-12-16T23:59:59.999+07:00').toISOString())
    const late = await found('Thôn Mới', '2026-11-20')
    await asSystem('test', (db) => oweTeams(db, period))
    expect(await rowOf(late)).toMatchObject({ state: 'exempt', exemptReason: 'first_period' })
    await as(officer).teams.close({ ...once(), teamId: late.id, on: '2026-12-01' })
    const passing = await found('Thôn Tạm', '2025-09-01')
    await asSystem('test', (db) => oweTeams(db, period))
    expect(await rowOf(passing)).toMatchObject({ state: 'required' })
    await as(officer).teams.close({ ...once(), teamId: passing.id, on: '2026-12-02' })
    await asSystem('test', (db) => oweTeams(db, period))
    expect(await rowOf(passing)).toMatchObject({ state: 'exempt', exemptReason: 'dissolved' })
  })
})

describe('a team’s own report', () => {
  it('is sent from the tenth on, whole, by its leader alone', async () => {
    const send = (values: Record<string, unknown>, at = now, who = leader) =>
      as(who, at).teamReports.send({ ...once(), teamId: teams[0].id, period, version: 0, values } as never)
    expect(await reasonOf(send(figures(2), new Date('2026-12-09T09:00:00+07:00')))).toBe('reports.tooEarly')
    const { C01: _, ...without } = figures(2)
    expect(await reasonOf(send(without))).toBe('teamReports.missing')
    for (const bad of [
      { C01: -1 },
      { C01: 1.5 },
      { C01: 'a' },
      { B01: 3 },
      { C05: 9 },
      { C01: Number.POSITIVE_INFINITY },
      { nope: 1 },
    ])
      await expect(send({ ...figures(2), ...bad }), JSON.stringify(bad)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await reasonOf(send({ ...figures(2), C06: 10, C07: 11 }))).toBe('teamReports.findings')
    expect(await reasonOf(send(figures(2), now, await makeActor('team_member', teams[0])))).toBe('teamReports.send')
    expect(await reasonOf(send(figures(2), now, await makeActor('team_leader', teams[1])))).toBe('teamReports.send')
    await send({ ...figures(2), C06: 30 })
    expect(await as(leader).teamReports.own({ period })).toMatchObject({
      ...{ status: 'sent', values: { ...figures(2), C06: 30 }, source: 'team', version: 1, can: { send: false } },
    })
    expect(await reasonOf(send(figures(9)))).toBe('teamReports.alreadySent')
  })

  it('is returned with a reason per figure, counts nowhere meanwhile, and is sent again; every version stays', async () => {
    const back = {
      teamId: teams[0].id,
      period,
      reason: 'Đề nghị kiểm tra số hộ',
      cells: { C02: 'Nhiều hơn số hộ của thôn' },
    }
    expect(await reasonOf(as(leader).teamReports.return({ ...once(), ...back, version: 1 }))).toBe('teamReports.enter')
    await as(officer).teamReports.return({ ...once(), ...back, version: 1 })
    expect((await grid()).sums).toEqual({})
    expect(await as(leader).teamReports.own({ period })).toMatchObject({
      ...{ status: 'returned', returned: { reason: back.reason, cells: back.cells }, can: { send: true } },
    })
    const again = { ...once(), teamId: teams[0].id, period, values: { ...figures(2), C02: 15 } }
    expect(await reasonOf(as(leader).teamReports.send({ ...again, version: 1 }))).toBe('teamReports.changed')
    await as(leader).teamReports.send({ ...again, ...once(), version: 2 })
    const history = await as(leader).teamReports.history({ teamId: teams[0].id, period })
    expect(history.versions.map(({ values }) => values.C02)).toEqual([15, 20])
    expect(history.events.map(({ verb }) => verb)).toEqual(['send', 'return', 'send'])
    const above = await as(cast.admin).teamReports.history({ teamId: teams[0].id, period })
    expect([above.versions.length, above.events]).toEqual([2, []])
  })
})

describe('the grid of a commune', () => {
  it('takes what teams told: source and who said it, all or nothing, corrections with a reason', async () => {
    expect(await reasonOf(enter(teams[1], { toldBy: '' }))).toBe('teamReports.toldBy')
    expect(await reasonOf(enter(teams[1], { toldOn: '2026-12-13' }))).toBe('teamReports.toldAhead')
    const both = {
      ...{ ...once(), period },
      reports: [
        { teamId: teams[1].id, version: 0, values: figures(3), source: 'zalo' as const, toldBy: 'Hồ Văn Tin' },
        { teamId: teams[2].id, version: 0, values: {}, source: 'phone' as const, toldBy: 'Hồ Thị Gọi' },
      ],
    }
    expect(await reasonOf(as(officer).teamReports.enter(both))).toBe('teamReports.missing')
    expect((await rowOf(teams[1])).status).toBe('none')
    await enter(teams[1])
    await enter(teams[2], { values: {}, nil: true, source: 'phone' })
    expect(await rowOf(teams[2])).toMatchObject({ nil: true, values: { C01: 0, C02: 0, T1_01: 0 }, source: 'phone' })
    expect(await reasonOf(enter(teams[1], { values: figures(4) }))).toBe('teamReports.reason')
    await enter(teams[1], { values: figures(4), reason: 'Tổ báo lại qua điện thoại' })
    const { sums, standing } = await grid()
    expect(sums.C01).toEqual({ sum: 2 + 4 + 0, n: 3 })
    expect(sums.C06).toEqual(undefined)
    expect(standing).toMatchObject({ sent: 3, of: 3, covered: 2, villages: 2 })
  })

  it('is its commune’s: a neighbour enters nothing there, the province reads figures and no names, another province nothing', async () => {
    const neighbour = await makeActor('commune_officer', cast.sibling)
    expect(await reasonOf(enter(teams[1], { reason: 'Thử sửa của xã khác' }, neighbour))).toBe('teamReports.none')
    expect(await reasonOf(enter(teams[1], { reason: 'Thử sửa từ tỉnh' }, cast.admin))).toBe('teamReports.enter')
    const seen = await grid(cast.admin)
    expect(seen.sums.C01?.sum).toBe(6)
    expect(JSON.stringify(seen)).not.toContain('Hồ Văn Tin')
    expect(seen.can).toEqual({ enter: false, return: false, addPhoto: false })
    expect(await reasonOf(grid(cast.otherAdmin))).toBe('teamReports.view')
    expect(await reasonOf(grid(neighbour))).toBe('teamReports.view')
  })

  it('fills the commune’s report once it says so; what is sent is the sum, with how many teams stand behind it', async () => {
    const report = () => as(officer).reports.get({ period })
    expect((await report()).values.C01 ?? null).toBeNull()
    await as(officer).reports.setRegister({ ...once(), register: 'teams', from: period, source: 'register' })
    const filled = await report()
    expect(filled.values).toMatchObject({ C01: 6, C02: 55, T1_01: 120, C05: 120 + 6 + 12 })
    expect(filled.values.C06 ?? null).toBeNull()
    // Of three teams one reported no session.
    expect(filled.values.A11).toBe(1)
    expect(filled.form.rows.find(({ code }) => code === 'C01')?.source).toBe('register')
    // Words stay the commune's own.
    expect(filled.form.rows.find(({ code }) => code === 'E01')?.source).toBe('manual')
    const cell = { code: 'C11', seen: null, value: 2 }
    await as(officer).reports.save({ ...once(), unitId: cast.commune.id, period, cells: [cell] })
    const begun = await report()
    const id = { reportId: begun.report?.id ?? '', version: begun.report?.version ?? 0 }
    await as(chief).reports.submit({ ...once(), ...id })
    const sent = await as(cast.admin).reports.get({ unitId: cast.commune.id, period })
    expect(sent.values).toMatchObject({ C01: 6, C02: 55, C11: 2 })
    expect(sent.report?.teams).toEqual({ sent: 3, of: 3, covered: 2, villages: 2 })
    expect(await reasonOf(enter(teams[1], { values: figures(9), reason: 'Sau khi xã đã gửi' }))).toBe(
      'teamReports.communeSent',
    )
    expect((await as(leader).teamReports.own({ period })).taking).toBe('sent')
    const { rows } = await lookAt(cast.urls.system, (client) =>
      client.query(`select t.submitted_num::int as num from totals t join indicators i on i.id = t.indicator_id join periods p on p.id = t.period_id
                     where p.code = '${period}' and i.code = 'C02'`),
    )
    expect(rows).toEqual([{ num: 55 }])
  })

  it('a team without sessions in two months is told of, one whose sessions stand in an accepted report is not (22.4)', async () => {
    const quiet = async (at: Date) =>
      (await as(officer, at).rosters.states({ communeId: cast.commune.id }))
        ?.filter(({ alerts }) => alerts.includes('noActivity'))
        .map(({ id }) => id)
    const after = new Date('2026-12-16T09:00:00+07:00')
    expect(await quiet(after)).toEqual(expect.arrayContaining(teams.map(({ id }) => id)))
    const waiting = await as(cast.admin).reports.get({ unitId: cast.commune.id, period })
    await as(cast.admin).reports.acceptMany({
      ...once(),
      reports: [{ reportId: waiting.report?.id ?? '', version: waiting.report?.version ?? 0 }],
    })
    expect(await quiet(after)).toEqual([teams[2].id])
  })
})
