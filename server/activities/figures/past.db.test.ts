import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { makeActor, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { monthPeriod } from '../../calendar/rules'
import { applied, as, freshTerritory, query, type Territory, takenBack } from '../../testing-territory'
import { communeActivityFigures } from './queries'

/** A commune with a team goes into another on 1/11: what the team logged goes along, and says of which commune it was. */
const eve = new Date('2026-10-20T03:00:00Z')
const at = new Date('2026-11-01T01:00:00Z')
let cast: Territory
let from: TestUnit
let into: TestUnit
let team: TestUnit
let heir: TestActor

const logged = async (who: TestActor, onDay: string, time: Date) => {
  const id = randomUUID()
  await as(who.identity, time).activities.log({
    ...{ requestId: randomUUID(), id, teamId: team.id, onDay, kind: 'training', channel: 'school', tasks: [3] },
    guided: [null, null, 8, null, null],
    toldBy: 'Tổ trưởng',
  })
  return id
}

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  ;[from, into] = cast.communes as [TestUnit, TestUnit]
  team = await makeUnit(from, 'team', 'Tổ Hạ')
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, from.id],
  )
  heir = await makeActor('commune_officer', into)
})
afterAll(() => cast.close())

it('a log follows its team through a merger and back, and counts where the team was at the month’s end', async () => {
  const officer = await makeActor('commune_officer', from)
  const id = await logged(officer, '2026-10-10', eve)
  await expect(as(heir.identity, eve).activities.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const event = await applied(
    cast.admin,
    [{ kind: 'merge', unitId: from.id, into: { unitId: into.id } }],
    '2026-11-01',
    at,
  )
  expect((await as(heir.identity, at).activities.get({ id })).commune).toBe(into.fullName)
  const later = await logged(heir, '2026-11-01', at)
  const of = async (unit: TestUnit, month: number) => {
    const teams = await asSystem('test', (db) => communeActivityFigures(db, unit.id, monthPeriod(2026, month)))
    return teams.find(({ teamId }) => teamId === team.id)?.figures.C01
  }
  expect([await of(from, 10), await of(into, 10)]).toEqual([1, undefined])
  expect([await of(from, 11), await of(into, 11)]).toEqual([undefined, 1])
  await takenBack(cast.admin, event, new Date(at.getTime() + 3_600_000))
  const [place] = await query<{ path: string; paths: number }>(
    `select u.path, (select count(distinct a.path)::int from activities a where a.unit_id = u.id and a.path = u.path) as paths
       from units u where u.id = $1`,
    [team.id],
  )
  expect(place).toEqual({ path: team.path, paths: 1 })
  expect(await query(`select 1 from activities where id = any ($1)`, [[id, later]])).toHaveLength(2)
})
