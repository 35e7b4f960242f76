import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeUnit, type TestUnit } from '@/db/testing/factories'
import { applied, as, freshTerritory, hours, merge, now, query, type Territory } from '../../testing-territory'
import type { TeamCounts } from './queries'

const on = '2026-11-01'
let cast: Territory
let a: TestUnit
let b: TestUnit
let c: TestUnit
let d: TestUnit

/** A village-level team of a commune with three members that covers villages, until a day. */
async function team(commune: TestUnit, name: string, villages: TestUnit[], until: string | null = null) {
  const unit = await makeUnit(commune, 'team', name)
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on, state, dissolved_on)
     values ($1, $2, $3, 'village', '2025-07-02', $4, $5)`,
    [unit.id, unit.path, commune.id, until ? 'dissolved' : 'active', until],
  )
  if (until) await query(`update unit_versions set valid_to = $2 where unit_id = $1`, [unit.id, until])
  await query(
    `insert into team_coverages (team_id, unit_id, path, village_id, valid_from, valid_to)
     select $1, $1, $2, v, '2025-07-02', $4 from unnest($3::int[]) v`,
    [unit.id, unit.path, villages.map(({ id }) => id), until],
  )
  await query(
    `with people as (
       insert into members (unit_id, path, full_name, sort_name, created_at)
       select $1, $2, 'Người ' || i, i || ' Người', '2025-07-02' from generate_series(1, 3) i returning id
     ) insert into memberships (member_id, unit_id, path, role, valid_from, valid_to, created_at)
       select id, $1, $2, 'member', '2025-07-02', $3, '2025-07-02' from people`,
    [unit.id, unit.path, until],
  )
}

beforeAll(async () => {
  cast = await freshTerritory([11])
  ;[a, b, c, d] = cast.communes as [TestUnit, TestUnit, TestUnit, TestUnit]
  const village = (commune: TestUnit, name: string) => makeUnit(commune, 'village', name)
  const [v1, v2, v3, w] = [
    await village(a, 'Thôn Một'),
    await village(a, 'Thôn Hai'),
    await village(b, 'Thôn Ba'),
    await village(c, 'Thôn Chuyển'),
  ]
  await village(d, 'Thôn Bốn')
  await team(a, 'Tổ Một', [v1])
  await team(a, 'Tổ Hai', [v2], '2026-09-20')
  await team(b, 'Tổ Ba', [v3])
  await team(c, 'Tổ Ở Lại', [w])
  await applied(cast.admin, [merge(a, b), { kind: 'move', unitId: w.id, parent: { unitId: d.id } }], on, now)
})
afterAll(() => cast.close())

const asked = async (unitId: number, day: string, tree: 'then' | 'now') => {
  const counts = await as(cast.admin.identity, hours(30)).rosters.counts({ unitId, on: day, tree })
  const told = (each: TeamCounts) => [
    { communes: each.communes, villages: each.villages, covered: each.covered },
    { teams: each.villageTeams, members: each.villageMembers },
  ]
  if (!counts) throw new Error('not seen')
  return { total: told(counts.total), places: counts.places.map((each) => ({ id: each.id, row: told(each) })) }
}
const row = (communes: number, villages: number, covered: number, teams: number) => [
  { communes, villages, covered },
  { teams, members: teams * 3 },
]
const places = async (day: string, tree: 'then' | 'now') =>
  (await asked(cast.province.id, day, tree)).places.filter(({ id }) => [a, b, c, d].some((each) => each.id === id))

it('before a merger a place has its own teams on the tree of then, and those of all that became part of it on the tree of today', async () => {
  const byId = (rows: Awaited<ReturnType<typeof places>>) => new Map(rows.map(({ id, row: told }) => [id, told]))
  const then = byId(await places('2026-09-15', 'then'))
  expect([a, b, c, d].map(({ id }) => then.get(id))).toEqual([
    row(1, 2, 2, 2),
    row(1, 1, 1, 1),
    row(1, 1, 1, 1),
    row(1, 1, 0, 0),
  ])
  const today = byId(await places('2026-09-15', 'now'))
  expect([...today.keys()]).not.toContain(a.id)
  expect([b, c, d].map(({ id }) => today.get(id))).toEqual([row(1, 3, 3, 3), row(1, 0, 0, 1), row(1, 2, 1, 0)])
})

it('a village is covered by the teams of its own commune; what a commune sees of itself is its row in the province', async () => {
  for (const tree of ['then', 'now'] as const)
    for (const day of ['2026-09-15', '2026-10-15', on]) {
      const rows = await places(day, tree)
      for (const { id, row: told } of rows) expect((await asked(id, day, tree)).total, `${tree} ${day}`).toEqual(told)
    }
  const after = await places(on, 'then')
  expect(after.find(({ id }) => id === d.id)?.row).toEqual(row(1, 2, 0, 0))
})

it('the coverage that teams tell is the same; a team whose village went elsewhere or was split is to be looked at', async () => {
  const api = as(cast.admin.identity, hours(30))
  for (const day of ['2026-09-15', on]) {
    const told = (await api.teams.coverage({ unitId: cast.province.id, on: day })) ?? []
    for (const { id, row: counted } of await places(day, 'then')) {
      const found = told.find((each) => each.communeId === id)
      expect(counted[0], day).toEqual({ communes: 1, villages: found?.villages, covered: found?.covered })
    }
  }
  const alerts = async (communeId: number) =>
    new Map((await api.rosters.states({ communeId }))?.map((each) => [each.name, each.alerts]))
  expect((await alerts(c.id)).get('Tổ Ở Lại')).toEqual(['noLeader', 'strayVillage'])
  const [half, other] = [await makeUnit(d, 'village', 'Thôn Nửa'), await makeUnit(d, 'village', 'Thôn Nửa Kia')]
  await team(d, 'Tổ Cắt', [half])
  expect((await alerts(d.id)).get('Tổ Cắt')).toEqual(['noLeader'])
  await query(`update team_coverages set valid_to = $2 where village_id = $1`, [half.id, on])
  await query(
    `insert into unit_successions (predecessor_id, successor_id, effective_on, kind) values ($1, $2, $3, 'split')`,
    [half.id, other.id, on],
  )
  expect((await alerts(d.id)).get('Tổ Cắt')).toEqual(['noLeader', 'oldDecision'])
})
