import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { monthPeriod } from '../calendar/rules'
import { withCtx } from '../context'
import { classOf, enrol, foundTeam } from '../testing-training'
import { createCallerFactory, router } from '../trpc'
import { trainingFigures } from './queries'
import { trainingRouter } from './router'

const createCaller = createCallerFactory(router({ training: trainingRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: Pick<TestActor, 'identity'>, at = now) => createCaller({ identity: who.identity, now: at }).training

let cast: Cast
let officer: TestActor
let sibling: TestActor
let leader: TestActor
let teams: TestUnit[]
/** Member ids by name. */
const ids: Record<string, string> = {}

const held = async (who: TestActor, over: Record<string, unknown> = {}) =>
  (await as(who).plan(classOf({ held: true, ...over }))).id
const tick = (who: TestActor, sessionId: string, team: TestUnit | undefined, ...names: string[]) =>
  as(who).attend({
    ...once(),
    ...{ sessionId, gone: [], came: names.map((name) => ({ memberId: ids[name] ?? '', teamId: team?.id ?? 0 })) },
  })
const figures = (who: TestActor, unit: TestUnit, year: number, month: number) =>
  withCtx(who.identity, 'read', (ctx) => trainingFigures(ctx.db, unit.id, monthPeriod(year, month)), now)
const courseOf = async (code: string) =>
  (await as(officer).courses()).courses.find((each) => each.code === code)?.id ?? ''
const finish = (courseId: string, names: string[], on: string, module: number | null = null) =>
  as(officer).record({
    ...once(),
    ...{ courseId, module, source: 'platform', members: names.map((name) => ({ memberId: ids[name] ?? '', on })) },
  })

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  sibling = await makeActor('commune_officer', cast.sibling)
  teams = [
    await foundTeam(cast.commune, 'Tổ Thôn 1'),
    await foundTeam(cast.commune, 'Tổ Thôn 2'),
    await foundTeam(cast.sibling, 'Tổ Khác'),
  ]
  const [one, two, other] = teams as [TestUnit, TestUnit, TestUnit]
  leader = await makeActor('team_leader', one)
  ids['Hồ Văn An'] = await enrol(one, { name: 'Hồ Văn An', from: '2025-08-01', phone: '0900000101' })
  ids['Hồ Thị Bé'] = await enrol(one, { name: 'Hồ Thị Bé', from: '2025-08-01' })
  ids['Lê Cường'] = await enrol(two, { name: 'Lê Cường', from: '2026-10-20' })
  ids['Đã Rời'] = await enrol(two, { name: 'Đã Rời', from: '2025-08-01', to: '2026-11-10' })
  ids['Người Xã Khác'] = await enrol(other, { name: 'Người Xã Khác', from: '2025-08-01' })
})
afterAll(() => cast.close())

