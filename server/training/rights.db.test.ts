import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
const as = (who: Pick<TestActor, 'identity'>) => createCaller({ identity: who.identity, now }).training

let cast: Cast
let officer: TestActor
let sibling: TestActor
let leader: TestActor
let team: TestUnit
let member: string
/** A class that was held in the commune, with one who came. */
let own: string

const tick = (who: TestActor) =>
  as(who).attend({ ...once(), sessionId: own, gone: [], came: [{ memberId: member, teamId: team.id }] })
const courseOf = async (code: string) =>
  (await as(officer).courses()).courses.find((each) => each.code === code)?.id ?? ''

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  sibling = await makeActor('commune_officer', cast.sibling)
  team = await foundTeam(cast.commune, 'Tổ Thôn 1')
  leader = await makeActor('team_leader', team)
  member = await enrol(team, { name: 'Hồ Văn An', from: '2025-08-01' })
  await enrol(await foundTeam(cast.commune, 'Tổ Thôn 2'), { name: 'Lê Cường', from: '2025-08-01' })
  own = (await as(officer).plan(classOf({ held: true }))).id
  await tick(officer)
})
afterAll(() => cast.close())

describe('who may what', () => {
  it('names stay in the commune, counts go up, another tenant sees nothing', async () => {
    const course = await courseOf('TV01')
    await as(cast.admin).addCourse({ ...once(), code: 'QT1', name: 'Kỹ năng của tỉnh', audience: 'members' })
    for (const who of [sibling, cast.otherAdmin])
      expect(await reasonOf(as(who).session({ id: own }))).toBe('training.noSession')
    for (const who of [cast.admin, cast.ministry]) {
      expect((await as(who).session({ id: own })).roster).toBeNull()
      expect(await reasonOf(as(who).learners({ id: course }))).toBe('training.namesInside')
      expect(await reasonOf(tick(who))).toBe('training.record')
    }
    expect((await as(leader).session({ id: own })).roster?.map((each) => each.id)).toEqual([team.id])
    expect(await reasonOf(tick(leader))).toBe('training.record')
    expect((await as(leader).learners({ id: course })).learners.map((each) => each.name)).toEqual(['Hồ Văn An'])
    expect(await reasonOf(as(cast.otherAdmin).board({ unitId: cast.commune.id }))).toBe('units.none')
    const figures = (who: TestActor) =>
      withCtx(who.identity, 'read', (ctx) => trainingFigures(ctx.db, cast.commune.id, monthPeriod(2026, 11)), now)
    expect(await figures(cast.admin)).toMatchObject({ B01: 1, B02: 1 })
    expect(await figures(cast.otherAdmin)).toEqual({ B01: null, B02: null, B03: null, B04: null, B05: null })
    expect((await as(cast.otherAdmin).courses()).courses.map((each) => each.code)).not.toContain('QT1')
  })

  it('each role has its verbs', async () => {
    const roles = [
      'ministry_analyst',
      'province_leader',
      'department_leader',
      'province_officer',
      'commune_leader',
      'auditor',
      'system_operator',
    ] as const
    const verbs: Record<string, unknown> = {}
    for (const role of roles) {
      const unit =
        role === 'ministry_analyst' || role === 'system_operator'
          ? cast.nation
          : role === 'commune_leader'
            ? cast.commune
            : cast.province
      const who = await makeActor(role, unit)
      verbs[role] = [
        await reasonOf(as(who).sessions({})),
        await reasonOf(as(who).plan(classOf())),
        await reasonOf(
          as(who).addCourse({ ...once(), code: role, name: 'Khóa học', audience: 'members', official: true }),
        ),
        await reasonOf(
          as(who).record({
            ...once(),
            courseId: randomUUID(),
            source: 'typed',
            members: [{ memberId: member, on: '2026-11-01' }],
          }),
        ),
      ]
    }
    // Who may not write at all is turned away before the verb.
    const refused = ['common.forbidden', 'common.forbidden', 'common.forbidden']
    expect(verbs).toEqual({
      ministry_analyst: ['done', ...refused],
      province_leader: ['done', ...refused],
      department_leader: ['done', 'done', 'done', 'training.record'],
      province_officer: ['done', 'done', 'done', 'training.record'],
      commune_leader: ['done', 'done', 'training.officialAbove', 'training.noCourse'],
      auditor: ['done', ...refused],
      system_operator: ['training.view', ...refused],
    })
  })

  it('a code is used once in a unit, and what a session teaches is in the catalogue', async () => {
    const add = () => as(officer).addCourse({ ...once(), code: 'X1', name: 'Lớp của xã', audience: 'members' })
    await add()
    expect(await reasonOf(add())).toBe('training.codeTaken')
    expect(await reasonOf(as(officer).plan(classOf({ courseId: await courseOf('TV01'), modules: [13] })))).toBe(
      'training.noModule',
    )
    expect((await as(sibling).courses()).courses.map((each) => each.code)).not.toContain('X1')
    expect((await as(cast.admin).courses()).courses.map((each) => each.code)).toContain('X1')
  })
})
