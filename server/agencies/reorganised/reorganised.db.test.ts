import { afterAll, beforeAll, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import type { TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  drafted,
  freshTerritory,
  hours,
  now,
  opening,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../../testing-territory'

/** Offices of communes that become one, when the resolution is entered after names of theirs have changed. */

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

it('a resolution entered late gives the heir the names borne since its day, and leaves none open at what ended', async () => {
  const [a, b] = cast.communes as [TestUnit, TestUnit]
  const me = as(cast.admin.identity, now).agencies
  const office = (unitId: number, name: string, from: string) =>
    me.add({
      ...once(),
      ...{ unitId, kind: 'commune_office' as const, name, abbreviation: 'PVHXH', symbol: 'PVHXH', from, basis: 'QĐ 1' },
    })
  const { id } = await office(a.id, 'Phòng Văn hóa', '2025-07-01')
  await me.rename({
    ...once(),
    ...{ agencyId: id, name: 'Phòng Văn hóa - Xã hội', abbreviation: 'PVHXH', symbol: 'PVHXH' },
    ...{ from: '2026-10-10', basis: 'QĐ 2' },
  })
  await office(b.id, 'Phòng Mới Lập', '2026-10-12')
  await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
  const before = await state()
  const changes = [
    opening(cast.province, 'x', 'Xã Muộn', a.code),
    ...[a, b].map((unit) => ({ kind: 'merge' as const, unitId: unit.id, into: { ref: 'x' } })),
  ]
  const draft = await drafted(cast.admin, changes, '2026-10-01', now)
  const dry = await as(cast.admin.identity, now).reorganisations.foresee({ id: draft.id })
  const said = dry.parts.find((each) => each.noun === 'agencies')?.foreseen.find((each) => each.key === 'ends')
  expect(said?.params.count).toBe(2)
  await as(cast.admin.identity, now).reorganisations.delete({ ...once(), ...draft })
  const event = await applied(cast.admin, changes, '2026-10-01', hours(1))
  const heir = await unitCalled('Xã Muộn')
  const names = async (unit: { id: number }) =>
    (await as(cast.admin.identity, hours(2)).agencies.list({ unitId: unit.id })).agencies.map((each) =>
      each.versions.map(({ name, validFrom, validTo }) => [name, validFrom, validTo]),
    )
  expect(await names(heir)).toEqual([
    [
      ['Phòng Văn hóa', '2026-10-01', '2026-10-10'],
      ['Phòng Văn hóa - Xã hội', '2026-10-10', null],
    ],
  ])
  expect(await names(a)).toEqual([[['Phòng Văn hóa', '2025-07-01', '2026-10-01']]])
  expect(await names(b)).toEqual([])
  expect(await takenBack(cast.admin, event, hours(3))).toMatchObject({ state: 'undone', failure: null })
  expect(await state()).toEqual(before)
})
