import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { monthPeriod } from '../../calendar/rules'
import { withCtx } from '../../context'
import { classOf, enrol, foundTeam } from '../../testing-training'
import { createCallerFactory, router } from '../../trpc'
import { trainingFigures } from '../queries'
import { trainingRouter } from '../router'

const createCaller = createCallerFactory(router({ training: trainingRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: Pick<TestActor, 'identity'>) => createCaller({ identity: who.identity, now }).training

let cast: Cast
let officer: TestActor
let sibling: TestActor
let team: TestUnit
let member: string
let other: string

const add = async (who: TestActor, code: string, modules: string[] = []) =>
  (await as(who).addCourse({ ...once(), code, name: `Khóa ${code}`, audience: 'members', modules })).id
const fields = { name: 'Tên mới', modules: ['Một', 'Hai'] }
const change = (who: TestActor, courseId: string, version: number, over: Record<string, unknown> = {}) =>
  as(who).changeCourse({ ...once(), courseId, version, ...fields, ...over })
const close = (who: TestActor, courseId: string, version: number, on: string) =>
  as(who).closeCourse({ ...once(), courseId, version, on })
const finish = (who: TestActor, courseId: string, memberId: string, on: string, module: number | null = null) =>
  as(who).record({ ...once(), courseId, module, source: 'certificate', members: [{ memberId, on }] })

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  sibling = await makeActor('commune_officer', cast.sibling)
  team = await foundTeam(cast.commune, 'Tổ Thôn 1')
  member = await enrol(team, { name: 'Hồ Văn An', from: '2025-08-01' })
  other = await enrol(team, { name: 'Lê Cường', from: '2025-08-01' })
})
afterAll(() => cast.close())

