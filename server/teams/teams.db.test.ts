import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import { createCallerFactory, router } from '../trpc'
import { unitsRouter } from '../units/router'
import { teamsRouter } from './router'

const createCaller = createCallerFactory(router({ teams: teamsRouter, units: unitsRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: { identity: Identity }) => createCaller({ identity: who.identity, now })
const requestId = () => randomUUID()
const refusedAs = (code: string) => expect.objectContaining({ code })

let database: Awaited<ReturnType<typeof freshDatabase>>
let province: TestUnit
let commune: TestUnit
type Actor = Awaited<ReturnType<typeof makeActor>>
let officer: Actor
let neighbour: Actor
let department: Actor
let otherProvince: Actor
let villages: number[]

beforeAll(async () => {
  database = await freshDatabase()
  province = await findUnit('province', 'Thanh Hóa')
  const [first, second] = await childrenOf(province)
  if (!first || !second) throw new Error('no communes')
  commune = first
  officer = await makeActor('commune_officer', first)
  neighbour = await makeActor('commune_officer', second)
  department = await makeActor('province_admin', province)
  otherProvince = await makeActor('province_admin', await findUnit('province', 'Cà Mau'))
  await as(officer).units.importVillages({
    requestId: requestId(),
    communeId: commune.id,
    text: 'Thôn 1\nThôn 2\nThôn 3\nThôn 10',
    from: '2025-07-01',
    dryRun: false,
  })
  villages = (await as(officer).units.tree({ id: commune.id })).map((village) => village.id)
})
afterAll(async () => {
  await endSessions()
  await database?.drop()
})

it('villages named by a number stand in the order of numbers', async () => {
  const tree = await as(officer).units.tree({ id: commune.id })
  expect(tree.map((village) => village.fullName)).toEqual(['Thôn 1', 'Thôn 2', 'Thôn 3', 'Thôn 10'])
})

it('a team is founded with what it covers; coverage is n/N and dated', async () => {
  const [one = 0, two = 0, three = 0, ten = 0] = villages
  const found = {
    requestId: requestId(),
    communeId: commune.id,
    level: 'village' as const,
    name: 'Thôn 1',
    foundedOn: '2026-01-01',
  }
  const { id } = await as(officer).teams.add({ ...found, villageIds: [one, two] })
  await expect(as(officer).teams.add({ ...found, requestId: requestId(), villageIds: [] })).rejects.toEqual(
    refusedAs('CONFLICT'),
  )
  const list = await as(officer).teams.list({ communeId: commune.id })
  expect(list).toMatchObject({ covered: 2, can: { manage: true } })
  expect(list?.teams[0]).toMatchObject({ fullName: 'Tổ công nghệ số cộng đồng Thôn 1', state: 'active' })

  await as(officer).teams.setCoverage({
    requestId: requestId(),
    teamId: id,
    from: '2026-06-01',
    villageIds: [two, three, ten],
  })
  expect(
    (await as(officer).teams.list({ communeId: commune.id, on: '2026-05-31' }))?.teams[0]?.villages.map((v) => v.id),
  ).toEqual([one, two])
  expect((await as(officer).teams.list({ communeId: commune.id }))?.covered).toBe(3)
  await expect(
    as(officer).teams.setCoverage({ requestId: requestId(), teamId: id, from: '2026-03-01', villageIds: [one] }),
  ).rejects.toEqual(refusedAs('PRECONDITION_FAILED'))
  expect(await as(department).teams.coverage({ unitId: province.id })).toEqual([
    { communeId: commune.id, villages: 4, covered: 3, communeTeams: 0, villageTeams: 1, committee: false },
  ])
})

it('a commune has a steering committee while one of its own is in force', async () => {
  const [, second] = await childrenOf(province)
  const decided = { decisionNumber: '12/QĐ-UBND', decidedOn: '2026-02-25', head: 'Chủ tịch UBND', deputies: [] }
  const committee = (name: string) => ({ requestId: requestId(), ...decided, name, validFrom: '2026-03-01' })
  const { id } = await as(neighbour).units.addCommittee({ unitId: second?.id ?? 0, ...committee('Ban Chỉ đạo xã') })
  await as(neighbour).units.addCommittee({ unitId: second?.id ?? 0, ...committee('Ban Chỉ đạo khác') })
  await as(department).units.addCommittee({ unitId: province.id, ...committee('Ban Chỉ đạo tỉnh') })
  const rows = async (on?: string) => (await as(department).teams.coverage({ unitId: province.id, on })) ?? []
  const none = { villages: 0, covered: 0, communeTeams: 0, villageTeams: 0 }
  expect((await rows()).map((row) => row.communeId)).toEqual([commune.id, second?.id])
  expect((await rows())[1]).toEqual({ communeId: second?.id, ...none, committee: true })
  expect((await rows())[0]?.committee).toBe(false)
  expect((await rows('2026-02-28')).map((row) => row.communeId)).toEqual([commune.id])
  await as(neighbour).units.endCommittee({ requestId: requestId(), committeeId: id, to: '2026-05-01' })
  expect((await rows('2026-05-01'))[1]?.committee).toBe(true)
  const others = await as(neighbour).units.get({ id: second?.id ?? 0 })
  for (const each of others.committees ?? [])
    await as(neighbour).units.endCommittee({ requestId: requestId(), committeeId: each.id, to: '2026-06-01' })
  expect((await rows('2026-05-31'))[1]?.committee).toBe(true)
  expect((await rows('2026-06-01')).map((row) => row.communeId)).toEqual([commune.id])
})

it('a village that ended is still shown at its team, and counts no more', async () => {
  const [, two = 0] = villages
  await as(officer).units.closeVillage({ requestId: requestId(), villageId: two, to: '2026-11-01', note: null })
  const list = await as(officer).teams.list({ communeId: commune.id })
  expect(list?.villages).toHaveLength(3)
  expect(list?.covered).toBe(2)
  expect(list?.teams[0]?.villages.find((village) => village.id === two)?.standing).toBe(false)
})

it('nobody else founds, covers or dissolves, and strangers see nothing', async () => {
  const list = await as(officer).teams.list({ communeId: commune.id })
  const teamId = list?.teams[0]?.id ?? 0
  const found = {
    communeId: commune.id,
    level: 'commune' as const,
    name: 'Cấp xã',
    foundedOn: '2026-01-01',
    villageIds: [],
  }
  for (const who of [neighbour, department, otherProvince])
    await expect(as(who).teams.add({ requestId: requestId(), ...found })).rejects.toEqual(refusedAs('FORBIDDEN'))
  const cover = () => ({ requestId: requestId(), teamId, from: '2026-11-20', villageIds: [] })
  await expect(as(department).teams.setCoverage(cover())).rejects.toEqual(refusedAs('FORBIDDEN'))
  await expect(as(neighbour).teams.setCoverage(cover())).rejects.toEqual(refusedAs('NOT_FOUND'))
  await expect(as(otherProvince).teams.close({ requestId: requestId(), teamId, on: '2026-11-20' })).rejects.toEqual(
    refusedAs('NOT_FOUND'),
  )
  expect(await as(neighbour).teams.list({ communeId: commune.id })).toBeNull()
  expect(await as(otherProvince).teams.coverage({ unitId: province.id })).toBeNull()
  expect(await as(officer).teams.list({ communeId: commune.id })).toEqual(list)
})

it('a team has a page: level, state, days, villages, and its leader by name where names are seen', async () => {
  const [team] = (await childrenOf(commune)).filter((unit) => unit.level === 'team')
  if (!team) throw new Error('no team')
  const handover = new Date('2026-10-01T00:00:00+07:00')
  await makeActor('team_leader', team, { fullName: 'Hà Thị Trước', validTo: handover })
  const leader = await makeActor('team_leader', team, {
    fullName: 'Lò Văn Sau',
    title: 'Tổ trưởng',
    validFrom: handover,
  })
  const member = await makeActor('team_member', team)
  const seen = await as(leader).teams.get({ id: team.id })
  expect(seen).toMatchObject({
    ...{ fullName: 'Tổ công nghệ số cộng đồng Thôn 1', level: 'village', state: 'active', on: '2026-11-21' },
    ...{ foundedOn: '2026-01-01', dissolvedOn: null, commune: { id: commune.id, fullName: commune.fullName } },
    leaders: [{ assignmentId: leader.assignmentId, name: 'Lò Văn Sau', title: 'Tổ trưởng' }],
    chatLink: null,
    can: { manage: false, setChatLink: true },
  })
  expect(seen?.villages.map((village) => village.fullName)).toEqual(['Thôn 2', 'Thôn 3', 'Thôn 10'])
  expect(seen?.villages.map((village) => village.standing)).toEqual([false, true, true])
  const reads = { manage: false, setChatLink: false, seeChat: true }
  expect(await as(member).teams.get({ id: team.id })).toEqual({ ...seen, can: reads })
  expect(await as(officer).teams.get({ id: team.id })).toEqual({
    ...seen,
    can: { manage: true, setChatLink: true, seeChat: true },
  })
  expect(await as(department).teams.get({ id: team.id })).toEqual({
    ...{ ...seen, leaders: null },
    can: { ...reads, seeChat: false },
  })

  const before = await as(officer).teams.get({ id: team.id, on: '2026-05-31' })
  expect(before?.leaders?.map((each) => each.name)).toEqual(['Hà Thị Trước'])
  expect(before?.villages.map((village) => village.fullName)).toEqual(['Thôn 1', 'Thôn 2'])
  const lastDay = await as(officer).teams.get({ id: team.id, on: '2026-09-30' })
  expect(lastDay?.leaders?.map((each) => each.name)).toEqual(['Hà Thị Trước'])

  for (const who of [neighbour, otherProvince]) expect(await as(who).teams.get({ id: team.id })).toBeNull()
  await expect(as(officer).teams.get({ id: commune.id })).rejects.toEqual(refusedAs('NOT_FOUND'))
})

it('covers villages of its own commune only, and none that did not stand', async () => {
  const [one = 0, two = 0] = villages
  const found = { communeId: commune.id, level: 'village' as const, name: 'Mới', foundedOn: '2026-11-10' }
  await expect(as(officer).teams.add({ requestId: requestId(), ...found, villageIds: [one, two] })).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
  await expect(as(officer).teams.add({ requestId: requestId(), ...found, villageIds: [province.id] })).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
  await expect(
    as(officer).teams.add({ requestId: requestId(), ...found, foundedOn: '2027-01-01', villageIds: [] }),
  ).rejects.toEqual(refusedAs('BAD_REQUEST'))
})

it('a dissolved team covers nothing from that day and changes no more', async () => {
  const teamId = (await as(officer).teams.list({ communeId: commune.id }))?.teams[0]?.id ?? 0
  await as(officer).teams.close({ requestId: requestId(), teamId, on: '2026-11-15' })
  const list = await as(officer).teams.list({ communeId: commune.id })
  expect(list).toMatchObject({ covered: 0 })
  expect(list?.teams[0]).toMatchObject({ state: 'dissolved', dissolvedOn: '2026-11-15' })
  expect((await as(officer).teams.list({ communeId: commune.id, on: '2026-11-14' }))?.covered).toBe(2)
  await expect(as(officer).teams.close({ requestId: requestId(), teamId, on: '2026-11-16' })).rejects.toEqual(
    refusedAs('PRECONDITION_FAILED'),
  )
  // Its page says so, and what it covered on its last day.
  expect(await as(officer).teams.get({ id: teamId })).toMatchObject({
    ...{ state: 'dissolved', dissolvedOn: '2026-11-15', on: '2026-11-14' },
    ...{ villages: [{}, {}, {}], leaders: [{ name: 'Lò Văn Sau' }] },
  })
  expect(await as(officer).teams.get({ id: teamId, on: '2025-12-01' })).toMatchObject({
    ...{ state: 'active', dissolvedOn: null, on: '2026-01-01' },
  })
})
