import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { withCtx } from '../context'
import { rosterFigures } from '../rosters/figures/queries'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
let officer: TestActor
let neighbour: TestActor
let one: TestUnit
let two: TestUnit
let villages: TestUnit[]

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  one = await makeTeam(cast.commune, 'Thôn Một')
  two = await makeTeam(cast.commune, 'Thôn Hai')
  villages = [await makeUnit(cast.commune, 'village', 'Thôn Một'), await makeUnit(cast.commune, 'village', 'Thôn Ba')]
})
afterAll(() => cast.close())

const member = async (fullName: string, teamId: number, role: 'leader' | 'deputy' | 'member' = 'member') =>
  (await as(officer).rosters.add({ ...once(), teamId, from: '2025-07-10', fullName, role, component: 'youth_union' }))
    .memberId
const paper = (over: Record<string, unknown> = {}) => ({
  ...once(),
  ...{ version: 1, number: '15/QĐ-UBND', decidedOn: '2026-11-02', effectiveOn: '2026-11-02' },
  ...{ signer: 'Hồ Văn Ký', signerTitle: 'Chủ tịch', ...over },
})
const names = async (unitId: number, on?: string) =>
  (await as(officer).rosters.list({ unitId, on }))?.rows.map((row) => [row.role, row.fullName])
const draft = (
  kind: 'founding' | 'renewal' | 'dissolution' | 'merger',
  lines: Record<string, unknown>[],
  who = officer,
) => as(who).decisions.draft({ ...once(), communeId: cast.commune.id, kind, effectiveOn: '2026-11-02', lines })

it('a founding draft changes nothing until it is signed; then the team stands with its villages and its people', async () => {
  const lead = (
    await as(officer).rosters.enlist({ ...once(), communeId: cast.commune.id, fullName: 'Hồ Thị Mới', birthYear: 1988 })
  ).memberId
  const line = {
    ...{ name: 'Thôn Ba', level: 'village', villageIds: [villages[1]?.id] },
    seats: [{ memberId: lead, role: 'leader', component: 'village_head', concurrentPost: 'Trưởng thôn' }],
  }
  for (const who of [neighbour, cast.admin, cast.ministry])
    expect(['decisions.outside', 'units.none']).toContain(await reasonOf(draft('founding', [line], who)))
  const { id } = await draft('founding', [line])
  const teams = () => as(officer).teams.list({ communeId: cast.commune.id })
  expect((await teams())?.teams.map((team) => team.name)).not.toContain('thôn Ba')
  expect(await as(cast.admin).decisions.list({ unitId: cast.commune.id })).toMatchObject({ rows: [] })
  expect(await reasonOf(as(cast.admin).decisions.get({ id }))).toBe('decisions.none')
  expect(await reasonOf(as(officer).decisions.issue({ ...paper(), id, effectiveOn: '2026-12-01' }))).toBe(
    'decisions.ahead',
  )
  expect(await reasonOf(as(neighbour).decisions.issue({ ...paper(), id }))).toBe('decisions.none')

  await as(officer).decisions.issue({ ...paper(), id })
  const made = (await teams())?.teams.find((team) => team.name.toLowerCase() === 'thôn ba')
  expect(made).toMatchObject({ foundedOn: '2026-11-02', villages: [{ id: villages[1]?.id }] })
  expect(await names(made?.id ?? 0)).toEqual([['leader', 'Hồ Thị Mới']])
  expect(await reasonOf(as(officer).decisions.issue({ ...paper({ version: 2 }), id }))).toBe('decisions.issued')
  expect(await reasonOf(as(officer).decisions.discard({ ...once(), id, version: 2 }))).toBe('decisions.issued')
  const seen = await as(cast.admin).decisions.get({ id })
  expect(seen).toMatchObject({ number: '15/QĐ-UBND', lines: [{ team: { id: made?.id }, seats: [] }] })
})

it('a renewal ends who is not in it, changes who has another place, and is counted once for each team', async () => {
  const [an, binh, cuong] = [
    await member('Nguyễn Văn An', one.id, 'leader'),
    await member('Trần Thị Bình', one.id),
    await member('Lê Văn Cường', one.id),
  ]
  const dung = await member('Phạm Văn Dũng', two.id)
  const seats = [
    { memberId: binh, role: 'leader', component: 'women_union' },
    { memberId: cuong, role: 'member', component: 'youth_union' },
    { memberId: dung, role: 'deputy', component: 'telecom' },
  ]
  const { id } = await draft('renewal', [{ teamId: one.id, seats }])
  const printed = await as(officer).decisions.paper({ id })
  const said = (list: { fullName: string | null }[] = []) => list.map((each) => each.fullName)
  expect([said(printed.teams[0]?.before), said(printed.teams[0]?.after)]).toEqual([
    ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Văn Cường'],
    ['Trần Thị Bình', 'Phạm Văn Dũng', 'Lê Văn Cường'],
  ])
  for (const who of [neighbour, cast.admin, cast.ministry])
    expect(await reasonOf(as(who).decisions.paper({ id }))).toBe('decisions.none')
  await as(officer).decisions.issue({ ...paper({ number: '16/QĐ-UBND' }), id })
  expect(await names(one.id, '2026-11-01')).toEqual([
    ['leader', 'Nguyễn Văn An'],
    ['member', 'Trần Thị Bình'],
    ['member', 'Lê Văn Cường'],
  ])
  expect(await names(one.id)).toEqual([
    ['leader', 'Trần Thị Bình'],
    ['deputy', 'Phạm Văn Dũng'],
    ['member', 'Lê Văn Cường'],
  ])
  expect((await as(officer).rosters.get({ memberId: an })).memberships).toMatchObject([{ endedReason: 'renewal' }])
  expect((await as(officer).rosters.get({ memberId: cuong })).memberships).toHaveLength(1)
  const month = (on: string) =>
    withCtx(officer.identity, 'read', ({ db }) => rosterFigures(db, cast.commune.id, '2026-10-15', on), now)
  expect(await month('2026-11-01')).toMatchObject({ A10: null })
  expect(await month('2026-11-14')).toMatchObject({ A10: 1 })
  const later = await draft('renewal', [{ teamId: one.id, seats }])
  const early = { number: '9/QĐ-UBND', decidedOn: '2026-10-01', effectiveOn: '2026-10-01' }
  expect(await reasonOf(as(officer).decisions.issue({ ...paper(early), id: later.id }))).toBe('decisions.laterChange')
})

