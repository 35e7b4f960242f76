import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { childrenOf, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { monthPeriod } from '../calendar/rules'
import { withCtx } from '../context'
import { classOf, enrol, foundTeam } from '../testing-training'
import { diceFrom, oneOf } from '../testing-trees'
import { createCallerFactory, router } from '../trpc'
import { trainingFigures } from './queries'
import { trainingRouter } from './router'

/** B01 adds up (domain.md 22.5): a class counts once in the country, whoever came to it, and everybody who came counts where he belongs. */

const createCaller = createCallerFactory(router({ training: trainingRouter }))
const now = new Date('2026-11-21T09:00:00+07:00')
const as = (who: Pick<TestActor, 'identity'>) => createCaller({ identity: who.identity, now }).training
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const dice = diceFrom(seed)

type Place = { unit: TestUnit; team: TestUnit; officer: TestActor; members: string[] }
let cast: Cast
let places: Place[]

const query = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  lookAt(process.env.SYSTEM_URL ?? '', async (client) => (await client.query<Row>(text, values)).rows)
const figures = (who: TestActor, unit: TestUnit, month = 11) =>
  withCtx(who.identity, 'read', (ctx) => trainingFigures(ctx.db, unit.id, monthPeriod(2026, month)), now)
const held = async (who: TestActor, day: string, over: Record<string, unknown> = {}) =>
  (await as(who).plan(classOf({ held: true, startsOn: day, endsOn: day, ...over }))).id
const tick = ({ officer, team, members }: Place, sessionId: string, n: number) =>
  as(officer).attend({
    ...{ ...once(), sessionId, gone: [] },
    came: members.slice(0, n).map((memberId) => ({ memberId, teamId: team.id })),
  })
const count = (who: TestActor, { unit }: Place, sessionId: string, people: number) =>
  as(who).setCount({ ...once(), sessionId, communeId: unit.id, people, women: null })

beforeAll(async () => {
  console.log('seed', seed)
  cast = await freshCast('Cà Mau')
  const communes = (await childrenOf(cast.province)).slice(0, 4)
  places = []
  for (const [place, unit] of [...communes, cast.abroad].entries()) {
    const team = await foundTeam(unit, `Tổ ${place}`)
    const members: string[] = []
    for (let n = 0; n < 3; n++) members.push(await enrol(team, { name: `Người ${place} ${n}`, from: '2025-08-01' }))
    places.push({ unit, team, members, officer: await makeActor('commune_officer', unit) })
  }
})
afterAll(() => cast.close())

it('a class of the province counts for the commune from which most came, of equals the first by code; people where they belong', async () => {
  const [one, two, three] = places as [Place, Place, Place]
  const id = await held(cast.admin, '2026-09-20', { organiser: 'department' })
  await count(cast.admin, one, id, 5)
  await count(cast.admin, two, id, 9)
  await count(cast.admin, three, id, 0)
  const all = (month: number) =>
    Promise.all([one, two, three].map(({ officer, unit }) => figures(officer, unit, month)))
  expect(await all(10)).toMatchObject([
    { B01: 0, B02: 5, B03: 5 },
    { B01: 1, B02: 9, B03: 9 },
    { B01: null, B02: null },
  ])
  // Names count in place of the number: three against five.
  await tick(two, id, 3)
  expect((await all(10)).map(({ B01 }) => B01)).toEqual([1, 0, null])
  await count(cast.admin, one, id, 3)
  expect((await all(10)).map(({ B01 }) => B01)).toEqual([1, 0, null])
  // What it holds itself counts for it, also where more came from elsewhere.
  await held(two.officer, '2026-09-21', { organiser: 'firm' })
  expect((await all(10)).map(({ B01 }) => B01)).toEqual([1, 1, null])
})

it('over all communes it is the number of classes, whatever was held and whoever came', async () => {
  const home = places.slice(0, 4)
  for (let turn = 0; turn < 40; turn++) {
    const by = oneOf([cast.admin, cast.ministry, ...places.map(({ officer }) => officer)], dice)
    const audience = oneOf(['members', 'members', 'members', 'officers', 'citizens'] as const, dice)
    const day = oneOf(['2026-10-15', '2026-10-20', '2026-11-01', '2026-11-14', '2026-11-15'], dice)
    const id = await held(by, day, { audience })
    const own = places.find(({ officer }) => officer === by)
    for (const place of own ? [own] : by === cast.admin ? home : places) {
      const way = dice()
      if (way < 0.3 && audience === 'members') await tick(place, id, 1 + Math.floor(dice() * 3))
      else if (own || way < 0.7) await count(place.officer, place, id, Math.floor(dice() * 4))
    }
  }
  // Held for members in the month, by a commune or with somebody there; a class of above with nobody is no class yet.
  const [{ n } = { n: 0 }] = await query<{ n: number }>(`
    select count(*)::int as n from training_sessions s join units u on u.id = s.unit_id
     where s.state = 'held' and s.audience = 'members' and s.ends_on between '2026-10-15' and '2026-11-14'
       and (u.level = 'commune' or exists (select from attendances a where a.session_id = s.id)
         or exists (select from attendance_counts c where c.session_id = s.id and c.people > 0))`)
  const told = await Promise.all(places.map(({ officer, unit }) => figures(officer, unit)))
  expect(n, `seed ${seed}`).toBeGreaterThan(8)
  expect(
    told.reduce((sum, { B01 }) => sum + (B01 ?? 0), 0),
    `seed ${seed}`,
  ).toBe(n)
  // From above the figures of a commune are the same.
  const above = await Promise.all(home.map(({ unit }) => figures(cast.admin, unit)))
  expect(above, `seed ${seed}`).toEqual(told.slice(0, 4))
  const [{ came } = { came: 0 }] = await query<{ came: number }>(`
    select (select count(*) from attendances a join training_sessions s on s.id = a.session_id
             where s.audience = 'members' and s.ends_on between '2026-10-15' and '2026-11-14')::int
         + (select coalesce(sum(c.people), 0) from attendance_counts c join training_sessions s on s.id = c.session_id
             where s.audience = 'members' and s.ends_on between '2026-10-15' and '2026-11-14'
               and not exists (select from attendances a where a.session_id = s.id and a.commune_id = c.unit_id))::int as came`)
  expect(
    told.reduce((sum, { B02 }) => sum + (B02 ?? 0), 0),
    `seed ${seed}`,
  ).toBe(came)
}, 120_000)
