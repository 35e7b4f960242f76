import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import { teamsRouter } from '../teams/router'
import { createCallerFactory, router } from '../trpc'
import { unitsRouter } from './router'

const createCaller = createCallerFactory(router({ units: unitsRouter, teams: teamsRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: { identity: Identity }, at = now) => createCaller({ identity: who.identity, now: at })

let database: Awaited<ReturnType<typeof freshDatabase>>
let province: TestUnit
let commune: TestUnit
let sibling: TestUnit
type Actor = Awaited<ReturnType<typeof makeActor>>
let officer: Actor
let leader: Actor
let neighbour: Actor
let department: Actor
let otherProvince: Actor
let ministry: Actor
let analyst: Actor

beforeAll(async () => {
  database = await freshDatabase()
  province = await findUnit('province', 'Quảng Trị')
  const [first, second] = await childrenOf(province)
  if (!first || !second) throw new Error('no communes')
  commune = first
  sibling = second
  const nation = await findUnit('nation')
  officer = await makeActor('commune_officer', commune)
  leader = await makeActor('commune_leader', commune)
  neighbour = await makeActor('commune_officer', sibling)
  department = await makeActor('province_admin', province)
  otherProvince = await makeActor('province_admin', await findUnit('province', 'Cà Mau'))
  ministry = await makeActor('ministry_admin', nation)
  analyst = await makeActor('ministry_analyst', nation)
})
afterAll(async () => {
  await endSessions()
  await database?.drop()
})

const refusedAs = (code: string) => expect.objectContaining({ code })
const requestId = () => randomUUID()

describe('search', () => {
  const find = async (text: string) => as(analyst).units.search({ text })

  it('finds without marks, by type words and abbreviations', async () => {
    expect((await find('ba dinh'))[0]).toMatchObject({ fullName: 'Phường Ba Đình', province: 'Thành phố Hà Nội' })
    expect((await find('P. Ba Đình'))[0]).toMatchObject({ fullName: 'Phường Ba Đình', standing: true })
    expect((await find('quan ba dinh'))[0]).toMatchObject({ fullName: 'Quận Ba Đình', standing: false })
    expect((await find('TP.HCM'))[0]).toMatchObject({ fullName: 'Thành phố Hồ Chí Minh', alias: 'TP.HCM' })
    expect((await find('daklak'))[0]).toMatchObject({ fullName: 'Tỉnh Đắk Lắk' })
  })

  it('old names say what they belong to now, with district and province of then', async () => {
    const [old] = await find('Hà Giang')
    expect(old).toMatchObject({ fullName: 'Tỉnh Hà Giang', standing: false, endedOn: '2025-07-01' })
    expect(old?.successors.map((s) => [s.fullName, s.confirmed])).toEqual([['Tỉnh Tuyên Quang', true]])
    const [ward] = await find('phường phúc xá')
    expect(ward).toMatchObject({ district: 'Quận Ba Đình', province: 'Thành phố Hà Nội', standing: false })
    expect(ward?.successors[0]).toMatchObject({ confirmed: false, province: 'Thành phố Hà Nội' })
    expect((await find('BR-VT'))[0]?.successors[0]?.fullName).toBe('Thành phố Hồ Chí Minh')
    expect((await find('Thừa Thiên Huế'))[0]).toMatchObject({ nowCalled: 'Thành phố Huế', standing: true })
  })

  it('a district that has ended says where the communes it had on its last day are now', async () => {
    const [town] = await find('Thị xã Bỉm Sơn')
    expect(town).toMatchObject({ fullName: 'Thị xã Bỉm Sơn', standing: false, partsUnknown: 0 })
    expect(town?.successors.map((s) => [s.fullName, s.province, s.confirmed])).toEqual([
      ['Phường Bỉm Sơn', 'Tỉnh Thanh Hóa', false],
      ['Phường Quang Trung', 'Tỉnh Thanh Hóa', false],
    ])
    const [district] = await find('Huyện Thiệu Hóa')
    expect(district?.successors.length).toBeGreaterThan(3)
    expect(district?.successors.some((s) => s.fullName === 'Xã Thiệu Hóa')).toBe(true)
    // Ended before the reform: what the mapping does not know stays unknown and is counted.
    const [city] = await find('Thành phố Ninh Bình')
    expect(city).toMatchObject({ endedOn: '2025-03-01', partsUnknown: 2 })
    expect(city?.successors.length).toBeGreaterThan(0)
    // A district with an edge of its own says that one.
    const [island] = await find('Huyện Bạch Long Vĩ')
    expect(island?.successors.map((s) => s.fullName)).toEqual(['Đặc khu Bạch Long Vĩ'])
  })

  it('hits with the very marks come first, and there are at most twenty', async () => {
    const found = await find('hòa')
    expect(found).toHaveLength(20)
    for (const unit of found) expect(unit.fullName.normalize('NFC').toLowerCase()).toContain('hòa')
    const tan = await find('Xã Tân Tiến')
    expect(tan.filter((unit) => unit.fullName === 'Xã Tân Tiến').length).toBeGreaterThan(5)
    expect(new Set(tan.map((unit) => unit.province)).size).toBeGreaterThan(3)
  })

  it.each(['', '   ', '%', '_', "'; drop table units; --", '\u0000', '🙂'])('takes %j without harm', async (text) => {
    expect(Array.isArray(await find(text))).toBe(true)
  })
})

describe('a unit in time', () => {
  it('stands under what stood above it on the day', async () => {
    const [ward] = await as(analyst).units.search({ text: 'phường phúc xá' })
    const then = await as(analyst).units.get({ id: ward?.id ?? 0, on: '2025-06-30' })
    expect(then.standing).toBe(true)
    expect(then.breadcrumb.map((each) => each.fullName)).toEqual([
      'Việt Nam',
      'Thành phố Hà Nội',
      'Quận Ba Đình',
      'Phường Phúc Xá',
    ])
    const today = await as(analyst).units.get({ id: ward?.id ?? 0 })
    expect(today).toMatchObject({ standing: false, shownOn: '2025-06-30' })
    expect(today.lineage).toEqual([expect.objectContaining({ direction: 'to', share: null, confirmed: false })])
  })

  it('a district shows what it became by way of its communes, each named', async () => {
    const [town] = await as(analyst).units.search({ text: 'Thị xã Bỉm Sơn' })
    const { lineage, lineageUnknown } = await as(analyst).units.get({ id: town?.id ?? 0 })
    expect(
      lineage.map((step) => [step.direction, step.fullName, step.effectiveOn, step.share, step.confirmed]),
    ).toEqual([
      ['to', 'Phường Bỉm Sơn', '2025-07-01', null, false],
      ['to', 'Phường Quang Trung', '2025-07-01', null, false],
    ])
    const parts = lineage.flatMap((step) => step.via)
    expect(parts).toHaveLength(7)
    expect(parts).toContain('Xã Quang Trung')
    expect(lineageUnknown).toEqual([])
    // The same on a day on which it stood.
    const then = await as(analyst).units.get({ id: town?.id ?? 0, on: '2025-06-30' })
    expect(then.lineage).toEqual(lineage)
    const [city] = await as(analyst).units.search({ text: 'Thành phố Ninh Bình' })
    expect((await as(analyst).units.get({ id: city?.id ?? 0 })).lineageUnknown).toHaveLength(2)
  })

  it('an edge confirmed with its share confirms what came by it; what was cut again is followed to today', async () => {
    const [town] = await as(analyst).units.search({ text: 'Thị xã Bỉm Sơn' })
    const of = async () => (await as(analyst).units.search({ text: 'Thị xã Bỉm Sơn' }))[0]?.successors ?? []
    const [first, second] = await of()
    if (!town || !first || !second) throw new Error('no successors')
    const change = (text: string, values: unknown[]) => asSystem('test', (_db, client) => client.query(text, values))
    await change(`update unit_successions set confirmed = true where successor_id = $1`, [first.id])
    expect((await of()).map((s) => s.confirmed)).toEqual([false, false])
    await change(`update unit_successions set share = 1 where successor_id = $1`, [first.id])
    expect((await of()).map((s) => s.confirmed)).toEqual([true, false])
    // The second is joined into the first: one unit of today is left, and it is not confirmed as a whole.
    await change(`update unit_versions set valid_to = '2026-09-01' where unit_id = $1 and valid_to is null`, [
      second.id,
    ])
    await change(
      `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed)
       values ($1, $2, '2026-09-01', 'merge', 1, true)`,
      [second.id, first.id],
    )
    expect((await of()).map((s) => [s.id, s.confirmed])).toEqual([[first.id, false]])
    const before = await as(analyst, new Date('2026-08-31T09:00:00+07:00')).units.search({ text: 'Thị xã Bỉm Sơn' })
    expect(before[0]?.successors).toHaveLength(2)
  })

  it('a province of today shows what it came from; Huế shows both its names', async () => {
    const detail = await as(analyst).units.get({ id: province.id })
    expect(detail.lineage.map((step) => [step.direction, step.fullName, step.share, step.confirmed])).toEqual([
      ['from', 'Tỉnh Quảng Bình', 1, true],
      ['from', 'Tỉnh Quảng Trị', 1, true],
    ])
    expect(detail.children.total).toBe(78)
    const hue = await findUnit('province', 'Huế')
    const before = await as(analyst).units.get({ id: hue.id, on: '2024-12-31' })
    expect(before.fullName).toBe('Tỉnh Thừa Thiên Huế')
    expect(before.versions).toHaveLength(2)
    expect(before.children.rows.every((child) => child.level === 'district')).toBe(true)
  })

  it('the tree and the table are those of the day', async () => {
    expect(await as(analyst).units.tree({})).toHaveLength(34)
    expect(await as(analyst).units.tree({ on: '2025-06-30' })).toHaveLength(63)
    const hanoi = await findUnit('province', 'Hà Nội')
    const then = await as(analyst).units.list({ provinceId: hanoi.id, on: '2023-04-30' })
    expect(then).toHaveLength(579)
    expect(then[0]).toMatchObject({ fullName: 'Phường Phúc Xá', district: 'Quận Ba Đình' })
    const now = await as(analyst).units.list({ provinceId: hanoi.id, type: 'phuong' })
    expect(now).toHaveLength(51)
    expect(now.every((row) => row.district === null)).toBe(true)
  })

  it('is not found when there is none, and bad days are refused', async () => {
    await expect(as(analyst).units.get({ id: 9_999_999 })).rejects.toEqual(refusedAs('NOT_FOUND'))
    await expect(as(analyst).units.get({ id: 1, on: '2025-02-30' })).rejects.toEqual(refusedAs('BAD_REQUEST'))
    await expect(as(analyst).units.get({ id: 2 ** 40 })).rejects.toEqual(refusedAs('BAD_REQUEST'))
    await expect(createCaller({ identity: null, now }).units.tree({})).rejects.toEqual(refusedAs('UNAUTHORIZED'))
  })
})

describe('villages', () => {
  const village = (name: string, code: string | null = null) => ({
    requestId: requestId(),
    communeId: commune.id,
    type: 'thon' as const,
    name,
    code,
    from: '2026-01-01',
  })

  it('an officer adds one; the same name or code again is a conflict; the same request gives the first answer', async () => {
    const input = village('Hoà Bình', '01')
    const { id } = await as(officer).units.addVillage(input)
    expect(await as(officer).units.addVillage(input)).toEqual({ id })
    expect(await as(officer).units.get({ id })).toMatchObject({ fullName: 'Thôn Hòa Bình', code: '01' })
    await expect(as(officer).units.addVillage(village('hòa bình'))).rejects.toEqual(refusedAs('CONFLICT'))
    await expect(as(officer).units.addVillage(village('Khác', '01'))).rejects.toEqual(refusedAs('CONFLICT'))
  })

  it('nobody else does, and nothing changes', async () => {
    const before = await as(officer).units.tree({ id: commune.id })
    for (const who of [neighbour, otherProvince, ministry, analyst])
      await expect(as(who).units.addVillage(village('Lạ'))).rejects.toEqual(refusedAs('FORBIDDEN'))
    expect(await as(officer).units.tree({ id: commune.id })).toEqual(before)
  })

  it('a pasted list is tried first, then opened; wrong lines are named', async () => {
    const text = 'Thôn Một, 11\nThôn Hai, 12\nThôn Hòa Bình\nLạ\nẤp 3, 01'
    const input = { requestId: requestId(), communeId: commune.id, text, from: '2026-02-01', dryRun: true }
    const outcomes = ['opens', 'opens', 'exists', 'wrong', 'codeTaken']
    const tried = await as(officer).units.importVillages(input)
    expect(tried.lines.map((line) => line.outcome)).toEqual(outcomes)
    expect(await as(officer).units.tree({ id: commune.id })).toHaveLength(1)
    const done = await as(leader).units.importVillages({ ...input, requestId: requestId(), dryRun: false })
    expect(done).toMatchObject({ opened: 2 })
    expect((await as(officer).units.tree({ id: commune.id })).map((each) => each.fullName)).toEqual([
      'Thôn Hòa Bình',
      'Thôn Một',
      'Thôn Hai',
    ])
  })

  it('one that ends is no child any more and keeps its history', async () => {
    const { id } = await as(officer).units.addVillage(village('Sẽ Hết'))
    const close = { requestId: requestId(), villageId: id, to: '2026-06-01', note: 'Nhập vào Thôn Một' }
    await expect(as(neighbour).units.closeVillage(close)).rejects.toEqual(refusedAs('FORBIDDEN'))
    await as(officer).units.closeVillage({ ...close, requestId: requestId() })
    expect((await as(officer).units.tree({ id: commune.id })).map((each) => each.id)).not.toContain(id)
    expect((await as(officer).units.tree({ id: commune.id, on: '2026-05-31' })).map((each) => each.id)).toContain(id)
    await expect(as(officer).units.closeVillage({ ...close, requestId: requestId() })).rejects.toEqual(
      refusedAs('PRECONDITION_FAILED'),
    )
    await expect(
      as(officer).units.closeVillage({ ...close, requestId: requestId(), villageId: commune.id }),
    ).rejects.toEqual(refusedAs('NOT_FOUND'))
  })
})

describe('what a commune says of itself', () => {
  const figures = { households: 1200, population: 4800, adults: 3500, elderly: 600, businessHouseholds: 90 }
  const confirm = (who: Actor, more: Partial<typeof figures & { asOf: string }> = {}) =>
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

it('the administrator of a province keeps the villages of its communes, and of no others', async () => {
  const village = {
    requestId: requestId(),
    communeId: sibling.id,
    type: 'thon' as const,
    name: 'Sở Mở',
    from: '2026-01-01',
  }
  const { id } = await as(department).units.addVillage(village)
  await as(department).units.importVillages({
    requestId: requestId(),
    communeId: sibling.id,
    text: 'Thôn Sở Dán',
    from: '2026-01-01',
    dryRun: false,
  })
  await as(department).units.closeVillage({ requestId: requestId(), villageId: id, to: '2026-11-01' })
  expect((await as(analyst).units.get({ id: sibling.id })).children.rows.map((row) => row.fullName)).toEqual([
    'Thôn Sở Dán',
  ])
  for (const who of [otherProvince, ministry, analyst])
    await expect(as(who).units.addVillage({ ...village, requestId: requestId(), name: 'Khác' })).rejects.toEqual(
      refusedAs('FORBIDDEN'),
    )
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

  it('the page knows what its reader may do', async () => {
    const can = async (who: Actor) => (await as(who).units.get({ id: commune.id })).can
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
