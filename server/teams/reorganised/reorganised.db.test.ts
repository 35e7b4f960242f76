import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeUnit, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  drafted,
  freshTerritory,
  hours,
  merge,
  now,
  query,
  state,
  type Territory,
  takenBack,
} from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

const on = '2026-11-01'
let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

it('a resolution moves a team with what moves along, and leaves everything else about teams to others', async () => {
  const [a, b] = cast.communes as [TestUnit, TestUnit]
  const [left, along, team] = [
    await makeUnit(a, 'village', 'Thôn Ở Lại'),
    await makeUnit(a, 'village', 'Thôn Đi Cùng'),
    await makeUnit(a, 'team', 'Tổ Chuyển'),
  ]
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, a.id],
  )
  await query(
    `insert into team_coverages (team_id, unit_id, path, village_id, valid_from)
     select $1, $1, $2, v, '2025-07-02' from unnest($3::int[]) v`,
    [team.id, team.path, [left.id, along.id]],
  )
  const about = (unitId: number): Change[] => [
    { kind: 'close', unitId },
    { kind: 'rename', unitId, name: 'Tổ Khác' },
    { kind: 'merge', unitId, into: { unitId: a.id } },
    { kind: 'open', ref: 't', level: 'team', parent: { unitId: a.id }, type: 'to_cnscd', name: 'Tổ Mới', code: null },
  ]
  for (const change of about(team.id)) {
    const { id } = await drafted(cast.admin, [change], on, now)
    const { conflicts } = await as(cast.admin.identity, now).reorganisations.foresee({ id })
    expect(conflicts.map(({ reason }) => reason)).toContain('teamsOnlyMove')
  }
  const before = await state()
  const move = (unitId: number): Change => ({ kind: 'move', unitId, parent: { unitId: b.id } })
  const event = await applied(cast.admin, [move(team.id), move(along.id)], on, now)
  expect(await query(`select commune_id from teams where unit_id = $1`, [team.id])).toEqual([{ commune_id: b.id }])
  const covered = await query(
    `select village_id, valid_to::text as until from team_coverages where team_id = $1 order by village_id`,
    [team.id],
  )
  expect(covered).toEqual([
    { village_id: left.id, until: on },
    { village_id: along.id, until: null },
  ])
  expect(await takenBack(cast.admin, event, new Date('2026-11-01T03:00:00Z'))).toMatchObject({ state: 'undone' })
  expect(await state()).toEqual(before)
})

it('a team that came with its commune is dissolved after the day it came, and told so before', async () => {
  const [a, b] = cast.communes.slice(2) as [TestUnit, TestUnit]
  const team = await makeUnit(a, 'team', 'Tổ Theo Xã')
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, a.id],
  )
  await applied(cast.admin, [merge(a, b)], on, now)
  const officer = as((await makeActor('commune_officer', b)).identity, hours(30)).teams
  expect(await reasonOf(officer.close({ ...once(), teamId: team.id, on: '2026-10-20' }))).toBe('teams.cameLater')
  expect(await reasonOf(officer.close({ ...once(), teamId: team.id, on: '2026-11-02' }))).toBe('done')
})
