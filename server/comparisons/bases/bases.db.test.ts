import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  file,
  freshTerritory,
  hours,
  merge,
  opening,
  query,
  type Territory,
  unitCalled,
} from '../../testing-territory'
import { averageRow, totalRow } from '../rules'
import type { CompareInput } from '../schema'

/**
 * Rates over several months. Of Quảng Trị C, D, E, F and G reported, A as well, which Thanh Hóa has since 1/11; on that day C and D
 * became X, and E went into F, which is the only one that has sent November. Each has 1,000 households, F twice as many since.
 */
let cast: Territory
let other: TestUnit
let a: TestUnit, c: TestUnit, d: TestUnit, e: TestUnit, f: TestUnit, x: TestUnit
type Who = { identity: Territory['admin']['identity'] }

const households = (unit: TestUnit, asOf: string, count: number) =>
  query(
    `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
     select id, path, $2, $3::int, $3 * 4, $3 * 2, 100, 10, now() from units where id = $1`,
    [unit.id, asOf, count],
  )
const ask = (who: Who, more: Partial<CompareInput>) =>
  as(who.identity, hours(200)).comparisons.compare({
    ...{ from: '2026-09', to: '2026-10', codes: ['C01'], per: 'households', ...more },
  })
type Table = Awaited<ReturnType<typeof ask>>
const of = (table: Table, unit: TestUnit) => table.rows.find((row) => row.unitId === unit.id)?.figures.C01?.now
const total = (table: Table) => totalRow(table.rows, table).figures.C01?.now

beforeAll(async () => {
  cast = await freshTerritory([8, 9, 10, 11], 'both')
  other = await findUnit('province', 'Thanh Hóa')
  let g: TestUnit
  ;[a, c, d, e, f, g] = cast.take(6) as [TestUnit, TestUnit, TestUnit, TestUnit, TestUnit, TestUnit]
  for (const unit of [a, c, d, e, f, g]) await households(unit, '2026-01-01', 1000)
  for (const month of ['2026-09', '2026-10']) {
    await file(cast.province, month, a, 100, 'accepted')
    await file(cast.province, month, c, 100, 'accepted')
    await file(cast.province, month, e, 50, 'accepted')
    await file(cast.province, month, f, 30, 'accepted')
  }
  await file(cast.province, '2026-09', d, 80, 'accepted')
  await file(cast.province, '2026-08', g, 40, 'accepted')
  await applied(cast.ministry, [{ kind: 'move', unitId: a.id, parent: { unitId: other.id } }], '2026-11-01', hours(0))
  const becomesX = [c, d].map((unit) => ({ kind: 'merge' as const, unitId: unit.id, into: { ref: 'x' } }))
  await applied(
    cast.admin,
    [opening(cast.province, 'x', 'Hai Xã', '99001'), ...becomesX, merge(e, f)],
    '2026-11-01',
    hours(1),
  )
  x = await unitCalled('Hai Xã')
  await households(f, '2026-11-01', 2000)
  await file(cast.province, '2026-11', f, 90, 'submitted', hours(20))
})
afterAll(() => cast.close())

describe('a rate over several months', () => {
  it('divides by every unit behind the sum once, also by those that sent nothing for the last month', async () => {
    const then = await ask(cast.ministry, { tree: 'then', provinceId: cast.province.id })
    expect(of(then, c)).toMatchObject({ n: 2, num: 200, base: 1000 })
    expect(of(then, d)).toMatchObject({ n: 1, num: 80, base: 1000 })
    expect(total(then)).toMatchObject({ num: 640, base: 5000 })
    const now = await ask(cast.ministry, { tree: 'now', provinceId: cast.province.id })
    expect(of(now, x)).toMatchObject({ n: 3, num: 280, base: 2000 })
    expect(total(now)).toMatchObject({ num: 440, base: 4000 })
  })

  it('is the same for a unit that another province has now', async () => {
    const then = await ask(cast.ministry, { tree: 'then', provinceId: cast.province.id })
    const now = await ask(cast.ministry, { tree: 'now', provinceId: other.id })
    for (const amount of [of(then, a), of(now, a)]) expect(amount).toMatchObject({ num: 200, base: 1000 })
  })

  it('counts land that passed on within the range with its heir, and not at all where the heir is silent', async () => {
    const range = { from: '2026-09', to: '2026-11', provinceId: cast.province.id }
    const now = await ask(cast.ministry, { ...range, tree: 'now' })
    expect(of(now, f)).toMatchObject({ n: 5, num: 250, base: 2000 })
    expect(of(now, x)).toMatchObject({ n: 3, num: 280, base: null })
    const then = await ask(cast.ministry, { ...range, tree: 'then' })
    expect(of(then, f)).toMatchObject({ num: 150, base: 2000 })
    expect(of(then, e)).toMatchObject({ num: 100, base: null })
    expect(total(then)?.base).toBeNull()
  })

  it('of a province has a base only where the same units gave the figure in each month', async () => {
    for (const tree of ['then', 'now'] as const) {
      const mixed = await ask(cast.ministry, { tree })
      expect(of(mixed, cast.province)?.base).toBeNull()
      const one = await ask(cast.ministry, { tree, from: '2026-10' })
      expect(of(one, cast.province)?.base).toBe(tree === 'then' ? 4000 : 3000)
    }
    // As many in August as in September, but others.
    await query(
      `update reports set status = 'returned' where period_id = (select id from periods where code = '2026-09') and unit_id <> $1`,
      [f.id],
    )
    for (const tree of ['then', 'now'] as const) {
      const others = await ask(cast.ministry, { tree, from: '2026-08', to: '2026-09' })
      expect(of(others, cast.province)).toMatchObject({ n: 2, num: 70, base: null })
    }
    await query(`update reports set status = 'accepted' where status = 'returned'`)
  })

  it('is the average of the province by the same rule', async () => {
    const { identity } = await makeActor('commune_officer', f)
    for (const tree of ['then', 'now'] as const) {
      const table = await ask({ identity }, { tree, provinceId: cast.province.id })
      const peer = table.peer && averageRow(table.peer, table.columns).figures.C01?.now
      expect(peer?.base).toBe(tree === 'then' ? 1000 : 2000)
    }
  })

  it('of a province of which the published totals alone are seen has a base where each month had the same number of reports', async () => {
    await query(`update periods set state = 'closed', closed_at = now() where code in ('2026-09', '2026-10')`)
    const seen = async () => of(await ask(cast.otherAdmin, { tree: 'then' }), cast.province)
    expect(await seen()).toMatchObject({ n: 9, num: 640, base: null })
    await query(`update reports set status = 'returned' where unit_id = $1`, [d.id])
    expect(await seen()).toMatchObject({ n: 8, num: 560, base: 4000 })
  })
})
