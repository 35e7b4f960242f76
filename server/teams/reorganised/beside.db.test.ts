import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  freshTerritory,
  hours,
  merge,
  now,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** Focal points, groups that help and member limits through resolutions: who is called, who helps, how many members, before and after, and as before. */

const on = '2026-11-01'
let cast: Territory
let other: TestUnit

beforeAll(async () => {
  cast = await freshTerritory([11], 'both')
  other = await findUnit('province', 'Thanh Hóa')
  await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
})
afterAll(() => cast.close())

const split = (unit: TestUnit, into: TestUnit, percent: number | null): Change => ({
  ...{ kind: 'split', unitId: unit.id, into: { unitId: into.id } },
  share: percent === null ? null : percent * 1_000_000,
})
/** A commune with two focal points, one whose term is over, and two groups, one of which has ended. */
async function helped(commune: TestUnit): Promise<void> {
  for (const [name, to] of [
    ['Hồ Thị Nay', null],
    ['Lê Văn Xưa', '2026-06-01'],
  ]) {
    await query(
      `insert into focal_points (unit_id, path, full_name, sort_name, valid_from, valid_to) values ($1, $2, $3, $3, '2026-01-01', $4)`,
      [commune.id, commune.path, name, to],
    )
    await query(
      `insert into auxiliary_groups (unit_id, path, kind, name, valid_from, valid_to) values ($1, $2, 'youth_volunteers', $3, '2026-01-01', $4)`,
      [commune.id, commune.path, `Đội ${name}`, to],
    )
  }
}
type Dated = { name: string; unit: number; until: string | null }
const rows = (table: 'focal_points' | 'auxiliary_groups', units: readonly TestUnit[]) =>
  query<Dated>(
    `select ${table === 'focal_points' ? 'full_name' : 'name'} as name, unit_id as unit, valid_to::text as until from ${table}
      where unit_id = any ($1) order by 1`,
    [units.map(({ id }) => id)],
  )
const sure = async (event: string, before: Record<string, string>) => {
  expect(await takenBack(cast.ministry, event, hours(40))).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(before)
}

