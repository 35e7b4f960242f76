import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '@/db/connect'
import { freshDatabase } from '@/db/testing/database'
import { searchKey } from '@/db/unit-names'

let database: Awaited<ReturnType<typeof freshDatabase>>
let system: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  system = await connect(database.urls.system)
})
afterAll(async () => {
  await system?.end()
  await database?.drop()
})

const count = async (level: string, on: string) => {
  const { rows } = await system.query<{ n: number }>(
    `select count(*)::int as n from unit_versions where level = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)`,
    [level, on],
  )
  return rows[0]?.n
}

it('stands in the database as the sources have it', async () => {
  expect(await count('province', '2023-04-30')).toBe(63)
  expect(await count('district', '2023-04-30')).toBe(705)
  expect(await count('commune', '2023-04-30')).toBe(10_599)
  expect(await count('commune', '2025-06-30')).toBe(10_035)
  expect(await count('province', '2026-11-21')).toBe(34)
  expect(await count('district', '2026-11-21')).toBe(0)
  expect(await count('commune', '2026-11-21')).toBe(3_321)
})

it('every path is the path of what stands above, by the unit of today', async () => {
  const { rows } = await system.query<{ wrong: number }>(`
    select count(*)::int as wrong from units u join units p on p.path = left(u.path, -8) where length(u.path) > 8 and p.level <> 'province'`)
  expect(rows[0]?.wrong).toBe(0)
})

it('left nothing in the log and the next unit gets a free id', async () => {
  const { rows } = await system.query<{ logged: number; next: number; last: number }>(`
    select (select count(*)::int from audit_log where table_name = 'unit_versions') as logged,
           nextval(pg_get_serial_sequence('units', 'id'))::int as next, (select max(id) from units) as last`)
  expect(rows[0]?.logged).toBe(0)
  expect(rows[0]?.next).toBe((rows[0]?.last ?? 0) + 1)
})

it('the search key of SQL and of the code are the same for every name', async () => {
  const { rows } = await system.query<{ name: string; search_key: string }>(
    'select distinct name, search_key from unit_versions',
  )
  for (const row of rows) expect(searchKey(row.name)).toBe(row.search_key)
})

it('each province of today has its settings and takes part', async () => {
  const { rows } = await system.query<{ settings: number; official: number }>(`
    select (select count(*)::int from province_settings where reporting_from is null) as settings,
           (select count(*)::int from unit_rollouts where state = 'official' and valid_to is null) as official`)
  expect(rows[0]).toEqual({ settings: 34, official: 34 })
})
