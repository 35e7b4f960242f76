import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, withClient } from '@/db/connect'
import { freshDatabase } from '@/db/testing/database'
import { seedReference } from '.'

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

const named = async (kind: string, on: string) => {
  const { rows } = await system.query<{ name: string; symbol: string; parent: string | null; n: number }>(
    `select name, document_symbol as symbol, parent_body as parent, count(*)::int as n from agency_versions
      where kind = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2) group by 1, 2, 3`,
    [kind, on],
  )
  return rows
}

it.each([
  ['2025-02-28', 'Bộ Thông tin và Truyền thông', 'BTTTT'],
  ['2025-03-01', 'Bộ Khoa học và Công nghệ', 'BKHCN'],
])('on %s the ministry is %s, above the same department', async (on, name, symbol) => {
  expect(await named('ministry', on)).toEqual([{ name, symbol, parent: null, n: 1 }])
  expect(await named('ministry_department', on)).toEqual([
    { name: 'Cục Chuyển đổi số quốc gia', symbol: 'CĐSQG', parent: name, n: 1 },
  ])
})

it.each([
  ['2025-02-28', 'Sở Thông tin và Truyền thông', 'STTTT', 63],
  ['2025-03-01', 'Sở Khoa học và Công nghệ', 'SKHCN', 63],
  ['2025-06-30', 'Sở Khoa học và Công nghệ', 'SKHCN', 63],
  ['2025-07-01', 'Sở Khoa học và Công nghệ', 'SKHCN', 34],
])('on %s every province has its %s', async (on, name, symbol, n) => {
  expect(await named('department', on)).toEqual([{ name, symbol, parent: null, n }])
})

it('a province that is new has one name, one that ended ends with it, one that stayed has both', async () => {
  const { rows } = await system.query<{ new: number; ended: number; kept: number }>(`
    with p as (select unit_id, min(valid_from) as first, max(coalesce(valid_to, 'infinity')) as last, count(*) as names
                 from agency_versions where kind = 'department' group by 1)
    select count(*) filter (where first = '2025-07-01' and last = 'infinity' and names = 1)::int as new,
           count(*) filter (where last = '2025-07-01' and names = 2)::int as ended,
           count(*) filter (where first = '2000-01-01' and last = 'infinity' and names = 2)::int as kept from p`)
  expect(rows[0]).toEqual({ new: 23, ended: 52, kept: 11 })
})

it('says nothing of districts and communes, and left nothing in the log', async () => {
  const { rows } = await system.query<{ offices: number; logged: number }>(`
    select (select count(*)::int from agencies where kind in ('district_office', 'commune_office')) as offices,
           (select count(*)::int from audit_log where table_name = 'agency_versions') as logged`)
  expect(rows[0]).toEqual({ offices: 0, logged: 0 })
})

it('is filled once, also where the units were filled before there were agencies', async () => {
  const count = async () => (await system.query('select from agency_versions')).rowCount
  const before = await count()
  expect(await seedReference(system)).toBe(false)
  expect(await count()).toBe(before)
  // As such a database stands after the migration; no login in use may empty a table.
  await withClient(database.urls.owner, (owner) => owner.query('truncate agencies, agency_versions, app_state'))
  await system.query(`insert into app_state (key, value) values ('reference', '1')`)
  expect(await seedReference(system)).toBe(true)
  expect(await count()).toBe(before)
  expect((await named('department', '2026-11-22'))[0]?.n).toBe(34)
})
