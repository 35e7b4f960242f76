import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { withCtx } from '../context'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { rosterFigures } from './figures/queries'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let officer: TestActor
let neighbour: TestActor
let leader: TestActor
let one: TestUnit
let two: TestUnit

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  one = await makeTeam(cast.commune, 'Thôn Một')
  two = await makeTeam(cast.commune, 'Thôn Hai')
  leader = await makeActor('team_leader', one)
})
afterAll(() => cast.close())

const person = (over: Record<string, unknown> = {}) => ({
  ...once(),
  teamId: one.id,
  from: '2025-07-10',
  fullName: 'Nguyễn Văn An',
  birthYear: 1985,
  phone: '0900 111 222',
  role: 'member' as const,
  component: 'youth_union',
  ...over,
})
const log = () =>
  lookAt(cast.urls.system, async (client) => {
    const { rows } = await client.query(`select kind, subject, reason, person_id from access_log order by id`)
    return rows
  })

it('a roster is kept in the commune: leader first, then by given name; phones masked; no name above it', async () => {
  const keep = as(officer).rosters
  await keep.add(person({ fullName: 'Trần Thị Bình', phone: null, birthYear: 1990 }))
  await keep.add(person())
  await keep.add(
    person({ fullName: 'Lê Văn Cường', role: 'leader', phone: '+84 900 333 444', component: 'party_secretary' }),
  )
  const roster = await as(leader).rosters.list({ unitId: one.id })
  expect(roster?.rows.map((row) => [row.role, row.fullName, row.phone])).toEqual([
    ['leader', 'Lê Văn Cường', '09xx xxx 444'],
    ['member', 'Nguyễn Văn An', '09xx xxx 222'],
    ['member', 'Trần Thị Bình', null],
  ])
  expect(roster?.can).toEqual({ keep: false, details: true })
  for (const who of [cast.admin, cast.ministry, neighbour, cast.otherAdmin, await makeActor('team_leader', two)])
    expect(await as(who).rosters.list({ unitId: one.id }), who.personId).toBeNull()
  expect(await as(cast.admin).rosters.access({ unitId: one.id })).toBe('open')
  expect(await as(cast.ministry).rosters.access({ unitId: one.id })).toBe('hidden')
  for (const [who, word] of [
    [leader, 'rosters.outside'],
    [cast.admin, 'rosters.outside'],
    [cast.ministry, 'rosters.outside'],
    [neighbour, 'teams.none'],
    [cast.otherAdmin, 'teams.none'],
  ] as const)
    expect(await reasonOf(as(who).rosters.add(person({ fullName: 'Kẻ Lạ Mặt' })))).toBe(word)
})

it('the whole number is given by a command that is written down, and never kept with the request', async () => {
  const [first] = (await as(officer).rosters.list({ unitId: one.id }))?.rows ?? []
  const memberId = first?.memberId ?? ''
  const before = (await log()).length
  expect(await as(leader).persons.reveal({ ...once(), memberId })).toEqual({ memberId, phone: '0900333444' })
  expect((await log()).slice(before)).toEqual([
    { kind: 'reveal', subject: `members/${memberId}`, reason: null, person_id: leader.personId },
  ])
  for (const who of [neighbour, cast.admin, cast.ministry])
    expect(await reasonOf(as(who).persons.reveal({ ...once(), memberId }))).toBe('rosters.noMember')
  const kept = await lookAt(cast.urls.system, (client) =>
    client.query(`select 1 from requests where response::text like '%0900333444%'`),
  )
  expect(kept.rowCount).toBe(0)
})

