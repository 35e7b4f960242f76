import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { makeUnit, type TestUnit } from '@/db/testing/factories'
import { applied, as, freshTerritory, query, type Territory } from '../testing-territory'
import { registerFigures } from './queries'

/** A commune with a village and a team goes into another on 1/11; the month of October ended before. */
const [eve, day] = ['2026-10-31', '2026-11-01']
const at = new Date('2026-11-01T01:00:00Z')
let cast: Territory
let from: TestUnit
let into: TestUnit
let team: TestUnit

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  ;[from, into] = cast.communes as [TestUnit, TestUnit]
  const village = await makeUnit(from, 'village', 'Thôn Hạ')
  team = await makeUnit(from, 'team', 'Tổ Hạ')
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, from.id],
  )
  await query(
    `insert into team_coverages (team_id, unit_id, path, village_id, valid_from) values ($1, $1, $2, $3, '2025-07-02')`,
    [team.id, team.path, village.id],
  )
  await applied(cast.admin, [{ kind: 'merge', unitId: from.id, into: { unitId: into.id } }], day, at)
})
afterAll(() => cast.close())

it('what the register said of a day before the merger it says still', async () => {
  const figures = (unit: TestUnit, on: string) => asSystem('test', (db) => registerFigures(db, unit.id, on))
  expect(await figures(from, eve)).toEqual({ A01: 1, A02: 0, A03: 1, A04: 1 })
  expect(await figures(into, eve)).toEqual({ A01: null, A02: null, A03: null, A04: null })
  expect(await figures(from, day)).toEqual({ A01: null, A02: null, A03: null, A04: null })
  expect(await figures(into, day)).toEqual({ A01: 1, A02: 0, A03: 1, A04: 1 })
})

it('the list, the coverage and the team itself name the commune of the day', async () => {
  const { teams } = as(cast.admin.identity, at)
  const listed = async (unit: TestUnit, on: string) =>
    (await teams.list({ communeId: unit.id, on }))?.teams.map(({ id }) => id)
  expect([await listed(from, eve), await listed(into, eve)]).toEqual([[team.id], []])
  expect([await listed(from, day), await listed(into, day)]).toEqual([[], [team.id]])
  for (const [on, unit] of [
    [eve, from],
    [day, into],
  ] as const) {
    expect(await teams.coverage({ unitId: cast.province.id, on })).toEqual([
      { communeId: unit.id, villages: 1, covered: 1, communeTeams: 0, villageTeams: 1, committee: false },
    ])
    expect((await teams.get({ id: team.id, on }))?.commune).toEqual({ id: unit.id, fullName: unit.fullName })
  }
})
