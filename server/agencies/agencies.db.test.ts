import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgencyKind } from '@/db/enums'
import { asSystem, asUser } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { agenciesOn } from './queries'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor, leader: TestActor, neighbour: TestActor, analyst: TestActor, department: TestActor

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  leader = await makeActor('commune_leader', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  department = await makeActor('department_leader', cast.province)
  analyst = await makeActor('ministry_analyst', cast.nation)
})
afterAll(async () => {
  await cast?.close()
})

const office = { name: 'Phòng Văn hoá - Xã hội', abbreviation: 'Phòng VH-XH', symbol: 'PVHXH' }
const addOffice = (who: TestActor, over: Record<string, unknown> = {}) =>
  as(who).agencies.add({
    ...once(),
    ...{ unitId: cast.commune.id, kind: 'commune_office' as AgencyKind, ...office },
    ...{ from: '2025-07-01', basis: 'Quyết định 12/QĐ-UBND ngày 01/7/2025', ...over },
  })
const listed = async (who: TestActor, unitId = cast.commune.id) => as(who).agencies.list({ unitId })
const departmentOf = async (unitId: number) => {
  const { agencies } = await listed(analyst, unitId)
  const found = agencies.find((each) => each.kind === 'department')
  if (!found) throw new Error('no department')
  return found
}

