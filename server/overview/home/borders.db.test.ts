import { afterAll, beforeAll, expect, it } from 'vitest'
import { childrenOf, findUnit, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, hours, merge, type Territory } from '../../testing-territory'

/** A commune of Quảng Trị goes wholly into one of Thanh Hóa on 1/11; both had sent October. */
const october = { period: '2026-10' }
let cast: Territory
let other: TestUnit
let a: TestUnit

beforeAll(async () => {
  cast = await freshTerritory([10, 11], 'both')
  other = await findUnit('province', 'Thanh Hóa')
  const into = (await childrenOf(other))[0] as TestUnit
  ;[a] = cast.take(1)
  await file(cast.province, '2026-10', a, 100, 'submitted')
  await file(other, '2026-10', into, 10, 'accepted')
  await applied(cast.ministry, [merge(a, into)], '2026-11-01', hours(0))
})
afterAll(() => cast.close())

it('counts what went over a border in the province that comparisons place it in, and lists it there', async () => {
  const { overview, comparisons, reports } = as(cast.ministry.identity, hours(20))
  for (const tree of ['now', 'then'] as const) {
    const home = await overview.home({ ...october, tree })
    if (home.level !== 'nation') throw new Error(home.level)
    const table = await comparisons.compare({ from: '2026-10', to: '2026-10', codes: ['C01'], tree })
    for (const province of [cast.province, other]) {
      const [counted, compared] = [home.rows, table.rows].map((rows) => rows.find((row) => row.unitId === province.id))
      expect([counted?.received, counted?.required]).toEqual([compared?.received, compared?.required])
      const list = await reports.queue({ ...october, provinceId: province.id, tree })
      expect(list.rows).toHaveLength(counted?.required ?? 0)
      expect(list.rows.some((row) => row.unitId === a.id)).toBe((province.id === other.id) === (tree === 'now'))
    }
    expect(home.unplaced).toBeNull()
  }
})

it('leaves the province that receives the report with it', async () => {
  const queue = await as(cast.admin.identity, hours(20)).reports.queue(october)
  expect(queue.rows.find((row) => row.unitId === a.id)?.can.accept).toBe(true)
})
