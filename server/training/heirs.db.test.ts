import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { monthPeriod } from '../calendar/rules'
import { withCtx } from '../context'
import { applied, as, freshTerritory, type Territory } from '../testing-territory'
import { classOf, enrol, foundTeam } from '../testing-training'
import { trainingFigures } from './queries'

/** A commune with a team goes into another on 1/11, in the middle of a month. */
const at = new Date('2026-11-01T01:00:00Z')
const later = new Date('2026-11-20T01:00:00Z')
let cast: Territory
let heir: TestActor
let from: TestUnit
let into: TestUnit
let member: string

const plan = (day: string) => classOf({ startsOn: day, endsOn: day, held: true })
const figures = (who: TestActor, unit: TestUnit, month: number) =>
  withCtx(who.identity, 'read', (ctx) => trainingFigures(ctx.db, unit.id, monthPeriod(2026, month)), later)

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  ;[from, into] = cast.communes as [TestUnit, TestUnit]
  const team = await foundTeam(from, 'Tổ Hạ')
  member = await enrol(team, { name: 'Hồ Văn An', from: '2025-08-01' })
  const eve = new Date('2026-10-25T01:00:00Z')
  const before = as((await makeActor('commune_officer', from)).identity, eve).training
  const { id } = await before.plan(plan('2026-10-20'))
  await before.attend({ ...once(), sessionId: id, gone: [], came: [{ memberId: member, teamId: team.id }] })
  const course = (await before.courses()).courses.find((each) => each.code === 'TV01')?.id ?? ''
  await before.record({
    ...once(),
    ...{ courseId: course, source: 'certificate', members: [{ memberId: member, on: '2026-10-21' }] },
  })
  await applied(cast.admin, [{ kind: 'merge', unitId: from.id, into: { unitId: into.id } }], '2026-11-01', at)
  heir = await makeActor('commune_officer', into)
})
afterAll(() => cast.close())

it('the heir answers for the classes and completions of the whole month, each person once', async () => {
  expect(await figures(heir, into, 11)).toMatchObject({ B01: 1, B02: 1, B03: 1, B04: 1 })
  const own = as(heir.identity, later).training
  const { id } = await own.plan(plan('2026-11-10'))
  const [team] = (await own.session({ id })).roster ?? []
  await own.attend({ ...once(), sessionId: id, gone: [], came: [{ memberId: member, teamId: team?.id ?? 0 }] })
  expect(await figures(heir, into, 11)).toMatchObject({ B01: 2, B02: 2, B03: 1 })
  expect(await figures(heir, into, 10)).toMatchObject({ B01: null })
})

it('the heir reads what was held before, and puts attendance right', async () => {
  const own = as(heir.identity, later).training
  const [old] = (await own.sessions({})).sessions.filter((each) => each.unit.id === from.id)
  expect(old).toMatchObject({ people: 1, unit: { fullName: from.fullName } })
  const session = await own.session({ id: old?.id ?? '' })
  expect(session.roster?.[0]?.members).toMatchObject([{ name: 'Hồ Văn An', came: true }])
  const cancel = { ...once(), sessionId: session.id, version: session.version, reason: 'Nhầm' }
  expect(await reasonOf(own.cancel(cancel))).toBe('training.run')
  await own.attend({ ...once(), sessionId: session.id, gone: [member], came: [] })
  expect((await figures(heir, into, 11)).B02).toBeNull()
})