describe('a month of training', () => {
  it('is blank, not 0, before anything was kept', async () => {
    expect(await figures(officer, cast.commune, 2026, 11)).toEqual({
      B01: null,
      B02: null,
      B03: null,
      B04: null,
      B05: null,
    })
  })

  it('is planned, held and attended; the same request answers once', async () => {
    const input = classOf({ startsOn: '2026-11-12', endsOn: '2026-11-14', partners: ['VNPT Quảng Trị'] })
    const { id } = await as(officer).plan(input)
    expect(await as(officer).plan(input)).toEqual({ id })
    expect((await as(officer).sessions({})).total).toBe(1)
    const [one, two] = teams
    expect(await reasonOf(tick(officer, id, one, 'Hồ Văn An'))).toBe('training.notHeld')
    const early = as(officer, new Date('2026-11-11T23:59:00+07:00'))
    expect(await reasonOf(early.hold({ ...once(), sessionId: id, version: 1 }))).toBe('training.notYet')
    await as(officer).hold({ ...once(), sessionId: id, version: 1 })
    expect(await reasonOf(as(officer).hold({ ...once(), sessionId: id, version: 1 }))).toBe('training.changed')
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B01: 1, B02: null, B03: null })
    await tick(officer, id, one, 'Hồ Văn An', 'Hồ Thị Bé')
    // He had left two days before the first day, and nobody of another commune is on a roster here.
    expect(await reasonOf(tick(officer, id, two, 'Đã Rời'))).toBe('training.notOnRoster')
    expect(await reasonOf(tick(officer, id, teams[2], 'Người Xã Khác'))).toBe('training.notOnRoster')
    const session = await as(officer).session({ id })
    expect(session.roster?.map((team) => team.members.map((each) => [each.name, each.came]))).toEqual([
      [
        ['Hồ Thị Bé', true],
        ['Hồ Văn An', true],
      ],
      [['Lê Cường', false]],
    ])
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B01: 1, B02: 2, B03: 2 })
  })

  it('counts each once in B03, and a class in the month of its last day, both ends included', async () => {
    const [one] = teams
    // 14/11 was the last day of the month; 15/10 is its first, 15/11 the first of the next.
    await tick(officer, await held(officer, { startsOn: '2026-10-15', endsOn: '2026-10-15' }), one, 'Hồ Văn An')
    await tick(officer, await held(officer, { startsOn: '2026-11-14', endsOn: '2026-11-15' }), one, 'Hồ Văn An')
    await tick(officer, await held(officer, { startsOn: '2026-10-14', endsOn: '2026-10-14' }), one, 'Hồ Thị Bé')
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B01: 2, B02: 3, B03: 2 })
    expect(await figures(officer, cast.commune, 2026, 12)).toMatchObject({ B01: 1, B02: 1, B03: 1 })
    expect(await figures(officer, cast.commune, 2026, 10)).toMatchObject({ B01: 1, B02: 1, B03: 1 })
    expect(await figures(officer, cast.commune, 2026, 9)).toMatchObject({ B01: null, B02: null, B03: null })
  })

  it('a class of the province counts for the commune that came; its number gives way to names', async () => {
    const id = await held(cast.admin, { startsOn: '2026-09-20', endsOn: '2026-09-20', organiser: 'department' })
    const count = (who: TestActor, communeId: number, people: number) =>
      as(who).setCount({ ...once(), sessionId: id, communeId, people, women: null })
    await count(cast.admin, cast.commune.id, 4)
    await count(cast.admin, cast.sibling.id, 0)
    expect(await reasonOf(count(cast.admin, cast.abroad.id, 1))).toBe('training.count')
    expect(await reasonOf(count(sibling, cast.commune.id, 1))).toBe('training.count')
    const away = { ...once(), sessionId: id, version: 1, reason: 'Không phải của mình' }
    expect(await reasonOf(as(officer).cancel(away))).toBe('training.run')
    expect(await figures(officer, cast.commune, 2026, 10)).toMatchObject({ B01: 2, B02: 5, B03: null })
    expect(await figures(cast.admin, cast.sibling, 2026, 10)).toMatchObject({ B01: null })
    await tick(officer, id, teams[0], 'Hồ Thị Bé')
    expect(await figures(officer, cast.commune, 2026, 10)).toMatchObject({ B01: 2, B02: 2, B03: 1 })
    const seen = await as(cast.admin).session({ id })
    expect(seen.counts.find((each) => each.communeId === cast.commune.id)).toMatchObject({
      people: 1,
      women: 1,
      named: true,
    })
    expect(seen.roster).toBeNull()
  })

  it('is called off while nobody has come', async () => {
    const { id } = await as(officer).plan(classOf({ startsOn: '2026-12-20', endsOn: '2026-12-20' }))
    await as(officer).cancel({ ...once(), sessionId: id, version: 1, reason: 'Mưa lũ' })
    expect((await as(officer).session({ id })).state).toBe('cancelled')
    const came = (await as(officer).sessions({ state: 'held' })).sessions.find((each) => each.people)
    expect(
      await reasonOf(as(officer).cancel({ ...once(), sessionId: came?.id ?? '', version: 1, reason: 'Nhầm' })),
    ).not.toBe('done')
  })
})

