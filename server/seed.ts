import { withClient } from '@/db/connect'
import { seedReference } from '@/db/seed'
import { type DemoSignIn, demoSignIns, seedDemo } from '@/db/seed/demo'
import { inTransaction, txOf } from '@/db/seed/transaction'
import { openPeriod } from './calendar/commands'
import { addMonths, instantAt, periodOf, periodsBetween } from './calendar/rules'

export type SeedOptions = {
  systemUrl: string
  /** Only the owner of a table may gather its statistics; without it the database does so by itself, later. */
  ownerUrl?: string
  demo: boolean
  now?: Date
  progress?: (message: string) => void
  /** Codes of the provinces that get reports; all when absent. For tests. */
  provinces?: string[]
}

/** Months of reports that the demonstration shows besides the month that is being entered. */
const demoMonths = 13

/**
 * Fills a database that is empty: reference data always, the demonstration when asked for. Each is one transaction, so an
 * interrupted seed leaves nothing and begins again. Returns the sign-ins of the demonstration, also when it was there.
 */
export async function seed(options: SeedOptions): Promise<{ seeded: boolean; signIns: DemoSignIn[] }> {
  const { systemUrl, ownerUrl, demo, now = new Date(), progress = () => {} } = options
  const result = await withClient(systemUrl, async (client) => {
    let seeded = await inTransaction(client, () => seedReference(client))
    // Nobody has an account yet: the database is empty but for what every database holds.
    const { rowCount: someone } = await client.query(
      `select 1 from persons union all select 1 from app_state where key = 'demo' limit 1`,
    )
    if (demo && !someone) {
      await inTransaction(client, async () => {
        await client.query(`select set_config('app.seed', 'on', true)`)
        // Tables filled a moment ago have no statistics: plans by guess would loop where they should hash.
        await client.query('set local jit = off')
        await client.query('set local enable_nestloop = off')
        const current = periodOf(now)
        const first = addMonths(current, -demoMonths)
        await client.query(
          `update province_settings set reporting_from = $1 where $2::text[] is null or unit_id in
             (select unit_id from unit_versions where level = 'province' and code = any ($2) and valid_to is null)`,
          [first.startsOn, options.provinces ?? null],
        )
        for (const period of periodsBetween(first, current)) {
          await openPeriod(txOf(client), period, instantAt(period.startsOn))
        }
        // What is over by now was closed on time.
        await client.query(`update periods set state = 'closed', closed_at = closes_at where closes_at < $1`, [now])
        await client.query('set local enable_nestloop = on')
        await seedDemo(client, { now, progress })
        await client.query('select rebuild_totals()')
        await client.query(`insert into app_state (key, value) values ('demo', 'true')`)
        seeded = true
      })
    }
    const { rowCount: isDemo } = await client.query(`select from app_state where key = 'demo'`)
    return { seeded, signIns: isDemo ? demoSignIns : [] }
  })
  if (result.seeded && ownerUrl) await withClient(ownerUrl, (owner) => owner.query('analyze'))
  return result
}