it('a merger gives villages and people to the successor, and ends the team with its roster', async () => {
  await as(officer).teams.setCoverage({
    ...once(),
    teamId: two.id,
    from: '2026-01-01',
    villageIds: [villages[0]?.id ?? 0],
  })
  const { id } = await draft('merger', [{ teamId: two.id, successorId: one.id }])
  await as(officer).decisions.issue({ ...paper({ number: '17/QĐ-UBND', effectiveOn: '2026-11-10' }), id })
  const found = await as(officer).teams.list({ communeId: cast.commune.id })
  expect(found?.teams.find((team) => team.id === two.id)).toMatchObject({
    state: 'dissolved',
    dissolvedOn: '2026-11-10',
  })
  expect(found?.teams.find((team) => team.id === one.id)?.villages.map((each) => each.id)).toEqual([villages[0]?.id])
  expect(await names(two.id)).toEqual([])
  expect(await names(one.id)).toHaveLength(3)
  const rows = await lookAt(cast.urls.system, (client) =>
    client.query(`select merged_into from teams where unit_id = ${two.id}`),
  )
  expect(rows.rows).toEqual([{ merged_into: one.id }])
  expect(await reasonOf(draft('dissolution', [{ teamId: two.id }]))).toBe('decisions.notTeams')
})

it('what does not fit is refused, and nothing half done stays', async () => {
  const stranger = await makeTeam(cast.sibling, 'Thôn Lạ')
  expect(await reasonOf(draft('renewal', [{ teamId: stranger.id, seats: [] }]))).toBe('decisions.notTeams')
  for (const lines of [
    [],
    [{ teamId: null }],
    [{ teamId: one.id }, { teamId: one.id }],
    [
      {
        teamId: one.id,
        seats: [1, 2].map((n) => ({ memberId: `00000000-0000-4000-8000-00000000000${n}`, role: 'leader' })),
      },
    ],
  ])
    await expect(draft('renewal', lines), JSON.stringify(lines)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const { id } = await draft('founding', [
    { name: 'Thôn Bốn', level: 'village' },
    { name: 'Thôn Một', level: 'village' },
  ])
  expect(await reasonOf(as(officer).decisions.issue({ ...paper({ number: '18/QĐ-UBND' }), id }))).toBe('teams.exists')
  const list = await as(officer).teams.list({ communeId: cast.commune.id })
  expect(list?.teams.map((team) => team.name.toLowerCase())).not.toContain('thôn bốn')
  expect(await as(officer).decisions.get({ id })).toMatchObject({ state: 'draft', version: 1 })
  await as(officer).decisions.discard({ ...once(), id, version: 1 })
  expect(await reasonOf(as(officer).decisions.get({ id }))).toBe('decisions.none')
})

it('a number is given once a year; the same paper may do two kinds of things', async () => {
  const number = { number: '21/QĐ-UBND', decidedOn: '2026-11-12', effectiveOn: '2026-11-12' }
  const found = (name: string) => draft('founding', [{ name, level: 'village' }])
  const first = await found('Thôn Năm')
  await as(officer).decisions.issue({ ...paper(number), id: first.id })
  const again = await found('Thôn Sáu')
  const issue = (over: object) => as(officer).decisions.issue({ ...paper({ ...number, ...over }), id: again.id })
  expect(await reasonOf(issue({}))).toBe('decisions.numberTaken')
  expect(await reasonOf(issue({ number: '21/qđ-ubnd', decidedOn: '2026-11-11' }))).toBe('decisions.numberTaken')
  await issue({ number: '22/QĐ-UBND' })
  const standing = await as(officer).teams.list({ communeId: cast.commune.id })
  const five = standing?.teams.find((team) => team.name.toLowerCase() === 'thôn năm')
  const both = await draft('dissolution', [{ teamId: five?.id }])
  expect(
    await reasonOf(as(officer).decisions.issue({ ...paper({ ...number, decidedOn: '2026-11-11' }), id: both.id })),
  ).toBe('decisions.numberTaken')
  await as(officer).decisions.issue({ ...paper({ ...number, effectiveOn: '2026-11-13' }), id: both.id })
})