describe('completions', () => {
  it('the national catalogue stands, with the twelve topics', async () => {
    const { courses, can } = await as(officer).courses()
    expect(courses.map((each) => [each.code, each.audience, each.modules.length])).toEqual([
      ['CB01', 'officers', 2],
      ['PC01', 'members', 0],
      ['TV01', 'members', 12],
      ['ND01', 'citizens', 12],
    ])
    expect(can).toEqual({ add: true, setOfficial: false })
  })

  it('B04 runs over the year of reports, from 15/12, and keeps whoever has left', async () => {
    const course = await courseOf('TV01')
    await finish(course, ['Đã Rời'], '2026-11-01')
    expect(await finish(course, ['Hồ Văn An', 'Đã Rời'], '2025-12-15')).toEqual({
      recorded: 1,
      already: 1,
      finished: 1,
    })
    await finish(course, ['Hồ Thị Bé'], '2025-12-14')
    expect(await figures(officer, cast.commune, 2025, 12)).toMatchObject({ B04: 1 })
    expect(await figures(officer, cast.commune, 2026, 1)).toMatchObject({ B04: 1 })
    expect(await figures(officer, cast.commune, 2026, 10)).toMatchObject({ B04: 1 })
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B04: 2 })
    expect(await figures(officer, cast.commune, 2027, 1)).toMatchObject({ B04: 0 })
    expect(await figures(officer, cast.commune, 2025, 11)).toMatchObject({ B04: null })
    expect(await reasonOf(finish(course, ['Lê Cường'], '2026-11-22'))).toBe('training.badDay')
    expect(await reasonOf(finish(course, ['Người Xã Khác'], '2026-11-20'))).toBe('training.notOnRoster')
  })

  it('every module done is the course done, on the day of the last', async () => {
    const { id } = await as(cast.admin).addCourse({
      ...once(),
      ...{ code: 'QT1', name: 'Kỹ năng của tỉnh', audience: 'members', official: true, modules: ['Một', 'Hai'] },
    })
    await finish(id, ['Lê Cường'], '2026-11-02', 2)
    expect(await finish(id, ['Lê Cường'], '2026-11-01', 1)).toEqual({ recorded: 1, already: 0, finished: 1 })
    const { learners } = await as(officer).learners({ id })
    expect(learners.find((each) => each.name === 'Lê Cường')).toMatchObject({
      progress: { state: 'done', on: '2026-11-02' },
      due: null,
    })
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B04: 3 })
    await as(officer).removeCompletion({ ...once(), courseId: id, memberId: ids['Lê Cường'] ?? '' })
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B04: 2 })
  })

  it('who came after the day of a course finishes by the end of his quarter; the board is n/N', async () => {
    const course = await courseOf('TV01')
    const { learners } = await as(officer).learners({ id: course })
    expect(learners.find((each) => each.name === 'Lê Cường')).toMatchObject({ due: '2026-12-31', late: false })
    expect(learners.find((each) => each.name === 'Đã Rời')).toMatchObject({ present: false, late: false })
    const board = await as(officer).board({ courseId: course })
    expect(board.rows.map(({ members, trained, finished }) => [members, trained, finished])).toEqual([
      [2, 2, 2],
      [1, 0, 0],
    ])
    expect(board.total).toEqual({ members: 3, trained: 2, finished: 2 })
    const above = await as(cast.admin).board({ courseId: course })
    expect(above.rows.find((row) => row.unitId === cast.commune.id)).toMatchObject({ members: 3, finished: 2 })
    expect(above.total).toMatchObject({ members: 4, finished: 2 })
    expect((await as(cast.ministry).board({})).total).toMatchObject({ members: 4 })
    expect((await as(leader).board({})).total).toMatchObject({ members: 2, trained: 2 })
  })

  it('a pasted list is judged, and applied by a person', async () => {
    const courseId = await courseOf('PC01')
    const check = (text: string) => as(officer).checkList({ courseId, text })
    const judged = await check('Hồ Văn An\t0900 000 101\nLê Cường\nKhông Có Ai\nNgười Xã Khác')
    expect(judged.lines.map((each) => each.verdict)).toEqual(['found', 'found', 'missing', 'missing'])
    await finish(courseId, ['Hồ Văn An'], '2026-11-20')
    expect((await check('Hồ Văn An')).lines[0]?.verdict).toBe('already')
    expect(
      await reasonOf(
        as(sibling)
          .checkList({ courseId, text: 'Hồ Văn An' })
          .then(({ lines }) => {
            if (lines[0]?.verdict !== 'missing') throw new Error('seen')
          }),
      ),
    ).toBe('done')
  })

  it('officials count by post once and by number; the file of names is written down', async () => {
    const courseId = await courseOf('CB01')
    const give = (others: number, on: string) =>
      as(officer).recordOfficers({
        ...once(),
        courseId,
        on,
        source: 'certificate',
        personIds: [officer.identity.personId],
        others,
      })
    expect(await give(2, '2026-11-14')).toEqual({ recorded: 3 })
    expect(await give(1, '2026-11-15')).toEqual({ recorded: 1 })
    expect(await figures(officer, cast.commune, 2026, 11)).toMatchObject({ B05: 3 })
    expect(await figures(officer, cast.commune, 2026, 12)).toMatchObject({ B05: 4 })
    await as(officer).exportNames({ ...once(), courseId: await courseOf('TV01'), reason: 'Gửi Sở đối chiếu' })
    const { rows } = await asSystem('test', (db) =>
      db.execute(sql`select kind, reason from access_log where kind = 'export'`),
    )
    expect(rows).toEqual([{ kind: 'export', reason: 'Gửi Sở đối chiếu' }])
  })
})
