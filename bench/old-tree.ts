import os from 'node:os'
import type { Client } from 'pg'
import { withClient } from '@/db/connect'
import type { DbUrls } from '@/db/env'
import { migrate } from '@/db/migrate'
import { createDatabaseStatement, databaseStatements, quoteName } from '@/db/roles'
import { seedReference } from '@/db/seed'
import { seedDenominators } from '@/db/seed/bulk/denominators'
import { seedRegisters } from '@/db/seed/bulk/registers'
import type { SeedCommune } from '@/db/seed/bulk/rows'
import { seedNationalPeople } from '@/db/seed/national/people'
import { inTransaction, txOf } from '@/db/seed/transaction'
import { openPeriod } from '@/server/calendar/commands'
import { instantAt, monthPeriod, periodsBetween } from '@/server/calendar/rules'
import { fillPeriod, type LoadedPeriod, loading } from '@/server/national'
import type { Change } from '@/server/units/plan/rules'

export const oldDatabase = 'tung_ngo_old_tree'
const reform = '2025-07-01'
const [first, last] = [monthPeriod(2022, 7), monthPeriod(2025, 6)]
const made = 6

/**
 * What the reform says in lines, of the ids of the packages' country: provinces joined or kept, communes joined into new ones or
 * cut between several (how much of each nobody has published), districts closed, island districts that became special zones.
 */
async function reformLines(client: Client): Promise<Change[]> {
  const { rows: opened } = await client.query<{
    id: number
    level: 'province' | 'commune'
    type: 'tinh'
    name: string
    code: string
    parent: number
    kept: boolean
  }>(
    `select v.unit_id as id, v.level, v.type, v.name, v.code, v.parent_id as parent,
            exists (select from unit_versions e where e.unit_id = v.parent_id and e.valid_from < $1) as kept
       from unit_versions v where v.valid_from = $1 and v.level in ('province', 'commune')
        and not exists (select from unit_versions e where e.unit_id = v.unit_id and e.valid_from < $1)`,
    [reform],
  )
  const { rows: edges } = await client.query<{ from: number; to: number; parts: number }>(
    `select predecessor_id as "from", successor_id as "to", count(*) over (partition by predecessor_id)::int as parts
       from unit_successions where effective_on = $1`,
    [reform],
  )
  const { rows: districts } = await client.query<{ id: number }>(
    `select unit_id as id from unit_versions where level = 'district' and valid_to = $1`,
    [reform],
  )
  const joined = new Set(edges.map((edge) => edge.from))
  return [
    ...opened.map(
      ({ id, level, type, name, code, parent, kept }): Change => ({
        ...{ kind: 'open', ref: `u${id}`, level, type, name, code },
        parent: kept || level === 'province' ? { unitId: parent } : { ref: `u${parent}` },
      }),
    ),
    ...edges.map(
      ({ from: unitId, to, parts }): Change =>
        parts === 1
          ? { kind: 'merge', unitId, into: { ref: `u${to}` } }
          : { kind: 'split', unitId, into: { ref: `u${to}` }, share: null },
    ),
    ...districts.filter(({ id }) => !joined.has(id)).map(({ id }): Change => ({ kind: 'close', unitId: id })),
  ]
}

/** The country on the eve of the reform, as if nothing had come after: what began on that day or later is not there yet. */
async function turnBack(admin: Client): Promise<void> {
  await admin.query('begin')
  await admin.query('set local session_replication_role = replica')
  for (const table of ['unit_homes', 'unit_doubts', 'unit_strays', 'unit_successions'])
    await admin.query(`delete from ${table}`)
  await admin.query(`delete from unit_versions where valid_from >= $1`, [reform])
  await admin.query(`update unit_versions set valid_to = null where valid_to >= $1`, [reform])
  await admin.query(`delete from agency_versions where valid_from >= $1`, [reform])
  await admin.query(`update agency_versions set valid_to = null where valid_to >= $1`, [reform])
  await admin.query(`delete from unit_rollouts where valid_from >= $1`, [reform])
  await admin.query(`update unit_rollouts set valid_to = null where valid_to >= $1`, [reform])
  for (const table of ['unit_aliases', 'province_settings', 'agency_versions'])
    await admin.query(`delete from ${table} where unit_id not in (select unit_id from unit_versions)`)
  await admin.query(`delete from agencies where id not in (select agency_id from agency_versions)`)
  await admin.query('delete from units where id not in (select unit_id from unit_versions)')
  await admin.query(`
    with recursive place as (
      select id, ''::text as path from units where level = 'nation'
      union all
      select v.unit_id, p.path || lpad(v.unit_id::text, 7, '0') || '.' from place p
        join unit_versions v on v.parent_id = p.id and v.valid_to is null
    )
    update units u set path = p.path from place p where p.id = u.id`)
  // What had ended before lies under its province of then, districts first: communes hang on them.
  for (const level of ['district', 'commune'])
    await admin.query(
      `update units u set path = left(p.path, 8) || lpad(u.id::text, 7, '0') || '.'
         from unit_versions v join units p on p.id = v.parent_id
        where v.unit_id = u.id and u.level = $1
          and not exists (select from unit_versions x where x.unit_id = u.id and x.valid_to is null)`,
      [level],
    )
  await admin.query(
    `insert into province_settings (unit_id) select unit_id from unit_versions where level = 'province' and valid_to is null on conflict do nothing`,
  )
  // Where what had ended before lies: nobody knows, since nothing is told of what became of it.
  await admin.query('select rebuild_unit_homes()')
  await admin.query('commit')
}

