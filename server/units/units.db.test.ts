import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast } from '@/db/testing/cast'
import { findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { createCallerFactory, router } from '../trpc'
import { unitsRouter } from './router'

const createCaller = createCallerFactory(router({ units: unitsRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let province: TestUnit, commune: TestUnit, sibling: TestUnit
let ministry: TestActor, department: TestActor, otherProvince: TestActor
let officer: TestActor, leader: TestActor, neighbour: TestActor, analyst: TestActor

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  ;({ province, commune, sibling, ministry, admin: department, otherAdmin: otherProvince } = cast)
  officer = await makeActor('commune_officer', commune)
  leader = await makeActor('commune_leader', commune)
  neighbour = await makeActor('commune_officer', sibling)
  analyst = await makeActor('ministry_analyst', cast.nation)
})
afterAll(async () => {
  await cast?.close()
})

const refusedAs = (code: string) => expect.objectContaining({ code })
const requestId = () => randomUUID()

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

  it('none begins or ends after today in Vietnam', async () => {
    // Half past midnight of the 22nd in Vietnam; the 21st elsewhere.
    const midnight = new Date('2026-11-22T00:30:00+07:00')
    const ahead = { code: 'BAD_REQUEST', message: 'units.villageAhead' }
    const before = await as(officer).units.tree({ id: commune.id, on: '2027-01-01' })
    const input = { ...village('Ngày Mai'), from: '2026-11-22' }
    await expect(as(officer).units.addVillage(input)).rejects.toMatchObject(ahead)
    for (const dryRun of [true, false])
      await expect(
        as(officer).units.importVillages({
          requestId: requestId(),
          communeId: commune.id,
          text: 'Thôn Mai',
          from: '2026-11-22',
          dryRun,
        }),
      ).rejects.toMatchObject(ahead)
    const close = { villageId: before[0]?.id ?? 0, note: null }
    await expect(
      as(officer).units.closeVillage({ requestId: requestId(), ...close, to: '2026-11-22' }),
    ).rejects.toMatchObject(ahead)
    expect(await as(officer).units.tree({ id: commune.id, on: '2027-01-01' })).toEqual(before)
    await as(officer, midnight).units.addVillage({ ...input, requestId: requestId() })
    await as(officer, midnight).units.closeVillage({ requestId: requestId(), ...close, to: '2026-11-22' })
  })
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
