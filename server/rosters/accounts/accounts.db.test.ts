import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let officer: TestActor
let chair: TestActor
let neighbour: TestActor
let team: TestUnit
let leader: TestActor
let stranger: TestActor
let member: string
let second: string
let abroad: string

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune, { fullName: 'Hồ Thị Cán Bộ' })
  chair = await makeActor('commune_leader', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  team = await makeTeam(cast.commune, 'Thôn Một')
  const next = await makeTeam(cast.sibling, 'Thôn Bên')
  leader = await makeActor('team_leader', team, { fullName: 'Nguyễn Văn Dẫn' })
  stranger = await makeActor('team_leader', next)
  const add = async (who: TestActor, teamId: number, fullName: string, role: 'leader' | 'member' = 'member') =>
    (await as(who).rosters.add({ ...once(), teamId, from: '2025-07-10', fullName, role, phone: '0900 222 111' }))
      .memberId
  member = await add(officer, team.id, 'Nguyễn Văn Dẫn', 'leader')
  second = await add(officer, team.id, 'Lê Thị Hai')
  abroad = await add(neighbour, next.id, 'Trần Người Bên')
})
afterAll(() => cast.close())

const link = (who: TestActor, memberId: string, account: TestActor) =>
  reasonOf(as(who).rosters.linkAccount({ ...once(), memberId, personId: account.personId }))
const unlink = (who: TestActor, memberId: string) => reasonOf(as(who).rosters.unlinkAccount({ ...once(), memberId }))

it('a commune is offered its own accounts, those of the same name first; nobody else is offered any', async () => {
  const choices = await as(officer).rosters.accounts({ memberId: member })
  expect(choices?.map(({ name, sameName }) => [name, sameName])).toEqual([
    ['Nguyễn Văn Dẫn', true],
    [chair.fullName, false],
  ])
  expect(choices?.[0]?.posts).toEqual([{ role: 'team_leader', unit: team.fullName }])
  expect(await as(leader).rosters.accounts({ memberId: member })).toBeNull()
  for (const who of [neighbour, cast.admin, cast.otherAdmin, cast.ministry, stranger])
    expect(await reasonOf(as(who).rosters.accounts({ memberId: member })), who.personId).toBe('rosters.noMember')
})

it('only the commune says whose an account is, of its own accounts and never of one’s own', async () => {
  for (const [who, word] of [
    [leader, 'rosters.outside'],
    [neighbour, 'rosters.noMember'],
    [stranger, 'rosters.noMember'],
    [cast.admin, 'rosters.noMember'],
    [cast.otherAdmin, 'rosters.noMember'],
    [cast.ministry, 'rosters.noMember'],
    [await makeActor('auditor', cast.commune), 'rosters.outside'],
    [await makeActor('partner', cast.commune), 'rosters.noMember'],
  ] as const) {
    expect(['common.forbidden', word], who.personId).toContain(await link(who, member, leader))
    expect(['common.forbidden', word], who.personId).toContain(await unlink(who, member))
  }
  // What one reads of oneself is written down nowhere.
  expect(await link(officer, second, officer)).toBe('rosters.ownAccount')
  for (const account of [stranger, neighbour, cast.admin, { ...leader, personId: member }])
    expect(await link(officer, member, account)).toBe('rosters.noAccount')
  const ended = await makeActor('team_member', team, { validTo: new Date('2026-11-01T00:00:00Z') })
  expect(await link(officer, member, ended)).toBe('rosters.noAccount')
  expect(await as(leader).persons.own()).toEqual([])
})

it('linked, he reads his own record and his team’s log; it is written down; an account is one member’s', async () => {
  expect(await link(officer, member, leader)).toBe('done')
  expect(await link(officer, member, leader)).toBe('done')
  expect(await as(leader).persons.own()).toMatchObject([{ fullName: 'Nguyễn Văn Dẫn', phone: '0900222111' }])
  expect((await as(leader).activities.list({})).unit.id).toBe(team.id)
  const { rows } = await lookAt(cast.urls.system, (client) =>
    client.query(
      `select person_id, changed from audit_log where table_name = 'members' and row_key = $1 order by id desc limit 1`,
      [member],
    ),
  )
  expect(rows).toEqual([{ person_id: officer.personId, changed: { person_id: [null, leader.personId] } }])
  expect(await link(officer, second, leader)).toBe('rosters.accountTaken')
  expect(await link(officer, member, chair)).toBe('rosters.hasAccount')
  expect((await as(officer).rosters.accounts({ memberId: second }))?.map(({ name }) => name)).not.toContain(
    'Nguyễn Văn Dẫn',
  )
  // One who is on a roster of another commune already, whom one does not see there.
  const both = await makeActor('team_member', team)
  await lookAt(cast.urls.system, (client) =>
    client.query('update members set person_id = $1 where id = $2', [both.personId, abroad]),
  )
  expect(await link(officer, second, both)).toBe('rosters.accountTaken')
  expect((await as(officer).rosters.get({ memberId: second })).hasAccount).toBe(false)
})

it('two at once: one of them gets the account', async () => {
  const account = await makeActor('team_member', team)
  const third = (
    await as(officer).rosters.add({
      ...once(),
      teamId: team.id,
      from: '2025-07-10',
      fullName: 'Phạm Thị Ba',
      role: 'member',
    })
  ).memberId
  const said = await Promise.all([link(officer, second, account), link(chair, third, account)])
  expect([...said].sort()).toEqual(['done', 'rosters.accountTaken'])
  expect(await unlink(officer, said[0] === 'done' ? second : third)).toBe('done')
})

it('undone, the account keeps its posts and reads nothing of him any more', async () => {
  expect(await unlink(neighbour, member)).toBe('rosters.noMember')
  expect(await unlink(chair, member)).toBe('done')
  expect(await unlink(chair, member)).toBe('rosters.notLinked')
  expect(await as(leader).persons.own()).toEqual([])
  expect(await as(leader).persons.readings({ memberId: member })).toEqual([])
  expect((await as(leader).rosters.list({ unitId: team.id }))?.rows.length).toBeGreaterThan(1)
})

it('the account of an entry that is merged is the kept one’s', async () => {
  const { memberId } = await as(officer).rosters.add({
    ...{ ...once(), teamId: team.id, from: '2025-07-10', fullName: 'Võ Hai Vai', role: 'member' },
  })
  const account = await makeActor('team_member', team)
  expect(await link(officer, memberId, account)).toBe('done')
  await as(officer).rosters.merge({ ...once(), keepId: second, dropId: memberId })
  expect((await as(account).persons.own()).map((each) => each.memberId)).toEqual([second])
})
