import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  drafted,
  freshTerritory,
  now,
  opening,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../../../testing-territory'
import type { Change } from '../../plan/rules'

const on = '2026-11-01'
let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([11])
})
afterAll(() => cast.close())

it('a dated flag ends with its unit, is found with the new one where all had it, and comes back', async () => {
  const [a, b] = cast.communes as [TestUnit, TestUnit]
  await query(
    `insert into unit_flags (unit_id, flag, valid_from, source)
     select u, f, '2025-07-01', 'QĐ 1' from unnest($1::int[]) u cross join unnest(array['border', 'rural']) f where u = $2 or f = 'border'`,
    [[a.id, b.id], a.id],
  )
  const before = await state()
  const changes: Change[] = [
    opening(cast.province, 'x', 'Xã Biên', a.code),
    ...[a, b].map((each): Change => ({ kind: 'merge', unitId: each.id, into: { ref: 'x' } })),
  ]
  const draft = await drafted(cast.admin, changes, on, now)
  const { parts } = await as(cast.admin.identity, now).reorganisations.foresee({ id: draft.id })
  expect(
    parts
      .find(({ noun }) => noun === 'flags')
      ?.foreseen.map(({ key, rows }) => [key, rows.map((row) => row.params?.flag)]),
  ).toEqual([
    ['flagsPass', ['border']],
    ['flagsEnd', ['rural']],
  ])
  const event = await applied(cast.admin, changes, on, now)
  const x = await unitCalled('Xã Biên')
  const rows = await query(
    `select unit_id, flag, valid_from::text as since, valid_to::text as until from unit_flags where unit_id = any ($1) order by unit_id, flag`,
    [[a.id, b.id, x.id]],
  )
  const ended = { since: '2025-07-01', until: on }
  expect(rows).toEqual(
    [
      ...[
        { unit_id: a.id, flag: 'border', ...ended },
        { unit_id: a.id, flag: 'rural', ...ended },
      ],
      ...[
        { unit_id: b.id, flag: 'border', ...ended },
        { unit_id: x.id, flag: 'border', since: on, until: null },
      ],
    ].sort((p, q) => p.unit_id - q.unit_id || (p.flag < q.flag ? -1 : 1)),
  )
  expect(await takenBack(cast.admin, event, new Date('2026-11-01T03:00:00Z'))).toMatchObject({ state: 'undone' })
  expect(await state()).toEqual(before)
})
