import { afterAll, beforeAll, expect, it } from 'vitest'
import { txOf } from '@/db/seed/transaction'
import { once, reasonOf } from '@/db/testing/cast'
import { findUnit, makeActor, makeUnit, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod, owe } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import {
  applied,
  as,
  file,
  freshTerritory,
  merge,
  opening,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** Two provinces become one, with all that the communes in them owe, and are two again. */

const on = '2026-11-02'
const now = new Date('2026-11-02T01:00:00Z')
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)
const system = () => process.env.SYSTEM_URL ?? ''

let cast: Territory
let other: TestUnit
beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  other = await findUnit('province', 'Thanh Hóa')
  await query(`update province_settings set reporting_from = '2026-08-15' where unit_id = $1`, [other.id])
  await lookAt(system(), async (client) => {
    for (const code of ['2026-10', '2026-11']) await owe(txOf(client), code)
  })
  await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
})
afterAll(() => cast.close())

const both = (name: string, code: string): Change[] => [
  { kind: 'open', ref: 'p', level: 'province', parent: { unitId: cast.nation.id }, type: 'tinh', name, code },
  ...[cast.province, other].map((each): Change => ({ kind: 'merge', unitId: each.id, into: { ref: 'p' } })),
]
const owedBy = (unitId: number) =>
  query<{ code: string; province_id: number }>(
    `select p.code, o.province_id from obligations o join periods p on p.id = o.period_id where o.unit_id = $1 and moved_by is null order by 1`,
    [unitId],
  )

it('two provinces with a commune that is cut, whose team and posts wait, are taken back exactly', async () => {
  const [cut, one, two] = cast.communes as [TestUnit, TestUnit, TestUnit]
  const team = await makeUnit(cut, 'team', 'Tổ Chờ')
  await query(
    `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
    [team.id, team.path, cut.id],
  )
  await makeActor('commune_officer', cut)
  const before = await state()
  const changes: Change[] = [
    ...both('Mới Sáng', '97'),
    ...[one, two].map((to): Change => ({ kind: 'split', unitId: cut.id, into: { unitId: to.id }, share: null })),
  ]
  const event = await applied(cast.ministry, changes, on, now)
  const merged = await unitCalled('Mới Sáng')
  const waits = await query<{ kind: string; unit_id: number }>(
    `select kind, unit_id from reorganisation_waits where reorganisation_id = $1 order by 1`,
    [event],
  )
  expect(waits).toEqual(['post', 'team'].map((kind) => ({ kind, unit_id: merged.id })))
  expect(await takenBack(cast.ministry, event, hours(1))).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(before)
}, 240_000)

it('provinces with sent months are taken back exactly, and then the communes of that morning, one of which had more time', async () => {
  const [a, b, c] = cast.communes.slice(6) as [TestUnit, TestUnit, TestUnit]
  await file(cast.province, '2026-11', c, 100, 'submitted')
  const more = { period: '2026-11', unitIds: [a.id], dueOn: '2026-11-30', reason: 'Bão lũ kéo dài' }
  expect(await as(cast.admin.identity, now).reports.extend({ ...once(), ...more })).toMatchObject({ changed: 1 })
  const before = await state()
  const communes = await applied(cast.admin, [merge(a, b)], on, hours(1))
  const between = await state()
  const provinces = await applied(cast.ministry, both('Mới Trưa', '97'), on, hours(1))
  expect(await takenBack(cast.ministry, provinces, hours(2))).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(between)
  expect(await takenBack(cast.admin, communes, hours(2))).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(before)
}, 240_000)

it('a village that was placed while they were one goes back with its commune, and before it was cut', async () => {
  const [cut, one, two] = cast.communes.slice(6) as [TestUnit, TestUnit, TestUnit]
  const village = await makeUnit(cut, 'village', 'Thôn Đợi')
  await query(`select rebuild_unit_homes()`)
  const before = await state()
  const halves = [one, two].map(
    (to): Change => ({ kind: 'split', unitId: cut.id, into: { unitId: to.id }, share: null }),
  )
  const communes = await applied(cast.admin, halves, on, hours(1))
  const provinces = await applied(cast.ministry, both('Mới Trưa', '97'), on, hours(1))
  const { waits } = await as(cast.ministry.identity, hours(2)).reorganisations.waits({ reorganisationId: communes })
  const waitId = waits.find((each) => each.unitId === village.id)?.id ?? ''
  const placed = as(cast.ministry.identity, hours(2)).reorganisations.place({ ...once(), waitId, unitId: one.id })
  expect(await reasonOf(placed)).toBe('done')
  // The last one first: whoever took a part lies in another province.
  expect(await query(`select what, table_name as t from reorganisation_dependents($1)`, [communes])).toContainEqual({
    ...{ what: 'ended', t: 'units' },
  })
  expect(await takenBack(cast.ministry, provinces, hours(3))).toMatchObject({ state: 'undone', failure: null })
  const [lies] = await query<{ path: string }>(`select path from units where id = $1`, [village.id])
  expect(lies?.path.startsWith(one.path)).toBe(true)
  expect(await takenBack(cast.admin, communes, hours(3))).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(before)
}, 240_000)

it('a commune of a resolution of the same day owes under the new province, and months opened since are owed as before again', async () => {
  const [a, b, c] = cast.communes.slice(3) as [TestUnit, TestUnit, TestUnit]
  const communes = await applied(
    cast.admin,
    [
      opening(cast.province, 'x', 'Xã Sáng', a.code),
      ...[a, b].map((unit): Change => ({ kind: 'merge', unitId: unit.id, into: { ref: 'x' } })),
    ],
    on,
    hours(2),
  )
  const provinces = await applied(cast.ministry, both('Mới Chiều', '98'), on, hours(3))
  const [x, merged] = [await unitCalled('Xã Sáng'), await unitCalled('Mới Chiều')]
  expect(await owedBy(x.id)).toEqual([{ code: '2026-11', province_id: merged.id }])
  expect((await owedBy(c.id)).at(-1)).toEqual({ code: '2026-11', province_id: merged.id })
  await lookAt(system(), async (client) => {
    await openPeriod(txOf(client), monthPeriod(2026, 12), instantAt('2026-11-15'))
  })
  expect((await owedBy(c.id)).at(-1)).toEqual({ code: '2026-12', province_id: merged.id })
  const [place] = await query<{ path: string }>(`select path from units where id = $1`, [c.id])
  const begun = await file(merged, '2026-12', { id: c.id, path: place?.path ?? '' }, 5, 'draft')
  // The communes stand on ground that has been reorganised since.
  expect(await takenBack(cast.admin, communes, hours(400)).catch((error) => String(error))).not.toMatchObject({
    state: 'undone',
  })
  expect(await takenBack(cast.ministry, provinces, hours(401))).toMatchObject({ state: 'undone', failure: null })
  for (const unit of [x, c])
    expect((await owedBy(unit.id)).slice(-2)).toEqual(
      ['2026-11', '2026-12'].map((code) => ({ code, province_id: cast.province.id })),
    )
  expect(await query(`select province_id as id from reports where id = $1`, [begun])).toEqual([
    { id: cast.province.id },
  ])
  const [wrong] = await query<{ n: number }>(
    `select count(*)::int as n from obligations o join units u on u.id = o.unit_id join units p on p.id = o.province_id
      where o.moved_by is null and not starts_with(u.path, p.path)`,
  )
  expect(wrong?.n).toBe(0)
}, 240_000)
