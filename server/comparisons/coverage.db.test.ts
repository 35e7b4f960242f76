import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import {
  applied,
  as,
  file,
  freshTerritory,
  hours,
  opening,
  query,
  type Territory,
  unitCalled,
} from '../testing-territory'

/**
 * The share of villages with a team. A said 10 villages, 5 of them with a team; B said 20 villages and nothing of teams; on 1/11
 * they became X. C said 8 of 8.
 */
let cast: Territory
let a: TestUnit, b: TestUnit, c: TestUnit, x: TestUnit
const at = { from: '2026-10', to: '2026-10', codes: ['A05'] }
const half = { n: 1, num: 5, den: 10 }
const kept = () =>
  query<{ n: number; num: number; den: number; an: number; anum: number; aden: number }>(
    `select submitted_n as n, submitted_num::float8 as num, submitted_den::float8 as den,
            accepted_n as an, accepted_num::float8 as anum, accepted_den::float8 as aden
       from totals t join indicators i on i.id = t.indicator_id where i.code = 'A05'`,
  )

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  ;[a, b, c] = cast.take(3)
  await file(cast.province, '2026-10', a, 100, 'accepted', undefined, { A01: 10, A04: 5 })
  await file(cast.province, '2026-10', b, 80, 'accepted', undefined, { A01: 20 })
  await file(cast.province, '2026-10', c, 10, 'submitted', undefined, { A01: 8, A04: 8 })
  const becomesX = [a, b].map((unit) => ({ kind: 'merge' as const, unitId: unit.id, into: { ref: 'x' } }))
  await applied(cast.admin, [opening(cast.province, 'x', 'Hai Xã', '99001'), ...becomesX], '2026-11-01', hours(0))
  x = await unitCalled('Hai Xã')
})
afterAll(() => cast.close())

it('is of the reports that gave both numbers, in the table, the line of months and the parts alike', async () => {
  const { comparisons } = as(cast.admin.identity, hours(10))
  const of = (table: Awaited<ReturnType<typeof comparisons.compare>>, unit: TestUnit) =>
    table.rows.find((row) => row.unitId === unit.id)?.figures.A05?.now
  const now = await comparisons.compare({ ...at, provinceId: cast.province.id })
  expect(of(now, x)).toMatchObject(half)
  const then = await comparisons.compare({ ...at, provinceId: cast.province.id, tree: 'then' })
  expect(of(then, a)).toMatchObject(half)
  expect(of(then, b)).toBeUndefined()
  const series = await comparisons.series({ code: 'A05', to: '2026-10', months: 2, unitIds: [x.id, c.id] })
  const last = (unitId: number | null) => series.lines.find((line) => line.unitId === unitId)?.points.at(-1)
  expect(last(x.id)).toMatchObject(half)
  expect(last(null)).toMatchObject({ n: 2, num: 13, den: 18 })
  const dialog = await comparisons.parts({ from: '2026-10', to: '2026-10', code: 'A05', unitId: x.id })
  expect(dialog.parts.map((part) => [part.unitId, part.amount])).toEqual([[a.id, half]])
  for (const tree of ['now', 'then'] as const) {
    const provinces = await as(cast.ministry.identity, hours(10)).comparisons.compare({ ...at, tree })
    expect(of(provinces, cast.province)).toMatchObject({ n: 2, num: 13, den: 18 })
  }
})

it('stands in the totals as its two numbers, also when these are made anew or had been filed before they were kept', async () => {
  const right = [{ n: 2, num: 13, den: 18, an: 1, anum: 5, aden: 10 }]
  expect(await kept()).toEqual(right)
  await query('select rebuild_totals()')
  expect(await kept()).toEqual(right)
  const migration = fs.readFileSync(path.resolve('db/migrations/0019_coverage_totals.sql'), 'utf8')
  await lookAt(process.env.OWNER_URL ?? '', async (client) => {
    await client.query(
      'begin; alter table totals no force row level security; alter table indicators no force row level security',
    )
    await client.query(`delete from totals where indicator_id in (select id from indicators where code = 'A05')`)
    await client.query(migration)
    await client.query('commit')
  })
  expect(await kept()).toEqual(right)
  const [open] = await query<{ n: number }>(
    `select count(*)::int as n from pg_class where relname in ('totals', 'reports', 'report_versions') and not relforcerowsecurity`,
  )
  expect(open?.n).toBe(0)
})
