import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast } from '@/db/testing/cast'
import { findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { createCallerFactory, router } from '../../trpc'
import { unitsRouter } from '../router'

const createCaller = createCallerFactory(router({ units: unitsRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let province: TestUnit, commune: TestUnit
let ministry: TestActor, department: TestActor, otherProvince: TestActor
let officer: TestActor, leader: TestActor, neighbour: TestActor, analyst: TestActor

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  ;({ province, commune, ministry, admin: department, otherAdmin: otherProvince } = cast)
  officer = await makeActor('commune_officer', commune)
  leader = await makeActor('commune_leader', commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  analyst = await makeActor('ministry_analyst', cast.nation)
})
afterAll(async () => {
  await cast?.close()
})

const refusedAs = (code: string) => expect.objectContaining({ code })
const requestId = () => randomUUID()

describe('what a commune says of itself', () => {
  const figures = { households: 1200, population: 4800, adults: 3500, elderly: 600, businessHouseholds: 90 }
  const confirm = (who: TestActor, more: Partial<typeof figures & { asOf: string }> = {}) =>
    as(who).units.confirmDenominators({
      requestId: requestId(),
      unitId: commune.id,
      asOf: '2026-01-01',
      ...figures,
      ...more,
    })

  it('confirms its denominators; seen by itself and above, by nobody beside', async () => {
    await confirm(officer)
    await confirm(leader, { households: 1210 })
    const own = await as(officer).units.get({ id: commune.id })
    expect(own.denominators).toEqual([expect.objectContaining({ ...figures, households: 1210, asOf: '2026-01-01' })])
    expect((await as(department).units.get({ id: commune.id })).denominators).toHaveLength(1)
    expect((await as(neighbour).units.get({ id: commune.id })).denominators).toBeNull()
    expect((await as(otherProvince).units.get({ id: commune.id })).denominators).toBeNull()
  })

  it('refuses what cannot be true, a day ahead, and everybody else', async () => {
    await expect(confirm(officer, { adults: 5000 })).rejects.toEqual(refusedAs('BAD_REQUEST'))
    await expect(confirm(officer, { households: 1.5 })).rejects.toEqual(refusedAs('BAD_REQUEST'))
    await expect(confirm(officer, { households: Number.POSITIVE_INFINITY })).rejects.toEqual(refusedAs('BAD_REQUEST'))
    await expect(confirm(officer, { asOf: '2026-12-01' })).rejects.toEqual(refusedAs('BAD_REQUEST'))
    for (const who of [neighbour, department, ministry, analyst])
      await expect(confirm(who)).rejects.toEqual(refusedAs('FORBIDDEN'))
  })

  it('records committees of its own unit, several side by side', async () => {
    const committee = {
      unitId: commune.id,
      name: 'Ban Chỉ đạo phát triển KHCN, ĐMST, CĐS và Đề án 06',
      decisionNumber: '12/QĐ-UBND',
      decidedOn: '2025-08-01',
      head: 'Nguyễn Văn Thử',
      deputies: ['Trần Thị Thử'],
      validFrom: '2025-08-01',
    }
    await as(leader).units.addCommittee({ requestId: requestId(), ...committee })
    await as(officer).units.addCommittee({ requestId: requestId(), ...committee, decisionNumber: '13/QĐ-UBND' })
    expect((await as(officer).units.get({ id: commune.id })).committees).toHaveLength(2)
    expect((await as(otherProvince).units.get({ id: commune.id })).committees).toBeNull()
    for (const who of [neighbour, department, ministry])
      await expect(as(who).units.addCommittee({ requestId: requestId(), ...committee })).rejects.toEqual(
        refusedAs('FORBIDDEN'),
      )
  })
})

it('a steering committee ends on a day, which may be set again; its history stays', async () => {
  const [first] = (await as(officer).units.get({ id: commune.id })).committees ?? []
  if (!first) throw new Error('no committee')
  const end = (to: string) => ({ requestId: requestId(), committeeId: first.id, to })
  await as(officer).units.endCommittee(end('2026-12-01'))
  await as(leader).units.endCommittee(end('2026-11-01'))
  const kept = (await as(officer).units.get({ id: commune.id })).committees
  expect(kept).toHaveLength(2)
  expect(kept?.find((each) => each.id === first.id)).toMatchObject({ name: first.name, validTo: '2026-11-01' })
  await expect(as(officer).units.endCommittee(end(first.validFrom))).rejects.toEqual(refusedAs('BAD_REQUEST'))
  await expect(as(department).units.endCommittee(end('2026-11-02'))).rejects.toEqual(refusedAs('FORBIDDEN'))
  for (const who of [neighbour, otherProvince])
    await expect(as(who).units.endCommittee(end('2026-11-02'))).rejects.toEqual(refusedAs('NOT_FOUND'))
})

describe('what is decided above', () => {
  it('flags are dated, begin and end, and never overlap', async () => {
    const flag = { unitId: commune.id, flag: 'border' as const, from: '2025-07-01', source: 'Quyết định 1/QĐ-TTg' }
    await as(department).units.setFlag({ requestId: requestId(), ...flag })
    expect((await as(analyst).units.get({ id: commune.id })).flags.map((each) => each.flag)).toEqual(['border'])
    await expect(as(department).units.setFlag({ requestId: requestId(), ...flag, from: '2026-01-01' })).rejects.toEqual(
      refusedAs('CONFLICT'),
    )
    await as(ministry).units.setFlag({ requestId: requestId(), ...flag, to: '2026-06-01' })
    expect((await as(analyst).units.get({ id: commune.id })).flags).toEqual([])
    expect((await as(analyst).units.get({ id: commune.id, on: '2026-05-31' })).flags).toHaveLength(1)
    for (const who of [officer, leader, otherProvince, analyst])
      await expect(as(who).units.setFlag({ requestId: requestId(), ...flag, from: '2026-09-01' })).rejects.toEqual(
        refusedAs('FORBIDDEN'),
      )
  })

  it('the ministry says how a province takes part and since when it reports', async () => {
    const rollout = { unitId: province.id, state: 'official' as const, from: '2026-10-15', reportingFrom: '2026-10-15' }
    await as(ministry).units.setRollout({ requestId: requestId(), ...rollout })
    const detail = await as(department).units.get({ id: province.id })
    expect(detail.rollout).toMatchObject({ state: 'official', validFrom: '2026-10-15' })
    expect(detail.settings).toMatchObject({ reportingFrom: '2026-10-15' })
    await expect(
      as(ministry).units.setRollout({ requestId: requestId(), ...rollout, reportingFrom: '2026-10-01' }),
    ).rejects.toEqual(refusedAs('BAD_REQUEST'))
    for (const who of [department, otherProvince, analyst, officer])
      await expect(as(who).units.setRollout({ requestId: requestId(), ...rollout })).rejects.toEqual(
        refusedAs('FORBIDDEN'),
      )
  })

  it('an earlier day than the state in force began is refused in its own words, and nothing changes', async () => {
    const { id: unitId } = await findUnit('province', 'Cà Mau')
    const set = (from: string, more: { state?: 'pilot' | 'official'; wave?: number | null } = {}) =>
      as(ministry).units.setRollout({
        requestId: requestId(),
        unitId,
        state: 'pilot' as const,
        from,
        reportingFrom: '2026-11-15',
        ...more,
      })
    await set('2026-09-15', { wave: 2 })
    await set('2026-11-15', { state: 'official', wave: 3 })
    const before = await as(ministry).units.get({ id: unitId })
    for (const day of ['2026-11-14', '2026-09-15', '2025-08-01'])
      await expect(set(day)).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: 'units.rolloutBegan',
        cause: { params: { from: '2026-11-15' } },
      })
    expect(await as(ministry).units.get({ id: unitId })).toEqual(before)
    // The day itself puts the state right.
    await set('2026-11-15', { state: 'official', wave: 4 })
    expect((await as(analyst).units.get({ id: unitId })).rollout).toMatchObject({ state: 'official', wave: 4 })
  })

  it('the waves and states of a province are listed, the newest first, whatever the day looked at', async () => {
    const { id } = await findUnit('province', 'Cà Mau')
    const listed = [
      { state: 'official', wave: 4, validFrom: '2026-11-15', validTo: null },
      { state: 'pilot', wave: 2, validFrom: '2026-09-15', validTo: '2026-11-15' },
      { state: 'official', wave: null, validFrom: '2025-07-01', validTo: '2026-09-15' },
    ]
    expect((await as(analyst).units.get({ id })).rollouts).toEqual(listed)
    expect((await as(analyst).units.get({ id, on: '2026-10-01' })).rollouts).toEqual(listed)
    expect((await as(analyst).units.get({ id: commune.id })).rollouts).toEqual([])
    for (const wave of [0, 100, 1.5, Number.NaN])
      await expect(
        as(ministry).units.setRollout({
          requestId: requestId(),
          unitId: id,
          state: 'official',
          wave,
          from: '2026-11-20',
          reportingFrom: null,
        }),
      ).rejects.toEqual(refusedAs('BAD_REQUEST'))
  })

  it('a state that has not begun yet gives way to another day, earlier or later, and what has begun stays', async () => {
    const { id: unitId } = await findUnit('province', 'An Giang')
    const set = (from: string, state: 'pilot' | 'official' | 'not_joined', wave: number | null = null) =>
      as(ministry).units.setRollout({ requestId: requestId(), unitId, state, wave, from, reportingFrom: null })
    const listed = async () => (await as(analyst).units.get({ id: unitId })).rollouts
    const began = (validTo: string | null) => ({ state: 'official', wave: null, validFrom: '2025-07-01', validTo })
    for (const from of ['2062-01-01', '2026-12-01', '2027-01-01', '2026-11-22']) {
      await set(from, 'pilot', 5)
      expect(await listed()).toEqual([{ state: 'pilot', wave: 5, validFrom: from, validTo: null }, began(from)])
    }
    // A day that has come: the state in force ends there, with none to follow.
    await set('2026-11-20', 'pilot', 6)
    const pilot = { state: 'pilot', wave: 6, validFrom: '2026-11-20', validTo: null }
    expect(await listed()).toEqual([pilot, began('2026-11-20')])
    // The first day of the state in force puts it right and calls off what was to follow.
    await set('2062-01-01', 'not_joined')
    await set('2026-11-20', 'pilot', 7)
    expect(await listed()).toEqual([{ ...pilot, wave: 7 }, began('2026-11-20')])
    await set('2062-01-01', 'not_joined')
    await expect(set('2026-11-19', 'official')).rejects.toMatchObject({
      message: 'units.rolloutBegan',
      cause: { params: { from: '2026-11-20' } },
    })
    expect(await listed()).toHaveLength(3)
  })

  it('the page knows what its reader may do', async () => {
    const can = async (who: TestActor) => (await as(who).units.get({ id: commune.id })).can
    expect(await can(officer)).toMatchObject({ manageVillages: true, confirmDenominators: true, setFlag: false })
    expect(await can(department)).toMatchObject({ manageVillages: true, setFlag: true, seeInside: true })
    expect(await can(neighbour)).toEqual({
      seeInside: false,
      manageVillages: false,
      confirmDenominators: false,
      addCommittee: false,
      endCommittee: false,
      setFlag: false,
      setRollout: false,
    })
  })
})

it('what was refused left no row, what was done left its trace', async () => {
  const { rows } = await asSystem('test', async (_db, client) =>
    client.query<{ table: string; n: number }>(
      `select table_name as table, count(*)::int as n from audit_log where table_name in ('unit_denominators', 'unit_rollouts') group by 1 order by 1`,
    ),
  )
  expect(rows.map((row) => row.table)).toEqual(['unit_denominators', 'unit_rollouts'])
})