async function communesOfThen(client: Client): Promise<SeedCommune[]> {
  const { rows } = await client.query<SeedCommune>(
    `select c.unit_id as id, u.path, c.name, c.code, c.type, p.code as "provinceCode", '2022-06-15' as since
       from unit_versions c join units u on u.id = c.unit_id join units h on h.path = left(u.path, 8)
       join unit_versions p on p.unit_id = h.id and p.valid_to is null
      where c.level = 'commune' and c.valid_to is null order by c.code`,
  )
  return rows
}

/**
 * Makes the country of the eve of 1/7/2025 as a database of its own, or leaves it: 63 provinces, 696 districts, 10,035 communes with
 * some villages, teams and posts, and 36 months of reports of every commune. The lines of the reform lie in app_state.
 */
export async function makeOldTree(given: {
  adminUrl: string
  urls: DbUrls
  progress: (text: string) => void
}): Promise<DbUrls> {
  const { adminUrl, progress } = given
  const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${oldDatabase}` }).toString()
  const urls: DbUrls = {
    runtime: inside(given.urls.runtime),
    system: inside(given.urls.system),
    owner: inside(given.urls.owner),
  }
  const there = await withClient(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [oldDatabase])
    if (!rowCount) return false
    return withClient(inside(adminUrl), async (client) => {
      const { rows } = await client
        .query<{ value: number }>(`select value from app_state where key = 'old_tree'`)
        .catch(() => ({ rows: [] }))
      return rows[0]?.value === made
    })
  })
  if (there) {
    await migrate(urls.owner)
    return urls
  }
  await withClient(adminUrl, async (admin) => {
    await admin.query(`drop database if exists ${quoteName(oldDatabase)} with (force)`)
    await admin.query(createDatabaseStatement(oldDatabase))
    for (const statement of databaseStatements(oldDatabase)) await admin.query(statement)
  })
  await migrate(urls.owner)
  const seed = 20250701
  const analyze = () => withClient(urls.owner, (owner) => owner.query('vacuum (analyze)'))
  progress('units of then')
  await loading(urls.system, (client) =>
    inTransaction(client, async () => {
      await seedReference(client)
      const lines = await reformLines(client)
      await client.query(`insert into app_state (key, value) values ('reform', $1)`, [JSON.stringify(lines)])
    }),
  )
  await withClient(inside(adminUrl), turnBack)
  await analyze()
  const periods = await loading(urls.system, (client) =>
    inTransaction(client, async () => {
      await client.query(`set local enable_nestloop = off`)
      for (const period of periodsBetween(first, last))
        await openPeriod(txOf(client), period, instantAt(period.startsOn))
      await client.query(`update province_settings set reporting_from = $1`, [first.startsOn])
      await seedDenominators(client, seed, '2024-01-01', '2022-06-01')
      const communes = await communesOfThen(client)
      await seedRegisters(client, communes, { seed, range: { min: 2, max: 4 }, until: '2025-05-01' })
      await seedNationalPeople(client, communes, instantAt('2022-06-15'), seed)
      const { rows } = await client.query<LoadedPeriod>(
        `select id, code, ends_on::text as "endsOn" from periods order by starts_on`,
      )
      return rows
    }),
  )
  await analyze()
  let done = 0
  const queue = [...periods]
  const fill = async (client: Client) => {
    for (let period = queue.shift(); period; period = queue.shift()) {
      await fillPeriod(client, period, seed)
      done += 1
      progress(`reports of ${done}/${periods.length} months`)
    }
  }
  await Promise.all(
    Array.from({ length: Math.max(2, Math.min(4, os.availableParallelism())) }, () => loading(urls.system, fill)),
  )
  progress('totals')
  await loading(urls.system, (client) =>
    inTransaction(client, async () => {
      await client.query('select rebuild_totals()')
      await client.query(`insert into app_state (key, value) values ('old_tree', $1), ('demo', 'true')`, [
        JSON.stringify(made),
      ])
    }),
  )
  await analyze()
  return urls
}
