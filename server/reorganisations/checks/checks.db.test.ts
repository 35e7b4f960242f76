import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { childrenOf, findUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, freshTerritory, hours, merge, type Territory } from '../../testing-territory'

/** Who is asked to confirm that nothing was lost: each province that has something in the list, and no other. */
let cast: Territory
let abroad: TestUnit[]
beforeAll(async () => {
  cast = await freshTerritory([10, 11])
  abroad = await childrenOf(await findUnit('province', 'Thanh Hóa'))
})
afterAll(() => cast.close())

const of = (who: TestActor, hour: number) => as(who.identity, hours(hour)).reorganisations

it('a province of which a commune is only renamed has nothing to confirm, and is not waited for', async () => {
  const [a, b] = cast.take(2)
  const id = await applied(
    cast.ministry,
    [merge(a, b), { kind: 'rename', unitId: abroad[3]?.id ?? 0, name: 'Tên Mới' }],
    '2026-11-01',
    hours(0),
  )
  expect(await of(cast.otherAdmin, 1).checks({ id })).toMatchObject({ total: 0, can: { confirm: false } })
  expect(await reasonOf(of(cast.otherAdmin, 1).confirmChecks({ ...once(), id }))).toBe(
    'reorganisations.nothingToConfirm',
  )
  expect((await of(cast.ministry, 1).checks({ id }))?.confirmed).toEqual({ n: 0, all: 1 })
  expect(await reasonOf(of(cast.admin, 1).confirmChecks({ ...once(), id }))).toBe('done')
  expect((await of(cast.ministry, 2).checks({ id }))?.confirmed).toEqual({ n: 1, all: 1 })
})

it('a merger across a border is in the list of both provinces, and each confirms its own part', async () => {
  const [a] = cast.take(1)
  const to = abroad[0] as TestUnit
  const id = await applied(cast.ministry, [merge(a, to)], '2026-11-02', hours(24))
  for (const [n, who] of [cast.admin, cast.otherAdmin].entries()) {
    const list = await of(who, 25).checks({ id })
    expect(list).toMatchObject({ total: 1, confirmed: { n: 0, all: 1 }, can: { confirm: true } })
    expect(list?.rows[0]).toMatchObject({ from: [{ id: a.id }, { id: to.id }], to: [{ id: to.id }], agrees: true })
    expect(await reasonOf(of(who, 25).confirmChecks({ ...once(), id }))).toBe('done')
    expect((await of(cast.ministry, 26).checks({ id }))?.confirmed).toEqual({ n: n + 1, all: 2 })
  }
  expect((await of(cast.ministry, 26).checks({ id }))?.total).toBe(1)
})
