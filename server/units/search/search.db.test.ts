import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor, type TestActor } from '@/db/testing/factories'
import { createCallerFactory, router } from '../../trpc'
import { unitsRouter } from '../router'

const createCaller = createCallerFactory(router({ units: unitsRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let database: Awaited<ReturnType<typeof freshDatabase>>
let analyst: TestActor

beforeAll(async () => {
  database = await freshDatabase()
  analyst = await makeActor('ministry_analyst', await findUnit('nation'))
})
afterAll(async () => {
  await endSessions()
  await database?.drop()
})

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

  it('what stands says what it was before, an old name of a unit that is still the same what it is called now', async () => {
    const [tuyenQuang] = await find('Tỉnh Tuyên Quang')
    expect(tuyenQuang?.standing).toBe(true)
    expect(tuyenQuang?.formerly).toMatchObject([{ fullName: 'Tỉnh Hà Giang' }, { fullName: 'Tỉnh Tuyên Quang' }])
    const [bimSon] = (await find('Phường Bỉm Sơn')).filter((unit) => unit.standing)
    expect(bimSon?.formerly.map((unit) => unit.fullName)).toContain('Phường Ba Đình')
    expect((await find('tinh thua thien hue'))[0]).toMatchObject({ nowCalled: 'Thành phố Huế', formerly: [] })
  })

  it('what came into a unit that stood is received, a part as a part, and is not what it was before', async () => {
    const standing = async (text: string) => (await find(text)).find((unit) => unit.standing)
    const [into, from] = [await standing('Phường Bỉm Sơn'), await standing('Phường Quang Trung, Thanh Hóa')]
    await asSystem('test', (_db, client) =>
      client.query(
        `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed)
         values ($1, $2, '2026-11-01', 'split', 0.1, false)`,
        [from?.id, into?.id],
      ),
    )
    const after = await standing('Phường Bỉm Sơn')
    expect(after?.formerly).toEqual(into?.formerly)
    expect([into?.received, after?.received]).toMatchObject([
      [],
      [
        {
          id: from?.id,
          fullName: 'Phường Quang Trung',
          province: 'Tỉnh Thanh Hóa',
          kind: 'split',
          share: 0.1,
          confirmed: false,
        },
      ],
    ])
  })

  it('a place after the name chooses among units of one name, by what they lay in then', async () => {
    const found = await find('Tân Tiến, An Dương, Hải Phòng')
    expect(found.map((unit) => [unit.fullName, unit.district, unit.province])).toEqual([
      ['Phường Tân Tiến', 'Quận An Dương', 'Thành phố Hải Phòng'],
    ])
    expect((await find('phường Tân Tiến quận An Dương'))[0]?.id).toBe(found[0]?.id)
    expect(await find('Tân Tiến, Atlantis')).toEqual([])
    // The province of then as well: Bắc Giang is part of Bắc Ninh now.
    const [chu] = await find('thị xã Chũ, Bắc Giang')
    expect(chu).toMatchObject({ standing: false, province: 'Tỉnh Bắc Giang' })
    expect(chu?.successors.every((each) => each.province === 'Tỉnh Bắc Ninh')).toBe(true)
  })

  it('an old name leads on to the unit of today, however often it was joined since', async () => {
    const [old] = await find('phường phúc xá')
    const next = old?.successors[0]
    const [target] = (await find('Phường Ba Đình')).filter((unit) => unit.standing)
    if (!old || !next || !target || next.id === target.id) throw new Error('no chain')
    await asSystem('test', async (_db, client) => {
      await client.query(`update unit_versions set valid_to = '2026-09-01' where unit_id = $1 and valid_to is null`, [
        next.id,
      ])
      await client.query(
        `insert into unit_successions (predecessor_id, successor_id, effective_on, kind, share, confirmed)
         values ($1, $2, '2026-09-01', 'merge', 1, true)`,
        [next.id, target.id],
      )
    })
    expect((await find('phường phúc xá'))[0]?.successors).toEqual([
      { id: target.id, fullName: 'Phường Ba Đình', province: 'Thành phố Hà Nội', confirmed: false },
    ])
    expect((await as(analyst).units.get({ id: old.id })).present.map((unit) => unit.id)).toEqual([target.id])
    // The picture goes both ways, over both steps.
    const family = await as(analyst).units.lineage({ id: old.id })
    expect(family.edges.map((edge) => [edge.predecessorId, edge.successorId])).toEqual([
      [old.id, next.id],
      [next.id, target.id],
    ])
    expect(family.units.find((unit) => unit.id === next.id)).toMatchObject({ until: '2026-09-01' })
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
