import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'
import { groupedBy } from '../rules'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor
let team: TestUnit

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  team = await makeTeam(cast.commune, 'Thôn Một')
  const add = (fullName: string, over: Record<string, unknown>) =>
    as(officer).rosters.add({ ...once(), teamId: team.id, from: '2025-07-10', fullName, role: 'member', ...over })
  await add('Hồ Văn Trưởng', {
    ...{ role: 'leader', component: 'village_head', concurrentPost: 'Bí thư Chi bộ', sex: 'male', birthYear: 1970 },
  })
  await add('Hồ Thị Bí', { component: 'party_secretary', concurrentPost: 'Bí thư', sex: 'female', birthYear: 1975 })
  await add('Hồ Thị Trống', { sex: 'female', birthYear: 1998 })
  const { memberId } = await add('Hồ Văn Kín', { component: 'teacher', sex: 'male', birthYear: 1999 })
  const request = { ...once(), memberId, kind: 'restrict' as const, receivedOn: '2026-11-20' }
  const { id } = await as(officer).persons.receive(request)
  await as(officer).persons.close({ ...once(), id, done: true, outcome: 'Đã hạn chế trên danh sách' })
})
afterAll(() => cast.close())

const composition = async (who: TestActor, unitId = cast.commune.id) => as(who).rosters.composition({ unitId })

it('is told under one heading at a time: no row says two things of somebody', async () => {
  for (const who of [officer, cast.admin])
    for (const row of (await composition(who))?.rows ?? [])
      expect(Object.keys(row).sort()).toEqual(['heading', 'key', 'level', 'n'])
  const rows = (await composition(officer))?.rows ?? []
  const told = (group: 'component' | 'leadersAge') => groupedBy(rows, group).map(({ key, sum }) => [key, sum])
  expect(new Map(told('component') as [string, number][]).get('party_secretary')).toBe(1)
  expect(told('leadersAge')).toEqual([['from_45', 1]])
})

it('a Party office is known in the commune alone: above it, it stands among what is not said, and no opened name leads to it', async () => {
  const rows = (await composition(cast.admin))?.rows ?? []
  expect(groupedBy(rows, 'component')).toContainEqual(expect.objectContaining({ key: 'restricted', sum: 2 }))
  expect(JSON.stringify(rows)).not.toContain('party_secretary')
  const opened = await as(cast.admin).persons.open({
    ...{ ...once(), unitId: cast.commune.id, reason: 'Kiểm tra theo kế hoạch' },
  })
  const text = JSON.stringify(opened)
  expect(text).toContain('Hồ Văn Trưởng')
  expect(text).not.toMatch(/bí thư|party/i)
  expect(opened.rows.filter(({ component }) => component === null)).toHaveLength(2)
  // Who asked for a restriction is shown to nobody above.
  expect(text).not.toContain('Hồ Văn Kín')
})

it('the ministry is told of provinces and the country, never of a commune', async () => {
  expect(await composition(cast.ministry)).toBeNull()
  expect(groupedBy((await composition(cast.ministry, cast.province.id))?.rows ?? [], 'sex')).toHaveLength(2)
  expect((await composition(cast.ministry, cast.nation.id))?.rows.length).toBeGreaterThan(0)
  expect(await reasonOf(as(cast.ministry).persons.open({ ...once(), unitId: team.id, reason: 'Kiểm tra' }))).toBe(
    'persons.notOpened',
  )
  expect(await composition(cast.otherAdmin)).toBeNull()
})
