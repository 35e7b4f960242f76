import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
})
afterAll(() => cast.close())

const add = (teamId: number, fullName: string, over: Record<string, unknown> = {}) =>
  as(officer).rosters.add({
    ...{ ...once(), teamId, from: '2025-07-10', fullName, role: 'member', component: 'youth_union' },
    ...{ isLocal: true, selection: ['keen', 'skilled'], ...over },
  })
const draft = (kind: 'renewal' | 'merger', line: Record<string, unknown>) =>
  as(officer).decisions.draft({
    ...{ ...once(), communeId: cast.commune.id, kind, effectiveOn: '2026-11-02', lines: [line] },
  })
const issue = (id: string, number: string) =>
  as(officer).decisions.issue({
    ...{ ...once(), id, version: 1, number, decidedOn: '2026-11-02', effectiveOn: '2026-11-02' },
    ...{ signer: 'Hồ Văn Ký', signerTitle: 'Chủ tịch' },
  })
const places = async (unitId: number) =>
  (await as(officer).rosters.list({ unitId }))?.rows.map(({ role, isLocal, selection, absentSince }) => ({
    ...{ role, isLocal, selection, absentSince },
  }))

it('what is known of a person stays with him when a decision gives him another place', async () => {
  const [team, successor] = [await makeTeam(cast.commune, 'Thôn Một'), await makeTeam(cast.commune, 'Thôn Hai')]
  const { memberId, membershipId } = await add(team.id, 'Nguyễn Văn An')
  await as(officer).rosters.setAbsence({ ...once(), membershipId, since: '2026-10-20' })
  const known = { isLocal: true, selection: ['keen', 'skilled'], absentSince: '2026-10-20' }
  const seats = [{ memberId, role: 'deputy', component: 'women_union' }]
  await issue((await draft('renewal', { teamId: team.id, seats })).id, '15/QĐ-UBND')
  expect(await places(team.id)).toEqual([{ role: 'deputy', ...known }])
  await issue((await draft('merger', { teamId: team.id, successorId: successor.id })).id, '16/QĐ-UBND')
  expect(await places(successor.id)).toEqual([{ role: 'member', ...known }])
})

it('a draft takes a component from the list of the province, or what the person has already', async () => {
  const team = await makeTeam(cast.commune, 'Thôn Ba')
  const province = await as(cast.admin).rosters.addComponent({ ...once(), name: 'Hội Khuyến học' })
  const abroad = await as(cast.otherAdmin).rosters.addComponent({ ...once(), name: 'Đội tàu cá' })
  const { memberId } = await add(team.id, 'Trần Thị Bình', { component: province.code })
  const other = (await add(team.id, 'Lê Văn Cường')).memberId
  await as(cast.admin).rosters.closeComponent({ ...once(), code: province.code })
  const asked = (component: string, who = other) =>
    reasonOf(draft('renewal', { teamId: team.id, seats: [{ memberId: who, role: 'member', component }] }))
  for (const component of ['no_such', abroad.code, province.code])
    expect(await asked(component), component).toBe('rosters.noComponent')
  expect(await asked(province.code, memberId)).toBe('done')
})
