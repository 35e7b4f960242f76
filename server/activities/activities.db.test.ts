import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { as, freshLog, type Log, now, query, session } from '../testing-activities'

const refusedAs = (code: string, message?: string) => expect.objectContaining({ code, ...(message && { message }) })
const requestId = () => randomUUID()
let log: Log

beforeAll(async () => {
  log = await freshLog()
})
afterAll(async () => {
  await endSessions()
  await log?.drop()
})

describe('logging', () => {
  it('a leader logs for his team; sent again it is there once, by the request and by the id', async () => {
    const given = session(log.team.id, { madeAt: new Date('2031-01-01T00:00:00Z'), memberIds: [log.members[0]] })
    const first = await as(log.leader).activities.log(given)
    expect(first).toEqual({ id: given.id, version: 1 })
    expect(await as(log.leader).activities.log(given)).toEqual(first)
    expect(await as(log.leader).activities.log({ ...given, requestId: requestId() })).toEqual(first)
    expect(await query(`select 1 from activities where id = $1`, [given.id])).toHaveLength(1)
    expect(await query(`select 1 from activity_events where activity_id = $1`, [given.id])).toHaveLength(1)
    const seen = await as(log.leader).activities.get({ id: given.id })
    expect(seen).toMatchObject({
      guided: [9, null, 4, null, null],
      households: 12,
      membersPresent: 1,
      state: 'recorded',
    })
    // The device's clock is a claim: the time of receipt is the server's.
    expect(seen.receivedAt).toEqual(now)
    expect(seen.members).toEqual([{ id: log.members[0], fullName: 'Hồ Văn Một' }])
    // Somebody else's activity under the same id is none of ours.
    await expect(as(log.strangerLeader).activities.log(session(log.stranger.id, { id: given.id }))).rejects.toEqual(
      refusedAs('CONFLICT', 'activities.idTaken'),
    )
  })

  it('a commune types for its team and says who told it; both names stand there', async () => {
    const given = session(log.team.id)
    await expect(as(log.officer).activities.log(given)).rejects.toEqual(refusedAs('BAD_REQUEST', 'activities.toldBy'))
    await as(log.officer).activities.log({ ...given, requestId: requestId(), toldBy: 'Hồ Văn Một' })
    const seen = await as(log.leader).activities.get({ id: given.id })
    expect(seen.events).toMatchObject([{ verb: 'log', toldBy: 'Hồ Văn Một' }])
    expect(seen.events?.[0]?.by).not.toBe('Hồ Văn Một')
    expect(seen.can.correct).toBe(false)
  })

  it('nobody logs for a team that is not his', async () => {
    for (const who of [log.sisterLeader, log.neighbour, log.department, log.ministry, log.auditor, log.partner]) {
      await expect(as(who).activities.log(session(log.team.id, { toldBy: 'Ai đó' }))).rejects.toEqual(
        refusedAs('FORBIDDEN'),
      )
    }
  })

  it('a commune may log for each of its teams, a team for itself, nobody above for any', async () => {
    const offered = async (who: typeof log.leader) => (await as(who).activities.teams()).map(({ id }) => id)
    expect(await offered(log.officer)).toEqual(expect.arrayContaining([log.team.id, log.sister.id]))
    expect(await offered(log.leader)).toEqual([log.team.id])
    for (const who of [log.department, log.ministry, log.partner]) expect(await offered(who)).toEqual([])
  })

  it('no day ahead, none before the founding, no stranger’s members, no team of elsewhere, no body from elsewhere', async () => {
    const refuse = (given: object, message: string) =>
      expect(as(log.leader).activities.log(session(log.team.id, given))).rejects.toEqual(
        refusedAs('BAD_REQUEST', message),
      )
    await refuse({ onDay: '2026-11-22' }, 'activities.dayAhead')
    await refuse({ onDay: '2025-12-31' }, 'activities.dayWithoutTeam')
    await refuse({ memberIds: [log.members[2]] }, 'activities.members')
    await refuse({ jointTeamIds: [log.stranger.id] }, 'activities.jointTeams')
    await refuse({ partnerIds: [randomUUID()] }, 'activities.choices')
    for (const given of [
      { households: -1 },
      { households: 1.5 },
      { guided: [1, 2] },
      { tasks: [] },
      { tasks: [1, 1] },
      { tasks: [6] },
      { people: 3, people60: 4 },
      { kind: 'party' },
    ])
      await expect(as(log.leader).activities.log(session(log.team.id, given) as never)).rejects.toEqual(
        refusedAs('BAD_REQUEST'),
      )
  })
})