it('a province opens names for a reason, without numbers and without a Party office; the ministry never', async () => {
  const before = (await log()).length
  const reason = 'Kiểm tra theo Kế hoạch 12/KH-SKHCN'
  const opened = await as(cast.admin).persons.open({ ...once(), unitId: cast.commune.id, reason })
  expect(opened.rows.map((row) => [row.fullName, row.component])).toEqual([
    ['Lê Văn Cường', null],
    ['Nguyễn Văn An', 'youth_union'],
    ['Trần Thị Bình', 'youth_union'],
  ])
  expect(JSON.stringify(opened)).not.toContain('0900')
  expect((await log()).slice(before)).toEqual([
    { kind: 'reveal', subject: `rosters/${cast.commune.id}`, reason, person_id: cast.admin.personId },
  ])
  const asked = { unitId: cast.commune.id, reason }
  for (const who of [cast.ministry, cast.otherAdmin, neighbour, await makeActor('province_leader', cast.province)])
    expect(await reasonOf(as(who).persons.open({ ...once(), ...asked })), who.personId).toBe('persons.notOpened')
  await expect(as(cast.admin).persons.open({ ...once(), ...asked, reason: ' x ' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})

it('whoever may be known already is asked about, one person joins two teams, and two entries become one', async () => {
  const keep = as(officer).rosters
  const again = { fullName: 'NGUYỄN VĂN AN', phone: null, birthYear: 1985, teamId: two.id }
  expect(await reasonOf(keep.add(person(again)))).toBe('rosters.mayBeKnown')
  const other = await keep.add(person({ ...again, fullName: 'Nguyễn Văn Ấn', employer: 'Viễn thông', another: true }))
  const pairs = await keep.duplicates({ communeId: cast.commune.id })
  expect(pairs).toHaveLength(1)
  expect(await as(neighbour).rosters.duplicates({ communeId: cast.commune.id })).toBeNull()
  const [an] = (await keep.list({ unitId: one.id }))?.rows.filter((row) => row.fullName === 'Nguyễn Văn An') ?? []
  const keepId = an?.memberId ?? ''
  expect(await reasonOf(as(neighbour).rosters.merge({ ...once(), keepId, dropId: other.memberId }))).toBe(
    'rosters.noMember',
  )
  await keep.merge({ ...once(), keepId, dropId: other.memberId })
  const detail = await keep.get({ memberId: keepId })
  expect(detail.memberships.map((each) => each.team.id).sort()).toEqual([one.id, two.id].sort())
  expect([detail.employer, detail.phone]).toEqual(['Viễn thông', '09xx xxx 222'])
  expect(await keep.duplicates({ communeId: cast.commune.id })).toEqual([])
  expect(await reasonOf(keep.get({ memberId: other.memberId }))).toBe('rosters.noMember')
})

it('another role, a move and an end are dated; what held before is kept; a mistake never was', async () => {
  const keep = as(officer).rosters
  const { memberId, membershipId } = await keep.add(person({ fullName: 'Hồ Thị Dung', birthYear: 1991, phone: null }))
  expect(await reasonOf(keep.change({ ...once(), membershipId, from: '2026-01-01', role: 'leader' }))).toBe(
    'rosters.hasLeader',
  )
  const changed = await keep.change({
    ...once(),
    membershipId,
    from: '2026-01-01',
    role: 'deputy',
    component: 'teacher',
  })
  expect(await reasonOf(keep.change({ ...once(), membershipId, from: '2026-02-01', role: 'member' }))).toBe(
    'rosters.ended',
  )
  const moved = await keep.move({
    ...once(),
    membershipId: changed.membershipId,
    teamId: two.id,
    from: '2026-05-01',
    role: 'leader',
  })
  const on = async (day: string, unitId: number) =>
    (await keep.list({ unitId, on: day }))?.rows.filter((row) => row.memberId === memberId).map((row) => row.role)
  expect(await on('2025-12-31', one.id)).toEqual(['member'])
  expect(await on('2026-01-01', one.id)).toEqual(['deputy'])
  expect(await on('2026-04-30', two.id)).toEqual([])
  expect(await on('2026-05-01', two.id)).toEqual(['leader'])
  expect(await on('2026-05-01', one.id)).toEqual([])
  await keep.setAbsence({ ...once(), membershipId: moved.membershipId, since: '2026-08-01' })
  const states = await keep.states({ communeId: cast.commune.id })
  expect(states?.map((team) => [team.id, team.members, team.alerts])).toEqual([
    [one.id, 3, []],
    [two.id, 2, ['leaderAway', 'tooFew']],
  ])
  // Above the commune it is told that a leader is missed, not since when; and no trail says why somebody left or was away.
  expect(states?.[1]?.leaderAwaySince).toBe('2026-08-01')
  for (const who of [cast.admin, cast.ministry])
    expect((await as(who).rosters.states({ communeId: cast.commune.id }))?.[1]).toMatchObject({
      ...{ alerts: ['leaderAway', 'tooFew'], leaderAwaySince: null },
    })
  await keep.end({ ...once(), membershipId: moved.membershipId, on: '2026-11-01', reason: 'own_wish' })
  expect((await keep.get({ memberId })).memberships.map((each) => each.endedReason)).toEqual([
    'own_wish',
    'other_team',
    'changed',
  ])
  // His team of before knows that he was in it, not why he left.
  const before = (await as(leader).rosters.get({ memberId })).memberships
  expect(before.map((each) => [each.team.id, each.endedReason])).toEqual([
    [one.id, null],
    [one.id, null],
  ])
  const { rows: trail } = await lookAt(cast.urls.system, (client) =>
    client.query<{ changed: Record<string, unknown> }>(
      `select changed from audit_log where table_name = 'memberships' and row_key = $1 and action = 'update' order by id`,
      [moved.membershipId],
    ),
  )
  expect(trail.map(({ changed }) => [changed.absent_since, changed.ended_reason])).toEqual([
    ['*', undefined],
    [undefined, '*'],
  ])
  const wrong = await keep.add(person({ fullName: 'Ghi Nhầm Người', phone: null }))
  await keep.end({ ...once(), membershipId: wrong.membershipId, on: '2026-11-01', reason: 'mistake' })
  expect((await keep.get({ memberId: wrong.memberId })).memberships).toEqual([])
})

it('a province sets limits from a day and adds components; others do not', async () => {
  const limits = {
    ...once(),
    teamLevel: 'village' as const,
    min: 2,
    max: 3,
    basis: 'Kế hoạch 20/KH-UBND',
    from: '2026-11-01',
  }
  for (const who of [officer, cast.ministry])
    expect(await reasonOf(as(who).rosters.setLimits({ ...limits, ...once() }))).toBe('rosters.provinceOnly')
  await as(cast.admin).rosters.setLimits(limits)
  const alerts = async (on: string) =>
    (await as(cast.admin).rosters.states({ communeId: cast.province.id, on }))?.map((team) => team.alerts)
  expect(await alerts('2026-10-31')).toEqual([[], ['leaderAway', 'tooFew']])
  expect(await alerts('2026-11-21')).toEqual([[], ['noLeader', 'tooFew']])
  const { code } = await as(cast.admin).rosters.addComponent({ ...once(), name: 'Hội Khuyến học' })
  const added = person({ fullName: 'Võ Khuyến Học', phone: null, component: code })
  await as(officer).rosters.add(added)
  await as(cast.admin).rosters.closeComponent({ ...once(), code })
  expect(await reasonOf(as(officer).rosters.add(person({ fullName: 'Võ Sau Đó', component: code, phone: null })))).toBe(
    'rosters.noComponent',
  )
  expect(await reasonOf(as(cast.otherAdmin).rosters.closeComponent({ ...once(), code }))).toBe('rosters.noComponent')
})

it('two who mend one person: the second is told', async () => {
  const [row] = (await as(officer).rosters.list({ unitId: one.id }))?.rows ?? []
  const seen = await as(officer).rosters.get({ memberId: row?.memberId ?? '' })
  const mend = {
    memberId: seen.memberId,
    version: seen.version,
    fullName: 'Lê Văn Cường',
    birthYear: 1985,
    phone: '0900333445',
  }
  await as(officer).rosters.correct({ ...once(), ...mend })
  expect(await reasonOf(as(officer).rosters.correct({ ...once(), ...mend }))).toBe('rosters.changed')
  const { rows } = await lookAt(cast.urls.system, (client) =>
    client.query(`select changed from audit_log where table_name = 'members' order by id desc limit 1`),
  )
  expect(rows[0].changed).toEqual({ phone: '*' })
})

it('the month takes its figures from the roster: each person once, blank where none is kept', async () => {
  const figures = (who: TestActor, communeId: number, on: string) =>
    withCtx(who.identity, 'read', ({ db }) => rosterFigures(db, communeId, '2026-10-15', on), now)
  const own = await makeTeam(cast.commune, 'Xã', 'commune')
  await as(officer).rosters.add(
    person({ teamId: own.id, fullName: 'Cán Bộ Xã', phone: null, component: 'commune_official' }),
  )
  const [an] =
    (await as(officer).rosters.list({ unitId: one.id }))?.rows.filter((row) => row.fullName === 'Nguyễn Văn An') ?? []
  await as(officer).rosters.place({
    ...once(),
    memberId: an?.memberId ?? '',
    teamId: own.id,
    from: '2026-01-01',
    role: 'member',
    component: 'telecom',
  })
  const expected = { A06: 2, A07: 4, A08: 2, A09: 1, A10: null, A11: null }
  for (const who of [officer, cast.admin, cast.ministry])
    expect(await figures(who, cast.commune.id, '2026-11-14')).toEqual(expected)
  expect(await figures(officer, cast.commune.id, '2025-07-05')).toEqual({
    A06: null,
    A07: null,
    A08: null,
    A09: null,
    A10: null,
    A11: null,
  })
  expect(await figures(cast.admin, cast.sibling.id, '2026-11-14')).toEqual({
    A06: null,
    A07: null,
    A08: null,
    A09: null,
    A10: null,
    A11: null,
  })
  for (const who of [neighbour, cast.otherAdmin]) expect(await figures(who, cast.commune.id, '2026-11-14')).toEqual({})
})

it('a member knows who else is in his team, and nothing more of them; his leader does', async () => {
  const colleague = await makeActor('team_member', two)
  const chief = await makeActor('team_leader', two)
  const { memberId } = await as(officer).rosters.add(
    person({ teamId: two.id, fullName: 'Hồ Thị Kín', phone: '0900 111 987', residence: 'Thôn Hai', birthYear: 1991 }),
  )
  const rowOf = async (who: TestActor) => {
    const roster = await as(who).rosters.list({ unitId: two.id })
    return { ...roster?.rows.find((row) => row.memberId === memberId), can: roster?.can.details }
  }
  expect(await rowOf(chief)).toMatchObject({ phone: '09xx xxx 987', birthYear: 1991, residence: 'Thôn Hai', can: true })
  expect(await rowOf(colleague)).toMatchObject({
    ...{ fullName: 'Hồ Thị Kín', role: 'member', phone: null, birthYear: null, residence: null, can: false },
  })
  expect(await reasonOf(as(colleague).rosters.get({ memberId }))).toBe('persons.notOpened')
  expect(await reasonOf(as(colleague).persons.reveal({ ...once(), memberId }))).toBe('persons.notOpened')
  expect(await reasonOf(as(chief).rosters.get({ memberId }))).toBe('done')
})
