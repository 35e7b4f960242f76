import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { anonymiseFormer } from './retention/commands'

const now = new Date('2026-11-20T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let officer: TestActor
let neighbour: TestActor
let leader: TestActor
let team: TestUnit

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  team = await makeTeam(cast.commune, 'Thôn Một')
  leader = await makeActor('team_leader', team)
})
afterAll(() => cast.close())

const add = async (fullName: string) =>
  (
    await as(officer).rosters.add({
      ...{ ...once(), teamId: team.id, from: '2025-07-10', fullName, phone: '0900 555 666', birthYear: 1980 },
      ...{ role: 'member', component: 'teacher', employer: 'Trường Tiểu học', residence: 'Thôn Một' },
    })
  ).memberId
const system = (sql: string, values: unknown[] = []) =>
  lookAt(cast.urls.system, async (client) => (await client.query(sql, values)).rows)
const counted = async () =>
  (await as(cast.admin).rosters.composition({ unitId: cast.commune.id }))?.rows
    .filter(({ heading }) => heading === 'sex')
    .reduce((sum, row) => sum + row.n, 0)

it('a request runs by its clocks: answered, extended once, carried out; a restriction and a deletion take effect, counts do not change', async () => {
  const memberId = await add('Nguyễn Thị Hỏi')
  const before = await counted()
  const ask = (kind: 'restrict' | 'delete', who = officer) =>
    as(who).persons.receive({ ...once(), memberId, kind, receivedOn: '2026-11-20' })
  for (const [who, word] of [
    [neighbour, 'rosters.noMember'],
    [cast.admin, 'rosters.noMember'],
    [leader, 'rosters.outside'],
  ] as const)
    expect(await reasonOf(ask('restrict', who))).toBe(word)
  const first = await ask('restrict')
  expect(first).toMatchObject({ dueOn: '2026-12-07' })
  await as(officer).persons.answer({ ...once(), id: first.id })
  expect(await reasonOf(as(officer).persons.answer({ ...once(), id: first.id }))).toBe('persons.answered')
  const reason = 'Phải hỏi thêm đơn vị cung cấp nền tảng'
  expect(await as(officer).persons.extend({ ...once(), id: first.id, reason })).toMatchObject({ dueOn: '2026-12-22' })
  expect(await reasonOf(as(officer).persons.extend({ ...once(), id: first.id, reason }))).toBe('persons.extended')
  expect(await reasonOf(as(neighbour).persons.close({ ...once(), id: first.id, done: true, outcome: reason }))).toBe(
    'persons.noRequest',
  )
  await as(officer).persons.close({ ...once(), id: first.id, done: true, outcome: 'Đã hạn chế trên danh sách' })
  expect((await as(officer).rosters.get({ memberId })).restrictedOn).toBe('2026-11-20')
  const second = await ask('delete')
  const list = await as(officer, new Date('2026-12-20T02:00:00Z')).persons.requests({ communeId: cast.commune.id })
  expect(list?.map((each) => [each.kind, each.state, each.overdue])).toEqual([
    ['delete', 'received', true],
    ['restrict', 'done', false],
  ])
  await as(officer).persons.close({ ...once(), id: second.id, done: true, outcome: 'Đã xóa họ tên, số điện thoại' })
  expect(await reasonOf(as(officer).persons.close({ ...once(), id: second.id, done: false, outcome: reason }))).toBe(
    'persons.closed',
  )
  const [left] = await system('select * from members where id = $1', [memberId])
  expect(left).toMatchObject({ full_name: null, phone: null, employer: null, residence: null, birth_year: null })
  expect(await counted()).toBe(before)
  expect(await as(neighbour).persons.requests({ communeId: cast.commune.id })).toBeNull()
})

it('a member is shown everything kept about him, and who has read it; nobody else is', async () => {
  const memberId = await add('Trần Văn Tôi')
  await system('update members set person_id = $1 where id = $2', [leader.personId, memberId])
  await as(officer).persons.reveal({ ...once(), memberId })
  await as(cast.admin).persons.open({ ...once(), unitId: cast.commune.id, reason: 'Kiểm tra theo kế hoạch' })
  expect(await as(leader).persons.own()).toMatchObject([
    { fullName: 'Trần Văn Tôi', phone: '0900555666', memberships: [{ role: 'member', component: 'teacher' }] },
  ])
  expect(await as(officer).persons.own()).toEqual([])
  const readings = await as(leader).persons.readings({ memberId })
  expect(readings.map((each) => [each.kind, each.role, each.reason])).toEqual([
    ['reveal', 'province_admin', 'Kiểm tra theo kế hoạch'],
    ['reveal', 'commune_officer', null],
  ])
  expect(await as(officer).persons.readings({ memberId })).toHaveLength(2)
  for (const who of [neighbour, cast.admin, cast.ministry])
    expect(await as(who).persons.readings({ memberId })).toEqual([])
})

it('five years after the last membership the name goes and the counts of then stay', async () => {
  const memberId = await add('Lê Thị Cũ')
  const [held] = (await as(officer).rosters.get({ memberId })).memberships
  await as(officer).rosters.end({
    ...once(),
    membershipId: held?.membershipId ?? '',
    on: '2026-01-01',
    reason: 'own_wish',
  })
  const then = { unitId: cast.commune.id, on: '2025-12-31' }
  const before = await as(cast.admin).rosters.counts(then)
  const clean = (at: string) => asSystem('test', (db) => anonymiseFormer(db, new Date(at)))
  expect(await clean('2030-12-31T05:00:00Z')).toBe(0)
  await system(`update members set created_at = '2025-07-10'`)
  expect(await clean('2030-12-31T05:00:00Z')).toBe(0)
  expect(await clean('2031-01-01T05:00:00Z')).toBe(1)
  expect(await clean('2031-01-01T05:00:00Z')).toBe(0)
  const [left] = await system('select full_name, phone from members where id = $1', [memberId])
  expect(left).toEqual({ full_name: null, phone: null })
  expect(await as(cast.admin).rosters.counts(then)).toEqual(before)
})