describe('an office of a commune', () => {
  it('is nobody’s invention: until one is recorded there is the general name', async () => {
    expect(await listed(officer)).toMatchObject({
      agencies: [],
      missing: [{ kind: 'commune_office', general: { name: 'Phòng Văn hóa - Xã hội' } }],
      can: { keep: ['commune_office'], add: ['commune_office'] },
    })
    expect((await listed(analyst)).can).toEqual({ keep: [], add: [] })
  })

  it('is set up by the commune or by the administrator of its province, and by nobody else', async () => {
    for (const who of [neighbour, cast.otherAdmin, cast.ministry, department])
      expect(await reasonOf(addOffice(who))).toBe('agencies.outside')
    expect(await reasonOf(addOffice(analyst))).toBe('common.forbidden')
    expect(await reasonOf(addOffice(leader, { from: '2026-11-22' }))).toBe('agencies.dayAhead')
    expect(await reasonOf(addOffice(leader, { from: '2025-06-30' }))).toBe('units.notStanding')
    expect(await reasonOf(addOffice(leader, { kind: 'department' }))).toBe('agencies.outside')
    for (const wrong of [{ name: '<b>x</b>' }, { symbol: 'pvhxh' }, { basis: ' ' }, { kind: 'ministries' }])
      await expect(addOffice(leader, wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await addOffice(officer)
    const { agencies, missing, can } = await listed(neighbour)
    // Names are kept with the marks where they belong.
    expect(agencies).toMatchObject([{ kind: 'commune_office', versions: [{ name: 'Phòng Văn hóa - Xã hội' }] }])
    expect([missing, can.keep]).toEqual([[], []])
  })

  it('is one at a time', async () => {
    expect(await reasonOf(addOffice(leader, { from: '2026-01-01' }))).toBe('agencies.standsAlready')
    expect(await reasonOf(addOffice(cast.admin, { from: '2025-08-01' }))).toBe('agencies.standsAlready')
    // The table refuses as well, whatever the command has seen.
    const twice = asUser(leader.identity, 'write', now, (db) =>
      db.execute(sql`select add_agency(${cast.commune.id}, 'commune_office', 'A', 'A', 'A', null, '2026-01-01', 'x')`),
    )
    await expect(twice).rejects.toMatchObject({ cause: { code: '23P01' } })
  })

  it('gets another name on a day, ends on a day, and its history stays', async () => {
    const id = (await listed(officer)).agencies[0]?.id ?? 0
    const called = { ...office, name: 'Phòng Văn hóa, Khoa học và Thông tin', parentBody: 'UBND xã' }
    const rename = (who: TestActor, from: string) =>
      as(who).agencies.rename({ ...once(), agencyId: id, ...called, from, basis: 'Quyết định 5/QĐ-UBND' })
    for (const who of [neighbour, cast.otherAdmin])
      expect(await reasonOf(rename(who, '2026-03-01'))).toBe('agencies.outside')
    expect(await reasonOf(rename(leader, '2026-12-01'))).toBe('agencies.dayAhead')
    await rename(leader, '2026-03-01')
    expect(await reasonOf(rename(leader, '2026-02-01'))).toBe('agencies.cannotRename')
    // The first day of the last name puts it right.
    await rename(cast.admin, '2026-03-01')
    const end = (who: TestActor, to: string) =>
      as(who).agencies.end({ ...once(), agencyId: id, to, basis: 'Nghị quyết 9/NQ-HĐND' })
    expect(await reasonOf(end(cast.otherAdmin, '2026-10-01'))).toBe('agencies.outside')
    expect(await reasonOf(end(officer, '2026-03-01'))).toBe('agencies.cannotEnd')
    expect(await reasonOf(end(officer, '2026-11-22'))).toBe('agencies.dayAhead')
    await end(officer, '2026-10-01')
    await end(officer, '2026-09-01')
    expect(await reasonOf(rename(leader, '2026-10-01'))).toBe('agencies.cannotRename')
    const { agencies, missing, can } = await listed(officer)
    expect(agencies[0]?.versions).toMatchObject([
      { name: 'Phòng Văn hóa - Xã hội', validFrom: '2025-07-01', validTo: '2026-03-01' },
      { name: called.name, parentBody: 'UBND xã', validFrom: '2026-03-01', validTo: '2026-09-01' },
    ])
    // One that has ended is not said to go by a general name: some communes have none (domain.md 22.31).
    expect(missing).toEqual([{ kind: 'commune_office', general: null }])
    expect(can.add).toEqual(['commune_office'])
    // Another one may follow, from the day on which the first no longer stood.
    expect(await reasonOf(addOffice(leader, { from: '2026-08-31' }))).toBe('agencies.standsAlready')
    await addOffice(leader, { from: '2026-09-01' })
    expect((await listed(officer)).agencies).toHaveLength(2)
    // And the first cannot be stretched over it.
    await expect(end(officer, '2026-10-01')).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('the department of a province', () => {
  const name = 'Sở Khoa học, Công nghệ và Chuyển đổi số'
  const rename = async (who: TestActor, unitId = cast.province.id) =>
    as(who).agencies.rename({
      ...{ ...once(), agencyId: (await departmentOf(unitId)).id },
      ...{ name, abbreviation: 'Sở KHCN&CĐS', symbol: 'SKHCN' },
      ...{ from: '2026-11-01', basis: 'Quyết định 1/QĐ-UBND' },
    })

  it('is kept by the administrator of that province alone', async () => {
    for (const who of [cast.otherAdmin, cast.ministry, department, officer])
      expect(await reasonOf(rename(who))).toBe('agencies.outside')
    await rename(cast.admin)
    expect((await departmentOf(cast.province.id)).versions.map((each) => each.name)).toEqual([
      'Sở Khoa học và Công nghệ',
      name,
    ])
  })

  it('goes by the name of the day asked for', async () => {
    const on = (day: string) =>
      asSystem('test', async (db) =>
        (await agenciesOn(db, day, [cast.province.id])).get(cast.province.id)?.agencies.map((each) => each.name),
      )
    expect(await on('2025-06-30')).toEqual([])
    expect(await on('2026-10-31')).toEqual(['Sở Khoa học và Công nghệ'])
    expect(await on('2026-11-01')).toEqual([name])
  })
})

it('the ministry keeps its own', async () => {
  const { agencies, can } = await listed(cast.ministry, cast.nation.id)
  expect(agencies.map(({ kind, versions }) => [kind, versions.length])).toEqual([
    ['ministry', 2],
    ['ministry_department', 2],
  ])
  expect(can).toEqual({ keep: ['ministry', 'ministry_department'], add: [] })
  expect((await listed(cast.admin, cast.nation.id)).can).toEqual({ keep: [], add: [] })
})

describe('the functions that write', () => {
  const call = (who: TestActor, text: ReturnType<typeof sql>, mode: 'read' | 'write' = 'write') =>
    asUser(who.identity, mode, now, (db) => db.execute(text)).then(
      () => 'done',
      (error: { cause?: { code?: string } }) => error.cause?.code,
    )
  const adds = (unitId: number, kind: string) =>
    sql`select add_agency(${unitId}, ${kind}, 'A', 'A', 'A', null, '2020-01-01', 'x')`

  it('ask for themselves who calls, whatever the command has asked', async () => {
    const { id } = await departmentOf(cast.province.id)
    const ends = sql`select end_agency(${id}, '2026-11-20', 'x')`
    const renames = sql`select rename_agency(${id}, 'A', 'A', 'A', null, '2026-11-20', 'x')`
    for (const who of [cast.otherAdmin, cast.ministry, department, officer, leader]) {
      for (const text of [ends, renames, adds(cast.province.id, 'department')])
        expect(await call(who, text)).toBe('42501')
    }
    for (const who of [neighbour, cast.otherAdmin, cast.ministry])
      expect(await call(who, adds(cast.commune.id, 'commune_office'))).toBe('42501')
    // A kind belongs to a level, a district's office to nobody now, and one who only looks writes nothing.
    expect(await call(cast.admin, adds(cast.commune.id, 'department'))).toBe('42501')
    expect(await call(cast.admin, adds(cast.province.id, 'district_office'))).toBe('42501')
    expect(await call(cast.admin, ends, 'read')).not.toBe('done')
  })

  it('leave the tables to nobody', async () => {
    expect(await call(cast.admin, sql`update agency_versions set name = 'A'`)).toBe('42501')
    expect(
      await call(cast.admin, sql`insert into agencies (kind, unit_id) values ('department', ${cast.province.id})`),
    ).toBe('42501')
  })
})

it('what was done left its trace', async () => {
  const { rows } = await asSystem('test', async (_db, client) =>
    client.query<{ n: number }>(`select count(*)::int as n from audit_log where table_name = 'agency_versions'`),
  )
  expect(rows[0]?.n).toBeGreaterThan(6)
})