describe('who sees what', () => {
  it('names stay in the commune, the activity goes up the line, elsewhere there is nothing', async () => {
    const given = session(log.team.id, { memberIds: [log.members[0], log.members[1]] })
    await as(log.leader).activities.log(given)
    for (const who of [log.leader, log.second, log.officer])
      expect((await as(who).activities.get({ id: given.id })).members).toHaveLength(2)
    for (const who of [log.department, log.auditor, log.ministry]) {
      const seen = await as(who).activities.get({ id: given.id })
      expect(seen).toMatchObject({ members: null, events: null, membersPresent: 2, households: 12 })
      expect(seen.can).toMatchObject({ correct: false, reject: false, withdraw: false, addPhoto: false })
    }
    for (const who of [log.sisterLeader, log.strangerLeader, log.neighbour, log.elsewhere])
      await expect(as(who).activities.get({ id: given.id })).rejects.toEqual(refusedAs('NOT_FOUND'))
    await expect(as(log.partner).activities.get({ id: given.id })).rejects.toEqual(refusedAs('FORBIDDEN'))
    await expect(as(log.neighbour).activities.list({ unitId: log.commune.id })).rejects.toEqual(refusedAs('NOT_FOUND'))
  })

  it('a team that took part sees it and has no figures of it', async () => {
    const given = session(log.team.id, { jointTeamIds: [log.sister.id], onDay: '2026-03-05', households: 7 })
    await as(log.leader).activities.log(given)
    expect((await as(log.sisterLeader).activities.get({ id: given.id })).joint.map(({ id }) => id)).toEqual([
      log.sister.id,
    ])
    const list = await as(log.sisterLeader).activities.list({ period: '2026-03' })
    expect(list).toMatchObject({ total: 1, sums: { sessions: 0, households: null } })
    const { teams, total, active } = await as(log.officer).activities.communeFigures({
      communeId: log.commune.id,
      period: '2026-03',
    })
    expect(active).toBe(1)
    expect(total).toMatchObject({ C01: 1, C02: 7, T1_01: 9, T2_01: null, T3_01: 4 })
    expect(teams.find(({ teamId }) => teamId === log.sister.id)?.figures.C01).toBeNull()
    // It reads, and writes nothing of it.
    await expect(
      as(log.sisterLeader).activities.withdraw({ requestId: requestId(), id: given.id, reason: 'không phải của Tổ' }),
    ).rejects.toEqual(refusedAs('FORBIDDEN'))
  })

  it('partners and programmes come down the line and go nowhere else', async () => {
    const partner = await as(log.department).activities.addPartner({
      requestId: requestId(),
      name: 'VNPT',
      kind: 'telecom',
    })
    const programme = await as(log.ministry).activities.addProgramme({
      requestId: requestId(),
      name: 'Bình dân học vụ số',
      startsOn: '2025-03-21',
    })
    const choices = await as(log.leader).activities.choices({ teamId: log.team.id })
    expect(choices.partners.map(({ id }) => id)).toContain(partner.id)
    expect(choices.programmes.map(({ id }) => id)).toContain(programme.id)
    expect(choices.teams.map(({ id }) => id)).toEqual([log.sister.id])
    expect((await as(log.elsewhere).activities.register()).partners).toEqual([])
    await expect(as(log.elsewhere).activities.closePartner({ requestId: requestId(), id: partner.id })).rejects.toEqual(
      refusedAs('NOT_FOUND'),
    )
    await expect(
      as(log.leader).activities.addPartner({ requestId: requestId(), name: 'Chợ', kind: 'other' }),
    ).rejects.toEqual(refusedAs('FORBIDDEN'))
    const given = session(log.team.id, { partnerIds: [partner.id], programmeId: programme.id })
    await as(log.leader).activities.log(given)
    expect(await as(log.leader).activities.get({ id: given.id })).toMatchObject({
      partners: ['VNPT'],
      programme: 'Bình dân học vụ số',
    })
    expect((await as(log.officer).activities.list({ programmeId: programme.id })).total).toBe(1)
  })
})

