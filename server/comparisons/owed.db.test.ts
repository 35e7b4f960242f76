import { afterAll, beforeAll, expect, it } from 'vitest'
import { reasonOf } from '@/db/testing/cast'
import { makeActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, hours, merge, type Territory } from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** On 1/11 A ended in B, and 60 % of H, which stands on, went to K. H has sent nothing for October. */
let cast: Territory
let a: TestUnit
let b: TestUnit
let h: TestUnit
let k: TestUnit

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  ;[a, b, h, k] = cast.take(4)
  for (const unit of [a, b, k]) await file(cast.province, '2026-10', unit, 100, 'accepted')
  await file(cast.province, '2026-09', a, 100, 'accepted')
  const part = (into: TestUnit, share: number): Change => ({
    ...{ kind: 'split', unitId: h.id, into: { unitId: into.id }, share },
  })
  await applied(cast.admin, [merge(a, b), part(k, 60_000_000), part(h, 40_000_000)], '2026-11-01', hours(0))
})
afterAll(() => cast.close())

const own = async (unit: TestUnit, more: object = {}) => {
  const officer = await makeActor('commune_officer', unit)
  const input = { from: '2026-10', to: '2026-10', codes: ['C01'], provinceId: cast.province.id, ...more }
  const table = await as(officer.identity, hours(100)).comparisons.compare(input)
  return table.rows.find((row) => row.unitId === unit.id)
}

it('a commune owes what it owed itself and what ended in it, not what it took a part of', async () => {
  expect(await own(k)).toMatchObject({ required: 2, received: 1, own: { required: 1, received: 1 } })
  expect(await own(h)).toMatchObject({ own: { required: 1, received: 0 } })
  expect(await own(b)).toMatchObject({ required: 2, received: 2, own: { required: 2, received: 2 } })
  expect(await own(b, { from: '2026-09' })).toMatchObject({ own: { required: 4, received: 3 } })
  // By the tree of then it stands for itself.
  expect((await own(b, { tree: 'then' }))?.own).toBeUndefined()
})

it('a unit that ended within the range has a last month, of which there is a report to open', async () => {
  const { comparisons, reports } = as(cast.admin.identity, hours(100))
  const range = { from: '2026-09', to: '2026-11', codes: ['C01'], provinceId: cast.province.id, tree: 'then' as const }
  const table = await comparisons.compare(range)
  const last = (unit: TestUnit) => table.rows.find((row) => row.unitId === unit.id)?.lastMonth
  expect([last(a), last(b), last(k)]).toEqual(['2026-10', '2026-11', '2026-11'])
  for (const unit of [a, b])
    expect(await reasonOf(reports.get({ unitId: unit.id, period: last(unit) ?? '' }))).toBe('done')
  const country = await comparisons.compare({ ...range, provinceId: undefined })
  expect(country.rows.find((row) => row.unitId === cast.province.id)?.lastMonth).toBe('2026-11')
})
