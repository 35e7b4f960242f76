import { afterAll, beforeAll, expect, it } from 'vitest'
import { findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, hours, type Territory } from '../testing-territory'

/** A commune that went to another province: which province its own page is of, and whose average stands beside it. */

let cast: Territory
let moved: TestUnit
let abroad: TestUnit
let officer: TestActor
let neighbour: TestActor
const look = { codes: ['C01'], tree: 'then' as const }
const october = { from: '2026-10', to: '2026-10', ...look }
const november = { from: '2026-11', to: '2026-11', ...look }

beforeAll(async () => {
  cast = await freshTerritory([10, 11], 'both')
  const [first, second] = cast.take(2)
  moved = first
  abroad = await findUnit('province', 'Thanh Hóa')
  officer = await makeActor('commune_officer', moved)
  neighbour = await makeActor('commune_officer', cast.abroad)
  await file(cast.province, '2026-10', moved, 100, 'submitted')
  await file(cast.province, '2026-10', second, 50, 'submitted')
  for (const month of ['2026-10', '2026-11']) await file(abroad, month, cast.abroad, 10, 'accepted')
  const move = { kind: 'move' as const, unitId: moved.id, parent: { unitId: abroad.id } }
  await applied(cast.ministry, [move], '2026-11-01', hours(0))
})
afterAll(() => cast?.close())

const own = async (period: string) => (await as(officer.identity, hours(10)).comparisons.options({ period })).own

it('by the tree of then its page is of the province that it owed the month to', async () => {
  const provinces = [cast.province.id, abroad.id].toSorted()
  expect(await own('2026-10')).toMatchObject({
    provinceId: abroad.id,
    thenId: cast.province.id,
    provinceIds: provinces,
  })
  expect(await own('2026-11')).toMatchObject({ provinceId: abroad.id, thenId: abroad.id })
  const { comparisons } = as(officer.identity, hours(10))
  const table = await comparisons.compare({ ...october, provinceId: cast.province.id })
  expect(table.rows).toMatchObject([
    { unitId: moved.id, required: 1, received: 1, figures: { C01: { now: { num: 100 } } } },
  ])
  expect(table.peer).toMatchObject({
    ...{ unitId: cast.province.id, name: cast.province.fullName, received: 2 },
    figures: { C01: { now: { n: 2, num: 150 } } },
  })
})

it('of the months after the move it stands beside the province it lies in, whose earlier average was of others', async () => {
  const { comparisons } = as(officer.identity, hours(10))
  const { peer } = await comparisons.compare({ ...november, provinceId: abroad.id })
  expect(peer).toMatchObject({ unitId: abroad.id, figures: { C01: { now: { n: 1, num: 10 } } } })
  expect(peer?.figures.C01?.before).toBeUndefined()
  const { lines } = await comparisons.series({ code: 'C01', to: '2026-11', tree: 'then', months: 2 })
  const points = (unitId: number | null) => lines.find((line) => line.unitId === unitId)?.points
  expect(points(null)).toMatchObject([
    { n: 2, num: 150 },
    { n: 1, num: 10 },
  ])
})

it('shows no average of a province to whom it owed nothing', async () => {
  const { comparisons } = as(neighbour.identity, hours(10))
  const table = await comparisons.compare({ ...october, provinceId: cast.province.id })
  expect([table.rows, table.peer?.figures.C01]).toEqual([[], undefined])
})
