import { afterAll, beforeAll, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import type { TestUnit } from '@/db/testing/factories'
import { applied, as, drafted, freshTerritory, now, type Territory } from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** Two resolutions of one day. */

const on = '2026-11-01'
let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([10])
})
afterAll(() => cast.close())

it('what came from another province that day neither ends nor is split on it: the second resolution is refused', async () => {
  const [, taker, heir] = cast.communes as [TestUnit, TestUnit, TestUnit]
  const merge = (unit: Pick<TestUnit, 'id'>, into: TestUnit): Change => ({
    ...{ kind: 'merge', unitId: unit.id, into: { unitId: into.id } },
  })
  await applied(cast.ministry, [merge(cast.abroad, taker)], on, now)
  const event = await drafted(cast.admin, [merge(taker, heir)], on, now)
  const me = as(cast.admin.identity, now).reorganisations
  expect((await me.foresee({ id: event.id })).conflicts).toMatchObject([{ reason: 'takesThatDay', unitId: taker.id }])
  expect(await reasonOf(me.schedule({ ...once(), ...event }))).toBe('reorganisations.conflicts')
})
