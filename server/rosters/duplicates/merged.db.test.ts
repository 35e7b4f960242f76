import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { monthPeriod } from '../../calendar/rules'
import { withCtx } from '../../context'
import { appRouter } from '../../router'
import { session as logged } from '../../testing-activities'
import { classOf } from '../../testing-training'
import { trainingFigures } from '../../training/queries'
import { createCallerFactory } from '../../trpc'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor
let one: TestUnit
let two: TestUnit
let leader: TestActor
/** The entry that is kept, the one merged into it, and one merged into that before. */
let kept: string
let dropped: string
let first: string
let classes: string[]
let course: string
let activity: string
let draft: string

const add = async (team: TestUnit, fullName: string, from = '2025-07-10') =>
  (
    await as(officer).rosters.add({
      ...{ ...once(), teamId: team.id, from, fullName, birthYear: 1980, sex: 'female', another: true },
      role: 'member',
    })
  ).memberId
const attend = (sessionId: string, came: [string, TestUnit][], gone: string[] = []) =>
  as(officer).training.attend({
    ...{ ...once(), sessionId, gone },
    came: came.map(([memberId, { id: teamId }]) => ({ memberId, teamId })),
  })
const finish = (memberId: string, module: number | null, on: string) =>
  as(officer).training.record({ ...once(), courseId: course, module, source: 'platform', members: [{ memberId, on }] })
const figures = () =>
  withCtx(officer.identity, 'read', ({ db }) => trainingFigures(db, cast.commune.id, monthPeriod(2026, 11)), now)
const rowOf = async (sessionId: string) =>
  (await as(officer).training.session({ id: sessionId })).roster
    ?.flatMap((team) => team.members)
    .filter((each) => each.memberId === kept)

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  one = await makeTeam(cast.commune, 'Thôn Một')
  two = await makeTeam(cast.commune, 'Thôn Hai')
  leader = await makeActor('team_leader', one)
  kept = await add(one, 'Hồ Thị Mơ')
  dropped = await add(two, 'HỒ THỊ MƠ')
  first = await add(two, 'Hồ Thị Mo', '2026-01-01')
  classes = []
  for (const day of ['2026-11-05', '2026-11-06', '2026-11-07'])
    classes.push((await as(officer).training.plan(classOf({ held: true, startsOn: day, endsOn: day }))).id)
  const [a = '', b = '', c = ''] = classes
  // Under both entries in one class, under the second alone in another, under the third in the last.
  await attend(a, [
    [kept, one],
    [dropped, two],
  ])
  await attend(b, [[dropped, two]])
  await attend(c, [[first, two]])
  course = (await as(officer).training.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
  await finish(kept, 1, '2026-11-03')
  await finish(dropped, 1, '2026-11-02')
  await finish(dropped, 2, '2026-11-04')
  const given = logged(one.id, { jointTeamIds: [two.id], memberIds: [dropped] })
  await as(officer).activities.log({ ...given, toldBy: 'Tổ phó' })
  activity = given.id
  draft = (
    await as(officer).decisions.draft({
      ...{ ...once(), communeId: cast.commune.id, kind: 'renewal', effectiveOn: '2026-11-21' },
      lines: [
        {
          ...{ teamId: one.id, villageIds: [] },
          seats: [
            { memberId: kept, role: 'deputy' },
            { memberId: dropped, role: 'member' },
          ],
        },
        { teamId: two.id, villageIds: [], seats: [{ memberId: dropped, role: 'leader' }] },
      ],
    })
  ).id
  await as(officer).persons.receive({ ...once(), memberId: dropped, kind: 'restrict', receivedOn: '2026-11-20' })
  await as(officer).rosters.merge({ ...once(), keepId: dropped, dropId: first })
  await as(officer).rosters.linkAccount({ ...once(), memberId: dropped, personId: leader.personId })
})
afterAll(() => cast.close())

