import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  freshTerritory,
  now,
  opening,
  query,
  state,
  type Territory,
  takenBack,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** Twelve villages become eight while their twelve teams stay where they were (domain.md section 1, point 2). */

const on = '2026-11-01'
const later = new Date('2026-11-02T01:00:00Z')
let cast: Territory
let commune: TestUnit
let leader: TestActor
const villages: TestUnit[] = []
const teams: TestUnit[] = []

beforeAll(async () => {
  cast = await freshTerritory([11])
  commune = cast.communes[0] as TestUnit
  leader = await makeActor('commune_leader', commune)
  for (let n = 1; n <= 12; n++) {
    const village = await makeUnit(commune, 'village', `Thôn ${n}`)
    const team = await makeUnit(commune, 'team', `Tổ ${n}`)
    await query(
      `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
      [team.id, team.path, commune.id],
    )
    await query(
      `insert into team_coverages (team_id, unit_id, path, village_id, valid_from) values ($1, $1, $2, $3, '2025-07-02')`,
      [team.id, team.path, village.id],
    )
    villages.push(village)
    teams.push(team)
  }
})
afterAll(() => cast.close())

/** Villages 1 and 2 become A, 3 and 4 B, 5 and 6 C, and 8 goes into 7; 9 to 12 stay. */
function eight(): Change[] {
  const pairs = [
    ['A', 0, 1],
    ['B', 2, 3],
    ['C', 4, 5],
  ] as const
  const idOf = (i: number) => villages[i]?.id ?? 0
  return [
    ...pairs.flatMap(([name, a, b]): Change[] => [
      opening(commune, name, `Mới ${name}`, null, 'village'),
      { kind: 'merge', unitId: idOf(a), into: { ref: name } },
      { kind: 'merge', unitId: idOf(b), into: { ref: name } },
    ]),
    { kind: 'merge', unitId: idOf(7), into: { unitId: idOf(6) } },
  ]
}

const seen = async (day: string) => {
  const list = await as(leader.identity, later).teams.list({ communeId: commune.id, on: day })
  return {
    villages: list?.villages.length,
    covered: list?.covered,
    active: list?.teams.filter((team) => team.state === 'active').length,
    of: Object.fromEntries(list?.teams.map((team) => [team.name, team.villages.map((each) => each.fullName)]) ?? []),
  }
}

it('by a decision that the commune itself carries out, dated, and taken back whole', async () => {
  const before = await state()
  const event = await applied(leader, eight(), on, now)
  expect(await seen('2026-10-31')).toMatchObject({ villages: 12, covered: 12, active: 12 })
  const after = await seen(on)
  expect(after).toMatchObject({ villages: 8, covered: 8, active: 12 })
  expect(after.of).toMatchObject({
    'Tổ 1': ['Thôn Mới A'],
    'Tổ 2': ['Thôn Mới A'],
    'Tổ 7': ['Thôn 7'],
    'Tổ 8': ['Thôn 7'],
    'Tổ 12': ['Thôn 12'],
  })
  // The form's rows from the register count what stands (domain.md section 8, A01 to A04).
  const coverage = await as(cast.admin.identity, later).teams.coverage({ unitId: cast.province.id, on })
  expect(coverage?.find((each) => each.communeId === commune.id)).toMatchObject({
    villages: 8,
    covered: 8,
    villageTeams: 12,
  })
  expect(await takenBack(leader, event, later)).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(before)
})

it('a village that is cut leaves its team without that ground, for a person to say what it covers', async () => {
  const [first, second, third] = villages as [TestUnit, TestUnit, TestUnit]
  await applied(
    leader,
    [second, third].map((to): Change => ({ kind: 'split', unitId: first.id, into: { unitId: to.id }, share: null })),
    '2026-11-02',
    later,
  )
  const at = new Date('2026-11-03T01:00:00Z')
  const list = await as(leader.identity, at).teams.list({ communeId: commune.id })
  const team = list?.teams.find((each) => each.id === teams[0]?.id)
  expect(team?.villages).toEqual([])
  const set = (villageIds: number[]) =>
    reasonOf(
      as(leader.identity, at).teams.setCoverage({ ...once(), teamId: team?.id ?? 0, from: '2026-11-02', villageIds }),
    )
  expect(await set([first.id])).toBe('teams.notVillages')
  expect(await set([second.id, third.id])).toBe('done')
})
