import { afterAll, beforeAll, expect, it } from 'vitest'
import { reasonOf } from '@/db/testing/cast'
import { makeActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, opening, type Territory, unitCalled } from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** A, B and C became X on 1/11; D gave 35 % to E and ended in F. */
const at = (hours: number) => new Date(Date.parse('2026-11-01T01:00:00Z') + hours * 3_600_000)
const october = { from: '2026-10', to: '2026-10', code: 'C01' }
let cast: Territory
let units: TestUnit[]
let x: TestUnit
const of = (unit: Pick<TestUnit, 'id'>, who = cast.admin, more: object = {}) =>
  as(who.identity, at(9)).comparisons.parts({ ...october, ...more, unitId: unit.id })

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  units = cast.communes.slice(0, 6)
  const [a, b, c, d, e, f] = units as [TestUnit, TestUnit, TestUnit, TestUnit, TestUnit, TestUnit]
  for (const [unit, figure] of [
    [a, 100],
    [b, 80],
    [c, 60],
    [d, 101],
    [e, 10],
  ] as const)
    for (const month of ['2026-09', '2026-10']) await file(cast.province, month, unit, figure, 'accepted')
  const merged = [a, b, c].map((unit): Change => ({ kind: 'merge', unitId: unit.id, into: { ref: 'x' } }))
  await applied(cast.admin, [opening(cast.province, 'x', 'Ba Xã', '99001'), ...merged], '2026-11-01', at(0))
  x = await unitCalled('Ba Xã')
  const cut = (into: TestUnit, share: number): Change => ({
    ...{ kind: 'split', unitId: d.id, into: { unitId: into.id }, share },
  })
  await applied(cast.admin, [cut(e, 35_000_000), cut(f, 65_000_000)], '2026-11-01', at(1))
})
afterAll(() => cast.close())

it('a figure of a commune of today leads down to the reports it is the sum of', async () => {
  const [a, b, c] = units
  const table = await as(cast.admin.identity, at(9)).comparisons.compare({
    ...{ from: '2026-10', to: '2026-10', codes: ['C01'], provinceId: cast.province.id },
  })
  const row = table.rows.find((each) => each.unitId === x.id)
  expect(row).toMatchObject({ restated: true, figures: { C01: { now: { n: 3, num: 240 } } } })
  // Who has always stood alone has a report of his own to open.
  expect(table.rows.find((each) => each.unitId === cast.communes[8]?.id)?.restated).toBe(false)
  const { parts, rest, unit } = await of(x)
  expect(unit).toEqual({ id: x.id, name: x.fullName })
  expect(rest).toBeNull()
  expect(parts.map((part) => [part.name, part.share, part.amount.num]).sort()).toEqual(
    [
      [a?.fullName, 1, 100],
      [b?.fullName, 1, 80],
      [c?.fullName, 1, 60],
    ].sort(),
  )
  for (const { unitId, period } of parts)
    expect(await reasonOf(as(cast.admin.identity, at(9)).reports.get({ unitId, period: period.code }))).toBe('done')
})

it('a part of a commune says which, and over months each month stands by itself', async () => {
  const [, , , d, e] = units
  const { parts } = await of(e as TestUnit, cast.admin, { from: '2026-09' })
  expect(parts.map((part) => [part.unitId, part.period.code, part.share, part.amount.num])).toEqual(
    expect.arrayContaining([
      [d?.id, '2026-09', 0.35, 35.35],
      [d?.id, '2026-10', 0.35, 35.35],
      [e?.id, '2026-09', 1, 10],
      [e?.id, '2026-10', 1, 10],
    ]),
  )
  expect(parts).toHaveLength(4)
})

it('nobody sees a part whose report is not his to read', async () => {
  const [, , , , e] = units
  for (const who of [cast.otherAdmin, await makeActor('commune_officer', cast.communes[8] as TestUnit)])
    for (const unit of [x, e as TestUnit]) expect(await of(unit, who)).toMatchObject({ parts: [], rest: null })
  const heir = await makeActor('commune_officer', x)
  expect((await of(x, heir)).parts).toHaveLength(3)
  expect(await reasonOf(of(cast.nation, cast.admin))).toBe('units.none')
  expect(await reasonOf(of(x, cast.admin, { code: 'Z9' }))).toBe('comparisons.noIndicator')
})