it('counted before and after, a person is one; what he came to and finished is read with the entry that is kept', async () => {
  await as(officer).rosters.merge({ ...once(), keepId: kept, dropId: dropped })
  const [a = '', b = '', c = ''] = classes
  for (const id of classes) {
    expect(await rowOf(id), id).toMatchObject([{ came: true }])
    expect((await as(officer).training.session({ id })).counts).toMatchObject([{ people: 1, women: 1 }])
  }
  expect(await figures()).toMatchObject({ B01: 3, B02: 3, B03: 1 })
  const { learners } = await as(officer).training.learners({ id: course })
  expect(learners.map((each) => [each.memberId, each.modules])).toEqual([[kept, [1, 2]]])
  const judged = await as(officer).training.checkList({ courseId: course, module: 2, text: 'Hồ Thị Mơ' })
  expect(judged.lines[0]?.verdict).toBe('already')
  // Recorded and ticked again it is there already; taken back it is gone under each entry.
  expect(await finish(kept, 2, '2026-11-10')).toMatchObject({ recorded: 0, already: 1 })
  expect(await attend(b, [[kept, one]])).toEqual({ people: 1 })
  await attend(c, [], [kept])
  expect(await rowOf(c)).toMatchObject([{ came: false }])
  await attend(a, [], [kept])
  // Of two classes nobody has said who came.
  expect(await figures()).toMatchObject({ B01: 3, B02: null, B03: null })
  for (const id of [a, c]) await attend(id, [[kept, one]])
  expect(await figures()).toMatchObject({ B01: 3, B02: 3, B03: 1 })
  expect(await as(officer).training.removeCompletion({ ...once(), courseId: course, memberId: kept })).toEqual({
    removed: 3,
  })
  expect((await as(officer).training.learners({ id: course })).learners[0]?.modules).toEqual([])
})

it('an activity, a draft and a request name the entry that is kept, for the team too', async () => {
  for (const who of [officer, leader])
    expect((await as(who).activities.get({ id: activity })).members).toEqual([{ id: kept, fullName: 'Hồ Thị Mơ' }])
  const { lines } = await as(officer).decisions.get({ id: draft })
  expect(lines.map((line) => line.seats.map((seat) => [seat.memberId, seat.role]))).toEqual([
    [[kept, 'deputy']],
    [[kept, 'leader']],
  ])
  const [asked] = (await as(officer).persons.requests({ communeId: cast.commune.id })) ?? []
  expect(asked?.member).toEqual({ id: kept, fullName: 'Hồ Thị Mơ' })
  await as(officer).persons.close({ ...once(), id: asked?.id ?? '', done: true, outcome: 'Đã hạn chế' })
  expect((await as(officer).rosters.get({ memberId: kept })).restrictedOn).toBe('2026-11-21')
})

it('the account of the merged entry is the kept one’s, who is shown what each of them had', async () => {
  const [own, ...others] = await as(leader).persons.own()
  expect([own?.memberId, others]).toEqual([kept, []])
  expect(own?.kept).toMatchObject({
    attendances: [{ from: '2026-11-07' }, { from: '2026-11-06' }, { from: '2026-11-05' }],
    activities: [{ id: activity, told: false }],
    decisions: [{ id: draft, state: 'draft' }],
    requests: [{ kind: 'restrict', state: 'done' }],
    account: { posts: [{ role: 'team_leader' }] },
  })
  expect(await as(officer).persons.kept({ memberId: dropped })).toBeNull()
  expect(await reasonOf(as(officer).persons.reveal({ ...once(), memberId: kept }))).toBe('done')
  const { rows } = await lookAt(cast.urls.system, (client) =>
    client.query(`select birth_year, person_id, phone from members where id = any ($1)`, [[dropped, first]]),
  )
  expect(rows).toEqual(Array(2).fill({ birth_year: null, person_id: null, phone: null }))
})

it('issued, the decision seats the entry that is kept', async () => {
  await as(officer).decisions.issue({
    ...{ ...once(), id: draft, version: 1, number: '21/QĐ-UBND', decidedOn: '2026-11-21', effectiveOn: '2026-11-21' },
    ...{ signer: 'Hồ Văn Ký', signerTitle: 'Chủ tịch' },
  })
  for (const [team, role] of [
    [one, 'deputy'],
    [two, 'leader'],
  ] as const)
    expect((await as(officer).rosters.list({ unitId: team.id }))?.rows.map((row) => [row.memberId, row.role])).toEqual([
      [kept, role],
    ])
})
