import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestUnit } from '@/db/testing/factories'
import { applied, freshTerritory, now, query, type Territory, takenBack } from '../testing-territory'

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

it('a run is done in the very transaction that did it, so that no crash leaves it running', async () => {
  const [a] = cast.communes as [TestUnit]
  const event = await applied(cast.admin, [{ kind: 'rename', unitId: a.id, name: 'Tên Mới' }], '2026-11-01', now)
  const together = () =>
    query<{ action: string; state: string; same: boolean }>(
      `select r.action, r.state, r.xmin = e.xmin as same from reorganisation_runs r join reorganisations e on e.id = r.reorganisation_id
        where e.id = $1 order by r.action`,
      [event],
    )
  expect(await together()).toEqual([{ action: 'apply', state: 'done', same: true }])
  await takenBack(cast.admin, event, now)
  expect((await together()).at(-1)).toEqual({ action: 'undo', state: 'done', same: true })
})
