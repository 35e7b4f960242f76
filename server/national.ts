import os from 'node:os'
import type { Client } from 'pg'
import { withClient } from '@/db/connect'
import type { DbUrls } from '@/db/env'
import { Failure, say } from '@/db/failure'
import { migrate } from '@/db/migrate'
import { createDatabaseStatement, databaseStatements, quoteName } from '@/db/roles'
import { seedReference } from '@/db/seed'
import { seedDenominators } from '@/db/seed/bulk/denominators'
import { seedRegisters } from '@/db/seed/bulk/registers'
import { seedExceptions, seedReports } from '@/db/seed/bulk/reports'
import { communesOn } from '@/db/seed/bulk/rows'
import { seedNationalPeople } from '@/db/seed/national/people'
import { inTransaction, txOf } from '@/db/seed/transaction'
import { nationalVillages } from '@/db/seed/villages'
import { openPeriod } from './calendar/commands'
import { instantAt, type MonthPeriod, monthPeriod, parsePeriod, periodsBetween } from './calendar/rules'

export const nationalDatabase = 'tung_ngo_national'
/** Another number makes another country of the same size. */
export const nationalSeed = 20261130

const whole = { provinces: null, first: monthPeriod(2023, 12), last: monthPeriod(2026, 11) }
type Extent = { provinces: string[] | null; first: MonthPeriod; last: MonthPeriod }
/** The clock of this database: the last period is over and closed. Fixed, so that the same number gives the same rows. */
const now = instantAt('2026-11-25', 8)
const reform = '2025-07-01'

export type NationalOptions = {
  /** A login that may make databases, on the cluster of `urls`. */
  adminUrl: string
  /** Any database of the cluster; its logins are used. */
  urls: DbUrls
  seed?: number
  /** Connections that load periods side by side. */
  workers?: number
  progress?: (message: string) => void
  /** A small country for tests: codes of provinces, of then or now, and the periods from the first to the last. */
  sample?: { provinces: string[]; first: MonthPeriod; last: MonthPeriod }
}
export type National = { urls: DbUrls; made: boolean }