describe('putting right', () => {
  it('by whoever logged it or by the commune, with a reason; a version that has passed is refused', async () => {
    const given = session(log.team.id, { memberIds: [log.members[0]] })
    await as(log.leader).activities.log(given)
    const { teamId: _team, ...fields } = given
    const correct = { ...fields, version: 1, reason: 'ghi nhầm số hộ', households: 15, memberIds: undefined }
    const ask = (who: typeof log.leader, rest: object = {}) =>
      as(who).activities.correct({ ...correct, requestId: requestId(), ...rest })
    await expect(ask(log.second)).rejects.toEqual(refusedAs('FORBIDDEN'))
    await expect(ask(log.neighbour)).rejects.toEqual(refusedAs('NOT_FOUND'))
    expect(await ask(log.leader)).toEqual({ id: given.id, version: 2 })
    await expect(ask(log.leader)).rejects.toEqual(refusedAs('CONFLICT', 'activities.changed'))
    expect(await ask(log.officer, { version: 2, households: 16 })).toEqual({ id: given.id, version: 3 })
    const seen = await as(log.leader).activities.get({ id: given.id })
    expect(seen.households).toBe(16)
    expect(seen.members).toHaveLength(1)
    expect(seen.events?.map(({ verb }) => verb)).toEqual(['log', 'correct', 'correct'])
    const audit = await query<{ changed: Record<string, unknown> }>(
      `select changed from audit_log where table_name = 'activities' and row_key = $1 and action = 'update' order by id`,
      [given.id],
    )
    expect(audit[0]?.changed.households).toEqual([12, 15])
  })

  it('the commune rejects with a reason; put right it counts again; withdrawn it never does', async () => {
    const given = session(log.sister.id, { onDay: '2026-05-20' })
    await as(log.sisterLeader).activities.log(given)
    const figures = async () =>
      (await as(log.sisterLeader).activities.figures({ teamId: log.sister.id, period: '2026-06' })).C01
    expect(await figures()).toBe(1)
    const step = { id: given.id, reason: 'trùng với buổi hôm trước' }
    await expect(as(log.sisterLeader).activities.reject({ requestId: requestId(), ...step })).rejects.toEqual(
      refusedAs('FORBIDDEN'),
    )
    await as(log.officer).activities.reject({ requestId: requestId(), ...step })
    expect(await figures()).toBeNull()
    expect(await as(log.sisterLeader).activities.get({ id: given.id })).toMatchObject({
      state: 'rejected',
      stateReason: step.reason,
    })
    const { teamId: _team, ...fields } = given
    await as(log.sisterLeader).activities.correct({
      ...fields,
      requestId: requestId(),
      version: 2,
      reason: 'đã sửa ngày',
      onDay: '2026-05-21',
    })
    expect(await figures()).toBe(1)
    await as(log.officer).activities.reject({ requestId: requestId(), ...step })
    await as(log.officer).activities.restore({ requestId: requestId(), id: given.id })
    expect(await figures()).toBe(1)
    await as(log.sisterLeader).activities.withdraw({ requestId: requestId(), ...step })
    expect(await figures()).toBeNull()
    await expect(as(log.officer).activities.restore({ requestId: requestId(), id: given.id })).rejects.toEqual(
      refusedAs('PRECONDITION_FAILED', 'activities.withdrawn'),
    )
    expect((await as(log.officer).activities.list({ state: 'withdrawn' })).rows.map(({ id }) => id)).toContain(given.id)
  })
})

it('a month runs from the 15th to the 14th, both days in it', async () => {
  for (const [onDay, households] of [
    ['2026-06-14', 1],
    ['2026-06-15', 10],
    ['2026-07-14', 100],
    ['2026-07-15', 1000],
  ] as const)
    await as(log.strangerLeader).activities.log(session(log.stranger.id, { onDay, households }))
  const of = async (period: string) =>
    (await as(log.strangerLeader).activities.figures({ teamId: log.stranger.id, period })).C02
  expect([await of('2026-06'), await of('2026-07'), await of('2026-08')]).toEqual([1, 110, 1000])
  expect(await of('2026-09')).toBeNull()
  const { teams } = await as(log.neighbour).activities.communeFigures({ communeId: log.next.id, period: '2026-09' })
  expect(teams).toMatchObject([{ lastOn: '2026-07-15', figures: { C01: null } }])
})

it('late is what came after the team’s report was due, by the server’s clock', async () => {
  await query(
    `insert into periods (code, year, month, starts_on, ends_on, form_version_id, opens_at, send_from_at, team_due_at, commune_due_at, department_due_at, closes_at)
     select '2026-04', 2026, 4, '2026-03-15', '2026-04-14', max(id), '2026-03-15', '2026-04-10', '2026-04-16T17:00:00Z', now(), now(), now() from form_versions
     on conflict do nothing`,
  )
  const [inTime, late] = [session(log.team.id, { onDay: '2026-04-10' }), session(log.team.id, { onDay: '2026-04-10' })]
  await as(log.leader, new Date('2026-04-16T16:59:00Z')).activities.log({ ...inTime, madeAt: now })
  await as(log.leader, new Date('2026-04-16T17:01:00Z')).activities.log({
    ...late,
    madeAt: new Date('2026-04-10T00:00:00Z'),
  })
  const { rows } = await as(log.officer).activities.list({ period: '2026-04' })
  expect(new Map(rows.map((row) => [row.id, row.late]))).toEqual(
    new Map([
      [inTime.id, false],
      [late.id, true],
    ]),
  )
})