describe('focal points and groups', () => {
  it('merger: a term ends with the unit, a group that stands helps the heir; what was over stays as it was', async () => {
    const [a, b] = cast.take(2)
    await helped(a)
    const officer = await makeActor('commune_officer', b)
    const before = await state()
    const event = await applied(cast.ministry, [merge(a, b)], on, now)
    expect(await rows('focal_points', [a, b])).toEqual([
      { name: 'Hồ Thị Nay', unit: a.id, until: on },
      { name: 'Lê Văn Xưa', unit: a.id, until: '2026-06-01' },
    ])
    expect(await rows('auxiliary_groups', [a, b])).toEqual([
      { name: 'Đội Hồ Thị Nay', unit: b.id, until: null },
      { name: 'Đội Lê Văn Xưa', unit: a.id, until: '2026-06-01' },
    ])
    const { groups, can } = await as(officer.identity, hours(30)).contacts.list({ unitId: b.id })
    expect(groups).toMatchObject([{ name: 'Đội Hồ Thị Nay', validTo: null }])
    expect(can).toEqual({ keepFocalPoints: true, keepGroups: true, seeChats: true })
    await sure(event, before)
  })

  it.each([
    ['shares', [60, 40]],
    ['nobody knows what shares', [null, null]],
  ] as const)('a cut with %s: both end with the unit, neither part has them', async (_, [one, two]) => {
    const [a, b, c] = cast.take(3)
    await helped(a)
    const before = await state()
    const event = await applied(cast.ministry, [split(a, b, one), split(a, c, two)], on, now)
    expect((await rows('focal_points', [a, b, c])).map(({ unit, until }) => [unit, until])).toEqual([
      [a.id, on],
      [a.id, '2026-06-01'],
    ])
    expect((await rows('auxiliary_groups', [a, b, c])).map(({ unit, until }) => [unit, until])).toEqual([
      [a.id, on],
      [a.id, '2026-06-01'],
    ])
    await sure(event, before)
  })

  it('a part that is cut off, a new name and another province leave them where they are; they go along with the commune', async () => {
    const [a, b] = cast.take(2)
    await helped(a)
    const abroad = await makeActor('province_admin', other)
    const before = await state()
    const moves: Change[][] = [
      [split(a, a, 90), split(a, b, 10)],
      [{ kind: 'rename', unitId: a.id, name: 'Tên Mới' }],
      [{ kind: 'move', unitId: a.id, parent: { unitId: other.id } }],
    ]
    for (const changes of moves) {
      const event = await applied(cast.ministry, changes, on, now)
      for (const table of ['focal_points', 'auxiliary_groups'] as const)
        expect((await rows(table, [a, b])).map(({ unit, until }) => [unit, until])).toEqual([
          [a.id, null],
          [a.id, '2026-06-01'],
        ])
      const away = changes[0]?.kind === 'move'
      const seen = async (who: typeof abroad) =>
        (await as(who.identity, hours(30)).contacts.list({ unitId: a.id })).focalPoints.filter(
          (each) => each.unit.id === a.id,
        ).length
      expect([await seen(cast.admin), await seen(abroad)]).toEqual(away ? [0, 2] : [2, 0])
      await sure(event, before)
    }
  })

  it('a group that the heir has ended since keeps its end, and stands in the way of taking back no more than others do', async () => {
    const [a, b] = cast.take(2)
    await helped(a)
    const officer = await makeActor('commune_officer', b)
    const event = await applied(cast.ministry, [merge(a, b)], on, now)
    const { groups } = await as(officer.identity, hours(20)).contacts.list({ unitId: b.id })
    await as(officer.identity, hours(20)).contacts.endGroup({ ...once(), id: groups?.[0]?.id ?? '', on: '2026-11-02' })
    expect(await takenBack(cast.ministry, event, hours(30))).toMatchObject({ state: 'undone', failure: null })
    expect(await rows('auxiliary_groups', [a, b])).toMatchObject([{ unit: a.id, until: '2026-11-02' }, { unit: a.id }])
  })
})

it('a province made of two asks for the widest of what they asked for, a commune that changes province for what is asked there', async () => {
  const limit = (
    unit: TestUnit,
    level: string,
    min: number,
    max: number,
    from = '2026-01-01',
    to: string | null = null,
  ) => query(`insert into member_limits values ($1, $2, $3, $4, null, $5, $6)`, [unit.id, level, min, max, from, to])
  await limit(cast.province, 'village', 5, 7)
  await limit(other, 'village', 3, 11)
  await limit(other, 'commune', 4, 6)
  await limit(other, 'commune', 1, 20, '2025-01-01', '2026-01-01')
  const before = await state()
  const [a] = cast.take(1)
  const moved = await applied(cast.ministry, [{ kind: 'move', unitId: a.id, parent: { unitId: other.id } }], on, now)
  const limitsOf = (unit: TestUnit) =>
    query(
      `select team_level as level, member_min as min, member_max as max, valid_from::text as "from" from member_limits
        where unit_id = $1 and valid_to is null order by 1`,
      [unit.id],
    )
  expect(await limitsOf(a)).toEqual([])
  await sure(moved, before)
  const event = await applied(
    cast.ministry,
    [
      {
        ...{ kind: 'open', ref: 'p', level: 'province', parent: { unitId: cast.nation.id } },
        ...{ type: 'tinh', name: 'Mới Rộng', code: '97' },
      },
      ...[cast.province, other].map((each): Change => ({ kind: 'merge', unitId: each.id, into: { ref: 'p' } })),
    ],
    on,
    now,
  )
  expect(await limitsOf(await unitCalled('Mới Rộng'))).toEqual([
    { level: 'commune', min: 4, max: 6, from: on },
    { level: 'village', min: 3, max: 11, from: on },
  ])
  await sure(event, before)
}, 240_000)