/** The same logins on the national database. */
export function nationalUrls(urls: DbUrls): DbUrls {
  const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${nationalDatabase}` }).toString()
  return { runtime: inside(urls.runtime), system: inside(urls.system), owner: inside(urls.owner) }
}

async function seededWith(admin: Client, systemUrl: string): Promise<number | 'unfinished' | null> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [nationalDatabase])
  if (!rowCount) return null
  return withClient(systemUrl, async (client) => {
    const { rows: tables } = await client.query<{ there: boolean }>(
      `select to_regclass('app_state') is not null as there`,
    )
    if (!tables[0]?.there) return 'unfinished'
    const { rows } = await client.query<{ value: number }>(`select value from app_state where key = 'national'`)
    return rows[0]?.value ?? 'unfinished'
  })
}

/** A session of the system login that loads: nothing waits for the disk, and nothing is written to the audit log. */
export async function loading<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(url, async (client) => {
    // Each worker sorts some ten thousand reports at a time; long expressions are not worth compiling for that.
    for (const setting of ['synchronous_commit = off', `work_mem = '96MB'`, 'jit = off', `app.seed = 'on'`])
      await client.query(`set ${setting}`)
    return work(client)
  })
}

export type LoadedPeriod = { id: number; code: string; endsOn: string }

/** Units, form, calendar, the rows of the periods and the confirmed figures: what every report stands on. */
async function prepare(client: Client, seed: number, { provinces, first, last }: Extent): Promise<LoadedPeriod[]> {
  const { rows } = await inTransaction(client, async () => {
    await client.query(`set local enable_nestloop = off`)
    await seedReference(client)
    // Provinces of then report too; nobody owes yet, so only the periods are made.
    await client.query(
      `insert into province_settings (unit_id) select distinct unit_id from unit_versions where level = 'province' on conflict do nothing`,
    )
    for (const period of periodsBetween(first, last)) await openPeriod(txOf(client), period, instantAt(period.startsOn))
    await client.query(
      `update province_settings set reporting_from = $1 where $2::text[] is null
         or unit_id in (select unit_id from unit_versions where level = 'province' and code = any ($2))`,
      [first.startsOn, provinces],
    )
    // The communes confirm anew when their territory changes.
    await seedDenominators(client, seed, whole.first.endsOn, '2023-11-01')
    await seedDenominators(client, seed, '2025-03-14', '2025-03-01')
    await seedDenominators(client, seed, reform, reform)
    return client.query<LoadedPeriod>(`select id, code, ends_on::text as "endsOn" from periods order by starts_on`)
  })
  return rows
}

/** Obligations, exceptions and reports of one period; the communes of then, or of now. */
export async function fillPeriod(client: Client, period: LoadedPeriod, seed: number): Promise<void> {
  const month = parsePeriod(period.code)
  if (!month) throw new RangeError(period.code)
  await inTransaction(client, async () => {
    await client.query('set local enable_nestloop = off')
    await openPeriod(txOf(client), month, instantAt(month.startsOn))
    await seedExceptions(client, [period.id], seed)
    await seedReports(client, { periodId: period.id, seed, now, draftShare: 0 })
    await client.query(`update periods set state = 'closed', closed_at = closes_at where id = $1`, [period.id])
  })
}

/**
 * Makes the national database, or leaves it as it is when it was made with the same number: periods 12/2023 to 06/2025
 * filed by the communes of then, 07/2025 to 11/2026 by the 3,321 of now, some 75,000 villages with their teams, one or two
 * accounts a commune. One that was half made, or made with another number, is dropped first. Loads through the same
 * tables, constraints and triggers as everybody, over several connections.
 */
export async function makeNational(options: NationalOptions): Promise<National> {
  const { adminUrl, urls: given, seed = nationalSeed, progress = () => {} } = options
  const workers = options.workers ?? Math.max(2, Math.min(4, os.availableParallelism()))
  if (new URL(given.runtime).pathname === `/${nationalDatabase}`)
    throw new Failure('seed.nationalInUse', { database: nationalDatabase })
  const extent: Extent = options.sample ?? whole
  const urls = nationalUrls(given)
  const made = await withClient(adminUrl, async (admin) => {
    const there = await seededWith(admin, urls.system)
    if (there === seed) return false
    await admin.query(`drop database if exists ${quoteName(nationalDatabase)} with (force)`)
    await admin.query(createDatabaseStatement(nationalDatabase))
    for (const statement of databaseStatements(nationalDatabase)) await admin.query(statement)
    return true
  })
  if (!made) return { urls, made }
  await migrate(urls.owner)
  progress(say('seed.nationalUnits'))
  const analyze = () => withClient(urls.owner, (owner) => owner.query('vacuum (analyze)'))
  const periods = await loading(urls.system, (client) => prepare(client, seed, extent))
  await analyze()

  let done = 0
  const fill = async (client: Client, queue: LoadedPeriod[]) => {
    for (let period = queue.shift(); period; period = queue.shift()) {
      await fillPeriod(client, period, seed)
      done += 1
      progress(say('seed.nationalReports', { n: done, of: periods.length }))
    }
  }
  const [before, after] = [periods.filter((p) => p.endsOn < reform), periods.filter((p) => p.endsOn >= reform)]
  // Villages, teams and posts belong to the communes of now, so the old months are loaded meanwhile.
  await loading(urls.system, async (client) => {
    const others = Array.from({ length: workers - 1 }, () => loading(urls.system, (other) => fill(other, before)))
    const own = inTransaction(client, async () => {
      const communes = await communesOn(client, extent.last.endsOn, null)
      await seedRegisters(client, communes, { seed, range: nationalVillages, until: '2026-10-15' })
      await seedNationalPeople(client, communes, instantAt(reform), seed)
    }).then(() => fill(client, before))
    await Promise.all([own, ...others])
  })
  await analyze()
  await Promise.all(Array.from({ length: workers }, () => loading(urls.system, (client) => fill(client, after))))

  progress(say('seed.totals'))
  await loading(urls.system, (client) =>
    inTransaction(client, async () => {
      await client.query('select rebuild_totals()')
      await client.query(
        `insert into app_state (key, value) values ('national', to_jsonb($1::int)), ('demo', 'true')`,
        [seed],
      )
    }),
  )
  await analyze()
  return { urls, made }
}
