import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, asUser } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeAssignment, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '../../../calendar/commands'
import { instantAt, monthPeriod } from '../../../calendar/rules'
import { appRouter } from '../../../router'
import { createCallerFactory } from '../../../trpc'
import { lockReports } from '../../commands'

/** Figures of a team that arrive after its commune has sent ("Số liệu bổ sung kỳ trước", domain.md 22.6). */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-12-12T09:00:00+07:00')
const later = new Date('2027-02-03T09:00:00+07:00')
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })
const period = '2026-12'
const reason = 'Tin nhắn của Tổ đến muộn'

let cast: Cast
let officer: TestActor
let chief: TestActor
let leader: TestActor
let department: TestActor
let teams: [TestUnit, TestUnit, TestUnit]

const figures = (n: number) => ({ C01: n, C02: n * 10, T1_01: n * 20, T2_01: 0, T3_01: n, T4_01: n * 2, T5_01: 0 })
const report = (who = officer, at = now) => as(who, at).reports.get({ unitId: cast.commune.id, period })
const step = async () => {
  const { report: row } = await report()
  return { ...once(), reportId: row?.id ?? '', version: row?.version ?? 0 }
}
const lates = (who = officer, at = now) => as(who, at).teamReports.late({ communeId: cast.commune.id, period })
const lateOf = async (team: TestUnit, who = officer) => {
  const found = (await lates(who)).reports.find(({ teamId }) => teamId === team.id)
  if (!found) throw new Error('nothing late')
  return found
}
const versionOf = async (team: TestUnit) =>
  (await as(officer).teamReports.grid({ communeId: cast.commune.id, period })).rows.find(
    ({ teamId }) => teamId === team.id,
  )?.version ?? -1
/** Each a minute after the one before. */
let minutes = 0
const handIn = async (
  team: TestUnit,
  values: Record<string, unknown>,
  over: Record<string, unknown> = {},
  who = officer,
) =>
  as(who, new Date(now.getTime() + 60_000 * ++minutes)).teamReports.handInLate({
    ...{ ...once(), teamId: team.id, period, version: await versionOf(team), values, toldBy: 'Hồ Văn Muộn', reason },
    ...over,
  } as never)
const consent = async (team: TestUnit, who = department, at = now) =>
  as(who, at).teamReports.consentLate({
    ...{ ...once(), id: (await lateOf(team)).id, version: (await report()).report?.version ?? 0 },
  })
const total = (code: string) =>
  lookAt(cast.urls.system, async (client) => {
    const { rows } = await client.query<{ num: number; accepted: number }>(
      `select t.submitted_num::int as num, t.accepted_num::int as accepted from totals t join indicators i on i.id = t.indicator_id
         join periods p on p.id = t.period_id where p.code = $1 and i.code = $2 and i.owner_unit_id is null`,
      [period, code],
    )
    return rows[0] ?? { num: 0, accepted: 0 }
  })

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  chief = await makeActor('commune_leader', cast.commune)
  department = await makeActor('department_leader', cast.province)
  teams = [
    await makeTeam(cast.commune, 'Thôn Một'),
    await makeTeam(cast.commune, 'Thôn Hai'),
    await makeTeam(cast.commune, 'Thôn Ba'),
  ]
  leader = await makeActor('team_leader', teams[2])
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    for (const month of [11, 12]) {
      const each = monthPeriod(2026, month)
      await openPeriod(db, each, instantAt(each.startsOn))
    }
  })
  for (const [i, n] of [
    [0, 2],
    [1, 3],
  ] as const)
    await as(officer).teamReports.enter({
      ...{ ...once(), period },
      reports: [{ teamId: teams[i].id, version: 0, values: figures(n), source: 'zalo', toldBy: 'Hồ Văn Tin' }],
    })
  await as(officer).reports.setRegister({ ...once(), register: 'teams', from: period, source: 'register' })
  const cells = [{ code: 'C11', seen: null, value: 2 }]
  await as(officer).reports.save({ ...once(), unitId: cast.commune.id, period, cells })
})
afterAll(() => cast.close())

