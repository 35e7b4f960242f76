import { afterAll, beforeAll, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import type { TestUnit } from '@/db/testing/factories'
import { findUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, type Territory } from '../../testing-territory'

/** November has ended and is open still when the province goes into another. */
const monday = new Date('2026-11-16T02:00:00Z')
const day = new Date('2026-11-17T01:00:00Z')
const november = { period: '2026-11' }
let cast: Territory
let sent: TestUnit

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  sent = cast.communes[0] as TestUnit
  await file(cast.province, '2026-11', sent, 5, 'submitted', monday)
})
afterAll(() => cast.close())

it('a month that a merged province left open stands in the queue and the home of its heir, and is received there', async () => {
  const before = await as(cast.admin.identity, monday).reports.queue(november)
  expect(before.rows).toHaveLength(cast.communes.length)
  const own = (await as(cast.otherAdmin.identity, monday).reports.queue(november)).rows.length
  const heir = await findUnit('province', 'Thanh Hóa')
  await applied(
    cast.ministry,
    [{ kind: 'merge', unitId: cast.province.id, into: { unitId: heir.id } }],
    '2026-11-17',
    day,
  )
  const api = as(cast.otherAdmin.identity, day)
  const queue = await api.reports.queue(november)
  expect(queue.province).toMatchObject({ id: heir.id, fullName: heir.fullName })
  expect(queue.rows).toHaveLength(own + cast.communes.length)
  const row = queue.rows.find((each) => each.unitId === sent.id)
  expect(row).toMatchObject({ status: 'submitted', can: { accept: true, return: true } })
  const home = await api.overview.home(november)
  expect(home).toMatchObject({ level: 'province', counts: { required: own + cast.communes.length, awaiting: 1 } })
  expect(await api.overview.waiting()).toBe(1)
  await api.reports.acceptMany({
    ...{ ...once(), reports: [{ reportId: row?.reportId ?? '', version: row?.version ?? 0 }] },
  })
  expect(await api.overview.waiting()).toBe(0)
  // Above, the month stands by the provinces of then.
  const nation = await as(cast.ministry.identity, day).reports.queue({ ...november, provinceId: cast.province.id })
  expect(nation.rows).toHaveLength(cast.communes.length)
})

it('the ministry sees the month by the provinces of then or by those of today', async () => {
  const heir = await findUnit('province', 'Thanh Hóa')
  const { overview, reports } = as(cast.ministry.identity, day)
  const home = async (tree: 'then' | 'now') => {
    const found = await overview.home({ ...november, tree })
    if (found.level !== 'nation') throw new Error(found.level)
    return found
  }
  const [past, today] = [await home('then'), await home('now')]
  const row = ({ rows }: typeof past, id: number) => rows.find((each) => each.unitId === id)
  expect([past.tree, today.tree]).toEqual(['then', 'now'])
  expect(today.counts).toEqual(past.counts)
  expect(row(today, cast.province.id)).toBeUndefined()
  expect(row(past, cast.province.id)?.required).toBe(cast.communes.length)
  const owed = (row(past, heir.id)?.required ?? 0) + cast.communes.length
  expect(row(today, heir.id)?.required).toBe(owed)
  // The list behind a row is of the same units; what ended leads to what it became.
  for (const provinceId of [heir.id, cast.province.id]) {
    const list = await reports.queue({ ...november, provinceId, tree: 'now' })
    expect([list.tree, list.province.id, list.rows.length]).toEqual(['now', heir.id, owed])
  }
  expect((await reports.queue({ ...november, provinceId: heir.id })).rows).toHaveLength(owed - cast.communes.length)
})
