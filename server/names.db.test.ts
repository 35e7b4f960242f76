import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from './router'
import { session } from './testing-activities'
import { createCallerFactory } from './trpc'

/** Every question there is, read from the router, asked of a commune whose every word about people bears one mark. */
const mark = 'Dzũng'
const marks = [mark, encodeURIComponent(mark), Buffer.from(`%PDF-1.7 ${mark}`).toString('base64')]
const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor
let leader: TestActor
let team: TestUnit
let ids: string[]

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  team = await makeTeam(cast.commune, 'Thôn Một')
  leader = await makeActor('team_leader', team, { fullName: `Trần ${mark}` })
  const keep = as(officer)
  const { memberId, membershipId } = await keep.rosters.add({
    ...{
      ...once(),
      teamId: team.id,
      from: '2025-07-10',
      fullName: `Hồ ${mark}`,
      role: 'leader',
      phone: '0900 555 666',
    },
    ...{ birthYear: 1980, concurrentPost: `Bí thư ${mark}`, employer: `Nhà ${mark}`, residence: `Ngõ ${mark}` },
  })
  await keep.rosters.linkAccount({ ...once(), memberId, personId: leader.personId })
  const gone = await keep.rosters.add({
    ...{ ...once(), teamId: team.id, from: '2025-07-10', fullName: `Lê ${mark}`, role: 'member' },
  })
  await keep.rosters.end({
    ...{ ...once(), membershipId: gone.membershipId, on: '2026-01-01', reason: 'health', note: `Ốm, ${mark}` },
  })
  await keep.persons.receive({ ...once(), memberId, kind: 'see', receivedOn: '2026-11-20', note: `Đơn ${mark}` })
  const content = Buffer.from(`%PDF-1.7 ${mark}`).toString('base64')
  const { fileId } = await keep.files.store({ ...once(), name: `${mark}.pdf`, content })
  const line = { teamId: team.id, seats: [{ memberId, role: 'leader' as const, component: 'teacher' }] }
  const draft = { communeId: cast.commune.id, kind: 'renewal' as const, effectiveOn: '2026-11-02', lines: [line] }
  const decision = await keep.decisions.draft({ ...once(), ...draft, reason: `Thay ${mark}`, grounds: [`Đơn ${mark}`] })
  await keep.decisions.issue({
    ...{
      ...once(),
      id: decision.id,
      version: 1,
      number: '15/QĐ-UBND',
      decidedOn: '2026-11-02',
      effectiveOn: '2026-11-02',
    },
    ...{ signer: 'Hồ Văn Ký', signerTitle: 'Chủ tịch', fileId },
  })
  const given = session(team.id, { memberIds: [memberId], note: `Có ${mark}`, place: `Nhà ${mark}` })
  await as(leader).activities.log(given)
  await keep.activities.reject({ requestId: randomUUID(), id: given.id, reason: `Trùng với ${mark}` })
  await keep.contacts.setChatLink({
    ...once(),
    teamId: team.id,
    chatLink: `https://zalo.me/g/${encodeURIComponent(mark)}`,
  })
  const { courses } = await keep.training.courses()
  ids = [
    memberId,
    membershipId,
    decision.id,
    fileId,
    given.id,
    leader.personId,
    ...courses.slice(0, 1).map(({ id }) => id),
  ]
})
afterAll(() => cast.close())

const questions = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
  .filter(([, procedure]) => procedure._def.type === 'query')
  .map(([name]) => name)

/** Everything that an input may ask for, under the names that inputs use; what a question does not know is left out of it. */
function* inputs() {
  const { commune, province } = cast
  const of = { communeId: commune.id, teamId: team.id, provinceId: province.id, on: '2026-11-21' }
  for (const unitId of [commune.id, team.id, province.id]) {
    yield { ...of, unitId, id: unitId }
  }
  // What is looked for by name, and a month.
  yield { ...of, unitId: commune.id, id: commune.id, q: mark, query: mark, period: '2026-12' }
  for (const id of ids) yield { ...of, unitId: commune.id, id, memberId: id, fileId: id, courseId: id, personId: id }
}

/** Of which questions an answer bears the mark, and how many were answered at all. */
async function told(who: TestActor): Promise<{ named: string[]; answered: Set<string> }> {
  const [named, answered] = [new Set<string>(), new Set<string>()]
  for (const name of questions) {
    const [noun = '', verb = ''] = name.split('.')
    const ask = (as(who) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[noun]?.[
      verb
    ]
    const asked = [...inputs()].map(async (input) => {
      const answer = await ask?.(input).catch((error: { message: string }) => ({ error: error.message }))
      const text = JSON.stringify(answer) ?? ''
      if (!/^\{"error"/.test(text)) answered.add(name)
      if (marks.some((each) => text.includes(each)) || /0900 ?555 ?666/.test(text)) named.add(name)
    })
    await Promise.all(asked)
  }
  return { named: [...named].sort(), answered }
}

it('in the commune the mark is found, or nothing would be proved elsewhere', async () => {
  const { named, answered } = await told(officer)
  expect(named).toEqual(
    expect.arrayContaining([
      ...[
        'activities.get',
        'activities.list',
        'decisions.get',
        'files.get',
        'persons.requests',
        'rosters.get',
        'rosters.list',
      ],
      ...['teams.get', 'training.learners'],
    ]),
  )
  expect(answered.size).toBeGreaterThan(40)
})

const others: Record<string, () => Promise<TestActor> | TestActor> = {
  'the ministry': () => cast.ministry,
  'another commune': () => makeActor('commune_officer', cast.sibling),
  'another province': () => cast.otherAdmin,
}
it.each(Object.keys(others))('no answer to %s says a word about people of the commune', async (name) => {
  const who = await others[name]?.()
  expect(who && (await told(who)).named).toEqual([])
})

it.each(['province_admin', 'auditor'] as const)(
  'a province (%s) reads note and place of an activity, and no other word about people',
  async (role) => {
    const who = await makeActor(role, cast.province)
    expect((await told(who)).named).toEqual(['activities.get', 'activities.list'])
  },
)
