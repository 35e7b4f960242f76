import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor
let neighbour: TestActor
let abroad: TestActor
let team: TestUnit

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  abroad = await makeActor('commune_officer', cast.abroad)
  team = await makeTeam(cast.commune, 'Thôn Một')
})
afterAll(() => cast.close())

const point = (unitId: number, fullName: string) => ({
  ...{
    ...once(),
    unitId,
    fullName,
    title: 'Chuyên viên',
    phone: '0900 222 333',
    email: 'xa@example.vn',
    from: '2026-01-01',
  },
})
const names = async (who: TestActor, unitId: number) =>
  (await as(who).contacts.list({ unitId })).focalPoints.map((each) => each.fullName)

it('focal points are kept by their own unit and seen along the line above and below, not beside it', async () => {
  await as(officer).contacts.addFocalPoint(point(cast.commune.id, 'Hồ Thị Xã'))
  await as(cast.admin).contacts.addFocalPoint(point(cast.province.id, 'Lê Văn Sở'))
  await as(cast.ministry).contacts.addFocalPoint(point(cast.nation.id, 'Trần Thị Cục'))
  for (const [who, unitId] of [
    [officer, cast.province.id],
    [cast.admin, cast.commune.id],
    [neighbour, cast.commune.id],
  ] as const)
    expect(await reasonOf(as(who).contacts.addFocalPoint(point(unitId, 'Kẻ Lạ')))).toBe('contacts.outside')
  expect(await names(officer, cast.commune.id)).toEqual(['Trần Thị Cục', 'Lê Văn Sở', 'Hồ Thị Xã'])
  expect(await names(cast.admin, cast.province.id)).toEqual(['Trần Thị Cục', 'Lê Văn Sở', 'Hồ Thị Xã'])
  expect(await names(cast.ministry, cast.nation.id)).toEqual(['Trần Thị Cục', 'Lê Văn Sở'])
  expect(await names(neighbour, cast.commune.id)).toEqual(['Trần Thị Cục', 'Lê Văn Sở'])
  expect(await names(abroad, cast.commune.id)).toEqual(['Trần Thị Cục'])
  const [own] = (await as(officer).contacts.list({ unitId: cast.commune.id })).focalPoints.filter(
    (each) => each.unit.id === cast.commune.id,
  )
  const end = { id: own?.id ?? '', on: '2026-11-01' }
  expect(await reasonOf(as(neighbour).contacts.endFocalPoint({ ...once(), ...end }))).toBe('contacts.none')
  expect(own).toMatchObject({ phone: '0900222333', email: 'xa@example.vn' })
  await as(officer).contacts.endFocalPoint({ ...once(), ...end })
  // Whoever held the post before is on the list of terms, and called no more.
  for (const who of [officer, cast.admin])
    expect((await as(who).contacts.list({ unitId: cast.commune.id })).focalPoints).toContainEqual(
      expect.objectContaining({ fullName: 'Hồ Thị Xã', validTo: '2026-11-01', phone: null, email: null }),
    )
  expect(await reasonOf(as(officer).contacts.endFocalPoint({ ...once(), ...end }))).toBe('contacts.ended')
})

it('groups that help are the commune’s, and a chat link is an address and nothing else', async () => {
  const group = {
    kind: 'youth_volunteers' as const,
    name: 'Đội thanh niên tình nguyện xã',
    members: 12,
    from: '2026-03-01',
  }
  const add = (who: TestActor, chatLink: string | null) =>
    as(who).contacts.addGroup({ ...once(), ...group, unitId: cast.commune.id, chatLink })
  await add(officer, 'https://zalo.me/g/abc')
  for (const link of ['javascript:alert(1)', 'http://zalo.me', 'https://a b', '=1+1'])
    await expect(add(officer, link), link).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  for (const who of [neighbour, cast.admin, cast.ministry])
    expect(await reasonOf(add(who, null))).toBe('contacts.outside')
  // Who is in a chat group is seen by whoever comes into it: the way in stays in the commune.
  const way = async (who: TestActor) =>
    (await as(who).contacts.list({ unitId: cast.commune.id })).groups?.map((each) => each.chatLink)
  expect(await way(officer)).toEqual(['https://zalo.me/g/abc'])
  for (const who of [cast.admin, cast.ministry]) expect(await way(who)).toEqual([null])
  expect((await as(neighbour).contacts.list({ unitId: cast.commune.id })).groups).toEqual([])
  const leader = await makeActor('team_leader', team)
  await as(leader).contacts.setChatLink({ ...once(), teamId: team.id, chatLink: 'https://zalo.me/g/xyz' })
  expect(await as(leader).teams.get({ id: team.id })).toMatchObject({ chatLink: 'https://zalo.me/g/xyz' })
  for (const who of [cast.admin, cast.ministry])
    expect(await as(who).teams.get({ id: team.id })).toMatchObject({ chatLink: null })
  expect(await reasonOf(as(neighbour).contacts.setChatLink({ ...once(), teamId: team.id, chatLink: null }))).toBe(
    'teams.none',
  )
})