describe('who puts a course right', () => {
  it('each level its own, by those who manage there, as they have seen it', async () => {
    const national = (await as(cast.ministry).courses()).courses.find(({ code }) => code === 'TV01')
    const [nation, province, commune] = [national?.id ?? '', await add(cast.admin, 'P1'), await add(officer, 'X1')]
    const department = await makeActor('department_leader', cast.province)
    const clerk = await makeActor('province_officer', cast.province)
    const leader = await makeActor('province_leader', cast.province)
    const of = (who: TestActor) =>
      Promise.all([nation, province, commune].map((id) => reasonOf(change(who, id, 99, { modules: [] }))))
    const refused = 'training.keepCourse'
    const seen = 'training.courseChanged'
    expect(await of(cast.ministry)).toEqual([seen, refused, refused])
    expect(await of(cast.admin)).toEqual([refused, seen, refused])
    expect(await of(department)).toEqual([refused, seen, refused])
    expect(await of(clerk)).toEqual([refused, refused, refused])
    expect(await of(officer)).toEqual([refused, refused, seen])
    expect(await of(leader)).toEqual(Array(3).fill('common.forbidden'))
    expect(await of(sibling)).toEqual([refused, refused, 'training.noCourse'])
    // A province's courses are everybody's to read.
    expect(await of(cast.otherAdmin)).toEqual([refused, refused, 'training.noCourse'])
    for (const who of [clerk, officer, cast.ministry]) {
      expect(await reasonOf(close(who, province, 1, '2026-11-30'))).toBe(refused)
      expect(await reasonOf(as(who).reopenCourse({ ...once(), courseId: province, version: 1 }))).toBe(refused)
    }
    expect((await as(clerk).course({ id: province })).can).toMatchObject({ keep: false, changeModules: false })
    expect((await as(cast.admin).course({ id: province })).can).toMatchObject({ keep: true, changeModules: true })
  })

  it('changes name, address, days and document; once is enough, and two do not overwrite one another', async () => {
    const id = await add(officer, 'X2', ['Một'])
    const days = { startsOn: '2026-01-01', endsOn: '2026-12-31', dueOn: '2026-06-30' }
    const input = { ...once(), courseId: id, version: 1, ...fields, ...days, link: 'https://hoc.vn/a', basis: 'KH 1' }
    await as(officer).changeCourse(input)
    expect(await as(officer).changeCourse(input)).toEqual({ id })
    const course = await as(officer).course({ id })
    expect(course).toMatchObject({ ...days, name: 'Tên mới', link: 'https://hoc.vn/a', basis: 'KH 1', version: 2 })
    expect(course.modules.map(({ name }) => name)).toEqual(['Một', 'Hai'])
    expect([course.code, course.audience, course.official]).toEqual(['X2', 'members', false])
    expect(await reasonOf(change(officer, id, 1))).toBe('training.courseChanged')
    for (const wrong of [
      { endsOn: '2025-12-31', startsOn: '2026-01-01' },
      { link: 'javascript:alert(1)' },
      { name: ' ' },
    ])
      await expect(change(officer, id, 2, wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('what it is made of stays once somebody has finished any of it, wherever, or was taught it', async () => {
    const id = await add(cast.admin, 'P2', ['Một', 'Hai'])
    await finish(officer, id, member, '2026-11-01', 1)
    // The province reads nobody's completion, and is told all the same.
    expect((await as(cast.admin).course({ id })).can.changeModules).toBe(false)
    expect(await reasonOf(change(cast.admin, id, 1, { modules: ['Một'] }))).toBe('training.modulesUsed')
    await change(cast.admin, id, 1)
    expect((await as(cast.admin).course({ id })).name).toBe('Tên mới')
    await as(officer).removeCompletion({ ...once(), courseId: id, memberId: member })
    await change(cast.admin, id, 2, { modules: ['Ba'] })
    const held = classOf({ courseId: id, modules: [1], held: true, startsOn: '2026-11-02', endsOn: '2026-11-02' })
    await as(officer).plan(held)
    expect(await reasonOf(change(cast.admin, id, 3, { modules: [] }))).toBe('training.modulesUsed')
  })
})

describe('a course that was closed', () => {
  it('is finished up to its last day and not after; what there is stays in the list and in the figures', async () => {
    const id = await add(cast.admin, 'P3')
    await finish(officer, id, member, '2026-11-15')
    await expect(close(cast.admin, id, 1, 'mai')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await close(cast.admin, id, 1, '2026-11-16')
    expect(await reasonOf(finish(officer, id, other, '2026-11-17'))).toBe('training.closedCourse')
    // Told late, done in time.
    expect(await finish(officer, id, other, '2026-11-16')).toMatchObject({ recorded: 1 })
    const { learners } = await as(officer).learners({ id })
    expect(learners.map(({ progress }) => progress.state)).toEqual(['done', 'done'])
    expect((await as(officer).courses()).courses.find((each) => each.id === id)?.closedOn).toBe('2026-11-16')
    expect((await as(officer).board({ courseId: id })).total.finished).toBe(2)
    const later = classOf({ courseId: id, startsOn: '2026-12-01', endsOn: '2026-12-01' })
    expect(await reasonOf(as(officer).plan(later))).toBe('training.courseClosed')
    await as(cast.admin).reopenCourse({ ...once(), courseId: id, version: 2 })
    await as(officer).removeCompletion({ ...once(), courseId: id, memberId: other })
    expect(await finish(officer, id, other, '2026-11-17')).toMatchObject({ recorded: 1 })
  })

  it('keeps its place in B04, is nobody’s debt, and cannot end before it began', async () => {
    const id = (
      await as(cast.admin).addCourse({
        ...{ ...once(), code: 'P4', name: 'Khóa chính thức', audience: 'members' as const, official: true },
        ...{ startsOn: '2026-09-01', dueOn: '2026-10-31' },
      })
    ).id
    await finish(officer, id, member, '2026-10-20')
    const figure = () =>
      withCtx(officer.identity, 'read', (ctx) => trainingFigures(ctx.db, cast.commune.id, monthPeriod(2026, 11)), now)
    const late = async () => (await as(officer).learners({ id })).learners.filter((each) => each.late).length
    const before = (await figure()).B04
    expect(await late()).toBe(1)
    expect(await reasonOf(close(cast.admin, id, 1, '2026-08-31'))).toBe('training.badClose')
    await close(cast.admin, id, 1, '2026-11-10')
    expect((await figure()).B04).toBe(before)
    expect(await late()).toBe(0)
  })
})
