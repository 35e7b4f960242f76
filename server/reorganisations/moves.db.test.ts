import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reasonOf } from '@/db/testing/cast'
import { childrenOf, findUnit, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, merge, query, state, type Territory, takenBack } from '../testing-territory'

/** A commune goes to another province with its open months. */

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

describe('a commune that moves to another province', () => {
  it('is read with its history by the new one alone, and its open month counts there', async () => {
    const [a] = cast.take(1)
    await file(cast.province, '2026-10', a, 33, 'accepted')
    await file(cast.province, '2026-11', a, 44, 'submitted')
    const other = await findUnit('province', 'Thanh Hóa')
    // After everything above: figures are placed by the day of the clock.
    const [day, now] = ['2026-11-06', new Date('2026-11-06T01:00:00Z')]
    const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)
    await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
    const before = await state()
    const event = await applied(cast.ministry, [{ kind: 'move', unitId: a.id, parent: { unitId: other.id } }], day, now)
    const get = (who: TestActor, period: string) =>
      reasonOf(as(who.identity, hours(1)).reports.get({ unitId: a.id, period }))
    expect(await get(cast.otherAdmin, '2026-10')).toBe('done')
    expect(await get(cast.admin, '2026-10')).not.toBe('done')
    const of = async (period: string) =>
      Object.fromEntries(
        (
          await query<{ province_id: number; num: string }>(
            `select province_id, submitted_num::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
              where p.code = $1 and i.code = 'C01' and submitted_num <> 0`,
            [period],
          )
        ).map((row) => [row.province_id, Number(row.num)]),
      )
    expect((await of('2026-11'))[other.id]).toBe(44)
    expect((await of('2026-10'))[other.id]).toBeUndefined()
    expect(await takenBack(cast.ministry, event, hours(2))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
    expect((await childrenOf(cast.province)).some((each) => each.id === a.id)).toBe(true)
  })
})

it('what had ended in a commune that went over a border stays with its heir when something else happens there', async () => {
  const [a] = cast.take(1)
  const [to, third] = (await childrenOf(await findUnit('province', 'Thanh Hóa'))) as [TestUnit, TestUnit]
  const village = await makeUnit(a, 'village', 'Thôn Cũ')
  const at = (day: number) => [`2026-11-${day}`, new Date(`2026-11-${day}T01:00:00Z`)] as const
  await applied(cast.ministry, [{ kind: 'close', unitId: village.id }], ...at(10))
  await applied(cast.ministry, [merge(a, to)], ...at(11))
  const path = async () =>
    (await query<{ path: string }>(`select path from units where id = $1`, [village.id]))[0]?.path
  const there = await path()
  expect(there?.startsWith(to.path)).toBe(true)
  await applied(cast.otherAdmin, [{ kind: 'rename', unitId: third.id, name: 'Tên Mới' }], ...at(12))
  expect(await path()).toBe(there)
})
