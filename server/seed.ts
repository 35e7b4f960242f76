import { drizzle } from 'drizzle-orm/node-postgres'
import type { Client } from 'pg'
import { withClient } from '@/db/connect'
import * as schema from '@/db/schema'
import { seedReference } from '@/db/seed'
import { type DemoSignIn, demoSignIns, seedDemo } from '@/db/seed/demo'
import { openPeriod } from './calendar/commands'
import { addMonths, instantAt, periodOf, periodsBetween } from './calendar/rules'

export type SeedOptions = {
  systemUrl: string
  demo: boolean
  now?: Date
  progress?: (message: string) => void
  /** Codes of the provinces that get reports; all when absent. For tests. */
  provinces?: string[]
}

/** Months of reports that the demonstration shows besides the month that is being entered. */
const demoMonths = 13

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * Fills a database that is empty: reference data always, the demonstration when asked for. Each is one transaction, so an
 * interrupted seed leaves nothing and begins again. Returns the sign-ins of the demonstration, also when it was there.
 */
export async function seed(options: SeedOptions): Promise<{ seeded: boolean; signIns: DemoSignIn[] }> {
  const { systemUrl, demo, now = new Date(), progress = () => {} } = options
  return withClient(systemUrl, async (client) => {
    let seeded = false
    await inTransaction(client, async () => {
      seeded = await seedReference(client)
    })
    // Nobody has an account yet: the database is empty but for what every database holds.
    const { rowCount: someone } = await client.query(
      `select 1 from persons union all select 1 from app_state where key = 'demo' limit 1`,
    )
    if (demo && !someone) {
      await inTransaction(client, async () => {
        await client.query(`select set_config('app.seed', 'on', true)`)
        const db = drizzle(client, { schema })
        const current = periodOf(now)
        const first = addMonths(current, -demoMonths)
        await client.query(
          `update province_settings set reporting_from = $1 where $2::text[] is null or unit_id in
             (select unit_id from unit_versions where level = 'province' and code = any ($2) and valid_to is null)`,
          [first.startsOn, options.provinces ?? null],
        )
        for (const period of periodsBetween(first, current)) await openPeriod(db, period, instantAt(period.startsOn))
        // What is over by now was closed on time.
        await client.query(`update periods set state = 'closed', closed_at = closes_at where closes_at < $1`, [now])
        await seedDemo(client, { now, progress })
        await client.query('select rebuild_totals()')
        await client.query(`insert into app_state (key, value) values ('demo', 'true')`)
        seeded = true
      })
      await client.query('analyze').catch(() => {})
    }
    const { rowCount: isDemo } = await client.query(`select from app_state where key = 'demo'`)
    return { seeded, signIns: isDemo ? demoSignIns : [] }
  })
}
