import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

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
})
afterAll(() => cast.close())

const add = (over: Record<string, unknown>) =>
  as(officer).rosters.add({
    ...{ ...once(), teamId: team.id, from: '2025-07-10', fullName: 'Hồ Văn Tư', role: 'member', another: true },
    ...over,
  })
const places = async (on?: string) =>
  (await as(officer).rosters.list({ unitId: team.id, on }))?.rows.map((row) => [row.role, row.fullName])

it('a change that never was leaves the place before it; one who leads by now stays the leader', async () => {
  const keep = as(officer).rosters
  const an = await add({ fullName: 'Nguyễn Văn An', role: 'leader' })
  const change = { from: '2026-09-01', role: 'deputy' as const }
  const changed = await keep.change({ ...once(), membershipId: an.membershipId, ...change })
  const mistake = (membershipId: string) =>
    keep.end({ ...once(), membershipId, on: '2026-11-01', reason: 'mistake' as const })
  await mistake(changed.membershipId)
  expect(await places()).toEqual([['leader', 'Nguyễn Văn An']])
  expect((await keep.get({ memberId: an.memberId })).memberships).toMatchObject([{ validTo: null, endedReason: null }])

  const again = await keep.change({ ...once(), membershipId: an.membershipId, ...change })
  const binh = await add({ fullName: 'Trần Thị Bình', role: 'leader', from: '2026-09-01' })
  await mistake(again.membershipId)
  expect(await places()).toEqual([['leader', 'Trần Thị Bình']])
  expect(await places('2026-08-31')).toEqual([['leader', 'Nguyễn Văn An']])
  await mistake(binh.membershipId)
  expect(await places()).toEqual([])
})

it('of two entries of one person in one team the higher place remains for its days, the other one round it', async () => {
  const keep = as(officer).rosters
  team = await makeTeam(cast.commune, 'Thôn Hai')
  const member = await add({ birthYear: 1980 })
  const leader = await add({ birthYear: 1980, role: 'leader', from: '2026-03-01' })
  await keep.end({ ...once(), membershipId: leader.membershipId, on: '2026-10-01', reason: 'own_wish' })
  await keep.merge({ ...once(), keepId: member.memberId, dropId: leader.memberId })
  expect(await places('2026-02-28')).toEqual([['member', 'Hồ Văn Tư']])
  expect(await places('2026-03-01')).toEqual([['leader', 'Hồ Văn Tư']])
  expect(await places('2026-09-30')).toEqual([['leader', 'Hồ Văn Tư']])
  expect(await places('2026-10-01')).toEqual([['member', 'Hồ Văn Tư']])
})