describe('handing in', () => {
  it('is for a month whose report has left: until then figures are entered as usual', async () => {
    expect((await lates()).can.handIn).toBe(false)
    expect(await reasonOf(handIn(teams[2], figures(1)))).toBe('teamReports.lateTooEarly')
    await as(chief).reports.submit(await step())
    expect(await lates()).toMatchObject({ takes: true, reports: [], can: { handIn: true } })
    expect(await total('C02')).toEqual({ num: 50, accepted: 0 })
  })

  it('asks for whole figures by the form, who told them and why; nothing becomes blank, nothing stays the same', async () => {
    const { C01: _, ...without } = figures(4)
    expect(await reasonOf(handIn(teams[2], without))).toBe('teamReports.missing')
    expect(await reasonOf(handIn(teams[2], { ...figures(4), C05: 9 }))).toBe('teamReports.figures')
    expect(await reasonOf(handIn(teams[2], { ...figures(4), C01: -1 }))).toBe('teamReports.figures')
    expect(await reasonOf(handIn(teams[2], figures(4), { toldBy: '' }))).toBe('teamReports.toldBy')
    expect(await reasonOf(handIn(teams[2], figures(4), { toldOn: '2026-12-13' }))).toBe('teamReports.toldAhead')
    await expect(handIn(teams[2], figures(4), { reason: 'a' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await reasonOf(handIn(teams[2], figures(4), { version: 7 }))).toBe('teamReports.changed')
    expect(await reasonOf(handIn(teams[0], figures(2)))).toBe('teamReports.lateSame')
  })

  it('waits for the level above, shows what becomes of both, and moves nothing meanwhile', async () => {
    await handIn(teams[2], { ...figures(4), C06: 30 })
    expect(await reasonOf(handIn(teams[2], figures(5)))).toBe('teamReports.lateWaiting')
    const seen = await lateOf(teams[2], department)
    expect(seen).toMatchObject({ state: 'asked', reason, can: { consent: true, refuse: true, withdraw: false } })
    const of = (code: string) => seen.figures.find((each) => each.code === code)
    expect(of('C02')).toMatchObject({ before: null, after: 40, commune: { before: 50, after: 90 } })
    expect(of('C06')).toMatchObject({ before: null, after: 30, commune: { before: null, after: 30 } })
    expect(seen.derived).toEqual([{ code: 'C05', before: 115, after: 207 }])
    expect(JSON.stringify(seen)).not.toContain('Hồ Văn Muộn')
    expect((await report(department)).values.C02).toBe(50)
    expect(await total('C02')).toEqual({ num: 50, accepted: 0 })
    const queued = async () =>
      (await as(department).reports.queue({ period })).rows.find(({ unitId }) => unitId === cast.commune.id)
    expect(await queued()).toMatchObject({ lateWaiting: 1, submissionNo: 1 })
    const mine = await lateOf(teams[2])
    expect(mine.can).toMatchObject({ consent: false, refuse: false, withdraw: true, handOn: false, take: false })
  })

  it('is taken back by the commune; nobody else’s business', async () => {
    const { id } = await lateOf(teams[2])
    const neighbour = await makeActor('commune_officer', cast.sibling)
    for (const [who, word] of [
      [neighbour, 'teamReports.noLate'],
      [cast.otherAdmin, 'teamReports.noLate'],
      [leader, 'teamReports.enter'],
      [cast.admin, 'teamReports.enter'],
      [cast.ministry, 'teamReports.enter'],
    ] as const)
      expect(await reasonOf(as(who).teamReports.withdrawLate({ ...once(), id })), word).toBe(word)
    await as(officer).teamReports.withdrawLate({ ...once(), id })
    expect((await lateOf(teams[2])).state).toBe('withdrawn')
    expect(await reasonOf(as(officer).teamReports.withdrawLate({ ...once(), id }))).toBe('teamReports.lateAnswered')
    expect(await reasonOf(as(department).teamReports.consentLate({ ...once(), id, version: 2 }))).toBe(
      'teamReports.lateAnswered',
    )
  })

  it('by the team’s leader waits for the commune first, which hands it on', async () => {
    const stranger = await makeActor('team_leader', teams[0])
    expect(await reasonOf(handIn(teams[2], figures(4), {}, stranger))).toBe('teamReports.send')
    await handIn(teams[2], { ...figures(4), C06: 30 }, {}, leader)
    const seen = await as(leader).teamReports.late({ teamId: teams[2].id, period })
    expect(seen).toMatchObject({ version: null, reports: [{ state: 'held', source: 'team', can: { handOn: false } }] })
    expect(seen.reports[0]?.figures[0]?.commune).toBeNull()
    expect((await lateOf(teams[2], department)).can).toMatchObject({ consent: false, refuse: false })
    const { id } = await lateOf(teams[2])
    expect(await reasonOf(as(department).teamReports.consentLate({ ...once(), id, version: 2 }))).toBe(
      'teamReports.lateAnswered',
    )
    expect(await reasonOf(as(leader).teamReports.handOnLate({ ...once(), id }))).toBe('teamReports.enter')
    await as(officer).teamReports.handOnLate({ ...once(), id })
    expect((await lateOf(teams[2], department)).can).toMatchObject({ consent: true, refuse: true })
  })
})

describe('the level above', () => {
  it('is who receives the report: not the ministry, not another province, not who reads, not who handed it in or on', async () => {
    const { id } = await lateOf(teams[2])
    const version = (await report()).report?.version ?? 0
    const both = {
      ...officer,
      identity: {
        ...officer.identity,
        assignmentId: await makeAssignment({
          ...{ personId: officer.personId, unit: cast.province, role: 'province_officer' },
        }),
      },
    }
    for (const [who, word] of [
      [cast.ministry, 'teamReports.answerLate'],
      [cast.otherAdmin, 'teamReports.noLate'],
      [await makeActor('province_leader', cast.province), 'common.forbidden'],
      [await makeActor('auditor', cast.province), 'common.forbidden'],
      [chief, 'teamReports.answerLate'],
      [both, 'teamReports.answerLate'],
    ] as const) {
      expect(await reasonOf(as(who).teamReports.consentLate({ ...once(), id, version }))).toBe(word)
      expect(await reasonOf(as(who).teamReports.refuseLate({ ...once(), id, reason: 'Không đúng kỳ' }))).toBe(word)
    }
    expect((await lateOf(teams[2], both)).can).toMatchObject({ consent: false, refuse: false })
    // What the ministry reads are figures.
    expect((await lates(cast.ministry)).reports).toHaveLength(1)
    expect(JSON.stringify(await lates(cast.ministry))).not.toContain('Hồ Văn Muộn')
    expect(await reasonOf(lates(cast.otherAdmin))).toBe('teamReports.view')
  })

  it('asked past the rules, the ledger says the same', async () => {
    const { id } = await lateOf(teams[2])
    const version = (await report()).report?.version ?? 0
    const ask = (who: TestActor, over = version, mode: 'read' | 'write' = 'write') =>
      asUser(who.identity, mode, now, async (db) => {
        const { rows } = await db.execute<{ answer: string | null }>(
          `select consent_late_report('${id}', ${over}) as answer`,
        )
        return rows[0]?.answer ?? null
      })
    const both = await makeAssignment({ personId: officer.personId, unit: cast.province, role: 'province_admin' })
    expect(await ask({ ...officer, identity: { ...officer.identity, assignmentId: both } })).toBe('own')
    expect(await ask(department, version + 1)).toBe('changed')
    for (const who of [chief, leader, cast.ministry, cast.otherAdmin, await makeActor('auditor', cast.province)])
      expect(await ask(who)).toBeNull()
    expect(await ask(department, version, 'read')).toBeNull()
    expect((await lateOf(teams[2])).state).toBe('asked')
    // Nor does the login write what is the ledger's to write.
    for (const [who, sql] of [
      [department, `update late_team_reports set state = 'consented', answered_at = now()`],
      [officer, `update late_team_reports set state = 'consented', answered_at = now()`],
      [officer, `update late_team_reports set values = '{}'`],
      [
        leader,
        `insert into late_team_reports (period_id, unit_id, path, state, team_version, nil, values, source, reason, asked_by, asked_at, passed_by)
         select period_id, unit_id, path, 'asked', 0, false, '{}', 'team', 'a', '${leader.personId}', now(), '${leader.personId}' from team_reports`,
      ],
      [
        officer,
        `insert into late_team_reports (period_id, unit_id, path, state, team_version, nil, values, source, reason, asked_by, asked_at)
         select period_id, unit_id, path, 'held', 0, false, '{}', 'team', 'a', '${chief.personId}', now() from team_reports limit 1`,
      ],
    ] as const)
      await expect(
        asUser(who.identity, 'write', now, (db) => db.execute(sql)),
        sql,
      ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('refuses with a reason, and the commune reads it', async () => {
    const { id } = await lateOf(teams[2])
    await expect(as(department).teamReports.refuseLate({ ...once(), id, reason: '' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await as(department).teamReports.refuseLate({ ...once(), id, reason: 'Số của kỳ sau, không phải kỳ này' })
    expect(await lateOf(teams[2])).toMatchObject({ state: 'refused', answer: 'Số của kỳ sau, không phải kỳ này' })
    expect(await total('C02')).toEqual({ num: 50, accepted: 0 })
  })

  it('consents in one tap: a version of the team and of the commune, the status and the first sending as they were', async () => {
    const before = await report(department)
    await handIn(teams[2], { ...figures(4), C06: 30 })
    const { id, askedAt: handedInAt } = await lateOf(teams[2])
    const input = { ...once(), id, version: before.report?.version ?? 0 }
    await as(department, later).teamReports.consentLate(input)
    // Asked again after a lost answer it is answered, not done again.
    await as(department, later).teamReports.consentLate(input)
    const after = await report(department)
    expect(after.status).toBe('submitted')
    expect(after.values).toMatchObject({ C01: 9, C02: 90, C05: 207, C06: 30, C11: 2, T1_01: 180 })
    expect({ ...before.values, ...{ C01: 9, C02: 90, C05: 207, C06: 30, T1_01: 180, T3_01: 9, T4_01: 18 } }).toEqual(
      after.values,
    )
    expect(after.report).toMatchObject({
      ...{ submissionNo: 2, firstSentAt: before.report?.firstSentAt, submittedAt: before.report?.submittedAt },
      ...{ submittedBy: before.report?.submittedBy, teams: { sent: 3, of: 3 } },
    })
    expect(after.due.lateness).toEqual(before.due.lateness)
    const said = after.events.at(-1)
    expect(said).toMatchObject({ verb: 'supplement', fromStatus: 'submitted', toStatus: 'submitted', submissionNo: 2 })
    expect(said?.reason).toContain(reason)
    const versions = await as(department).reports.versions({ reportId: after.report?.id ?? '' })
    expect(versions.map(({ values, submittedAt }) => [values.C02, submittedAt])).toEqual([
      [90, later],
      [50, before.report?.submittedAt],
    ])
    expect([await total('C02'), await total('C05'), await total('C06')].map(({ num }) => num)).toEqual([90, 207, 30])
    const row = (await as(officer).teamReports.grid({ communeId: cast.commune.id, period })).rows.find(
      ({ teamId }) => teamId === teams[2].id,
    )
    // The commune has sent once, and nothing waits any more.
    const queue = await as(department).reports.queue({ period })
    expect(queue.rows.find(({ unitId }) => unitId === cast.commune.id)).toMatchObject({
      ...{ submissionNo: 1, lateWaiting: 0, late: false },
    })
    // Received when it was handed in, not when it was agreed to.
    expect(row).toMatchObject({
      status: 'sent',
      values: { ...figures(4), C06: 30 },
      firstSentAt: handedInAt,
      late: false,
    })
    const history = await as(officer).teamReports.history({ teamId: teams[2].id, period })
    expect(history.events.map(({ verb }) => verb)).toEqual(['supplement', 'late', 'late', 'late'])
    expect(history.events[1]).toMatchObject({ toldBy: 'Hồ Văn Muộn', reason })
    expect((await as(department).teamReports.history({ teamId: teams[2].id, period })).events).toEqual([])
  })

  it('puts right a figure that was sent, down as well as up, also in a locked report of a closed month', async () => {
    const { reportId, version } = await step()
    await as(department).reports.acceptMany({ ...once(), reports: [{ reportId, version }] })
    await asSystem('test', async (db) => {
      await db.execute(`update periods set state = 'closed' where code = '${period}'`)
      await lockReports(db, now)
    })
    expect((await report()).status).toBe('locked')
    expect(await reasonOf(handIn(teams[2], figures(4)))).toBe('teamReports.lateBlank')
    await handIn(teams[0], { ...figures(2), C02: 5, T1_01: 41 })
    expect((await lateOf(teams[0], department)).figures.map(({ code }) => code)).toEqual(['C02', 'T1_01'])
    await consent(teams[0])
    expect(await report(department)).toMatchObject({ status: 'locked', values: { C02: 75, T1_01: 181, C05: 208 } })
    expect([await total('C02'), await total('C05')]).toEqual([
      { num: 75, accepted: 75 },
      { num: 208, accepted: 208 },
    ])
    // Never part of the month after.
    const { rows } = await lookAt(cast.urls.system, (client) =>
      client.query(
        `select count(*)::int as n from team_reports r join periods p on p.id = r.period_id where p.code <> $1 and r.status <> 'none'`,
        [period],
      ),
    )
    expect(rows).toEqual([{ n: 0 }])
  })
})

describe('a report that is being corrected', () => {
  it('takes what waited as if it were typed now, or closes it; sent again, the sum is the sum', async () => {
    await handIn(teams[1], figures(7))
    await handIn(teams[0], figures(1))
    await as(department).reports.reopen({ ...(await step()), reason: 'Kiểm tra lại số liệu của Tổ' })
    expect(await total('C02')).toEqual({ num: 0, accepted: 0 })
    // The draft of the report holds what was agreed to.
    expect((await report()).values).toMatchObject({ C02: 75, T1_01: 181, C05: 208, C11: 2 })
    expect((await lateOf(teams[1])).can).toMatchObject({ take: true, close: true, handOn: false })
    expect((await lateOf(teams[1], department)).can.consent).toBe(false)
    expect(await reasonOf(consent(teams[1]))).toBe('teamReports.lateNotSent')
    expect(await reasonOf(handIn(teams[2], { ...figures(5), C06: 30 }))).toBe('teamReports.lateTooEarly')
    const id = async (team: TestUnit) => ({ ...once(), id: (await lateOf(team)).id })
    expect(await reasonOf(as(department).teamReports.takeLate(await id(teams[1])))).toBe('teamReports.enter')
    await as(officer).teamReports.takeLate(await id(teams[1]))
    await as(officer).teamReports.closeLate(await id(teams[0]))
    expect([(await lateOf(teams[1])).state, (await lateOf(teams[0])).state]).toEqual(['taken', 'closed'])
    expect((await report()).values).toMatchObject({ C01: 2 + 7 + 4, C02: 5 + 70 + 40, T1_01: 41 + 140 + 80 })
    await as(chief).reports.submit(await step())
    expect(await total('C02')).toEqual({ num: 115, accepted: 0 })
    expect((await report(department)).values).toMatchObject({ C02: 115, C06: 30, C11: 2 })
  })

  it('what waited is closed by itself when the team’s line is typed anew', async () => {
    await handIn(teams[1], figures(8))
    await as(department).reports.return({ ...(await step()), reason: 'Kiểm tra lại số liệu của Tổ', cells: {} })
    await as(officer).teamReports.enter({
      ...{ ...once(), period },
      reports: [
        {
          ...{ teamId: teams[1].id, version: await versionOf(teams[1]), values: figures(9), source: 'phone' },
          ...{ toldBy: '', reason: 'Tổ báo lại qua điện thoại' },
        },
      ],
    })
    expect((await lateOf(teams[1])).state).toBe('closed')
    await as(chief).reports.submit(await step())
    expect(await total('C02')).toEqual({ num: 5 + 90 + 40, accepted: 0 })
  })

  it('figures that nobody sums are moved by the difference too, and never below none', async () => {
    await as(officer).reports.recall(await step())
    const typed = { C02: 3, C06: null }
    // As if the commune had typed the month by hand.
    await asSystem('test', async (db) => {
      await db.execute(`update register_starts set source = 'manual' where register = 'teams'`)
      await db.execute(`update report_drafts set values = values || '${JSON.stringify(typed)}'`)
    })
    await as(chief).reports.submit(await step())
    expect((await report(department)).values.C02).toBe(3)
    expect(await reasonOf(handIn(teams[1], { ...figures(9), C02: 80 }))).toBe('teamReports.lateBelow')
    // Each figure is right by itself, and in the commune's report more people than times that anybody was guided.
    expect(await reasonOf(handIn(teams[1], { ...figures(9), C06: 9000 }))).toBe('teamReports.lateAgainst')
    await handIn(teams[1], { ...figures(9), C02: 94 })
    await consent(teams[1])
    expect((await report(department)).values.C02).toBe(7)
    expect((await total('C02')).num).toBe(7)
    // Recalled and sent again, what was agreed to stays.
    await as(officer).reports.recall(await step())
    await as(chief).reports.submit(await step())
    expect((await total('C02')).num).toBe(7)
  })
})

it('an id of nothing is nothing', async () => {
  const id = randomUUID()
  expect(await reasonOf(as(department).teamReports.consentLate({ ...once(), id, version: 1 }))).toBe(
    'teamReports.noLate',
  )
  expect(await reasonOf(as(officer).teamReports.takeLate({ ...once(), id }))).toBe('teamReports.noLate')
  expect(await reasonOf(as(officer).teamReports.late({ period } as never))).toBe('common.invalid')
})
