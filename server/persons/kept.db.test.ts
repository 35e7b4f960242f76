import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor } from '@/db/testing/factories'
import { as, freshKeeping, type Keeping, person } from '../testing-kept'

let kept: Keeping
let memberId: string
beforeAll(async () => {
  kept = await freshKeeping()
  memberId = await kept.everywhere({ ...person, account: kept.other })
})
afterAll(() => kept.close())

it('is shown to himself and to the commune that answers him, to nobody else', async () => {
  await as(kept.officer).persons.reveal({ ...once(), memberId })
  const [own] = await as(kept.other).persons.own()
  const expected = {
    attendances: [
      { title: 'Dịch vụ công trực tuyến', from: '2026-11-05', to: '2026-11-05', unit: kept.commune.fullName },
    ],
    completions: [{ module: null, on: '2026-11-03', source: 'platform' }],
    activities: [{ on: '2026-11-10', kind: 'home_guidance', told: false }],
    decisions: [{ kind: 'renewal', state: 'draft', on: '2026-12-01' }],
    requests: [{ kind: 'see', state: 'done', outcome: `Đã gửi bản in cho ${person.name}` }],
  }
  expect(own).toMatchObject({
    fullName: person.name,
    phone: person.phone,
    kept: { ...expected, account: { signInName: kept.other.signInName } },
  })
  expect(own?.kept.account?.posts).toMatchObject([{ role: 'team_member', to: null }])
  const seen = await as(kept.officer).persons.kept({ memberId })
  expect(seen).toMatchObject({ ...expected, account: { name: kept.other.fullName, signInName: null } })
  expect(JSON.stringify(seen)).not.toContain(person.phone)
  for (const who of [
    kept.neighbour,
    kept.leader,
    kept.admin,
    kept.otherAdmin,
    kept.ministry,
    await makeActor('partner', kept.commune),
  ])
    expect(await as(who).persons.kept({ memberId }), who.personId).toBeNull()
  expect((await as(kept.other).persons.readings({ memberId })).map((each) => each.kind)).toEqual(['reveal'])
})

it('a file of names of a course and a roster that he was on are among what was read of him', async () => {
  const course = (await as(kept.officer).training.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
  await as(kept.officer).training.exportNames({ ...once(), courseId: course, reason: 'Gửi Sở đối chiếu' })
  await as(kept.neighbour).training.exportNames({ ...once(), courseId: course, reason: 'Của xã bên cạnh' })
  await as(kept.officer).rosters.export({ ...once(), unitId: kept.commune.id, reason: 'Rà soát cuối năm' })
  await as(kept.admin).persons.open({ ...once(), unitId: kept.team.id, reason: 'Kiểm tra theo kế hoạch' })
  expect((await as(kept.other).persons.readings({ memberId })).map((each) => each.reason)).toEqual([
    'Kiểm tra theo kế hoạch',
    'Rà soát cuối năm',
    'Gửi Sở đối chiếu',
    null,
  ])
})

it('a deletion waits for the end of his post in a team; then nothing anywhere leads to him, and every figure stands', async () => {
  const { id } = await as(kept.officer).persons.receive({
    ...once(),
    memberId,
    kind: 'delete',
    receivedOn: '2026-11-20',
    note: person.name,
  })
  const close = { id, done: true, outcome: `Đã xóa dữ liệu của ${person.name}, số 0900 787 878` }
  expect(await reasonOf(as(kept.officer).persons.close({ ...once(), ...close }))).toBe('persons.holdsPost')
  await as(await makeActor('commune_leader', kept.commune)).people.endAssignment({
    ...{ ...once(), assignmentId: kept.other.assignmentId, reason: `${person.name} xin thôi` },
  })
  const words = [
    person.name,
    kept.other.fullName,
    person.phone,
    person.residence,
    person.employer,
    kept.other.signInName,
  ]
  const before = await kept.figures()
  expect(before.month).toMatchObject({ A07: 1, A08: 1, B02: 1, B03: 1, B04: 1 })
  expect(await kept.tablesWith(person.name)).toEqual([
    ...[
      'activities',
      'activity_events',
      'assignments',
      'data_requests',
      'members',
      'roster_import_rows',
      'team_decisions',
      'team_report_events',
    ],
  ])
  await as(kept.officer).persons.close({ ...once(), ...close })
  expect(await kept.figures()).toEqual(before)
  expect(await kept.tablesWith(...words)).toEqual([])
  const [left] = await kept.system<{ birth_year: number | null; sex: string }>('select * from members where id = $1', [
    memberId,
  ])
  expect(left).toMatchObject({ full_name: null, birth_year: null, person_id: null, sex: 'female' })
  // The request stays as it was carried out; files that could not name him stay.
  const desk = await as(kept.officer).persons.requests({ communeId: kept.commune.id })
  expect(desk?.find((each) => each.kind === 'delete')).toMatchObject({
    kind: 'delete',
    state: 'done',
    outcome: 'Đã xóa dữ liệu của …, số …',
    member: { fullName: null },
  })
  const files = await kept.system(`select state, content is null as gone from roster_imports order by state, gone`)
  expect(files).toEqual([
    { state: 'cancelled', gone: true },
    { state: 'cancelled', gone: true },
    { state: 'checked', gone: false },
  ])
  expect(await reasonOf(as(kept.other).persons.own())).toBe('UNAUTHORIZED')
})
