import { lookAt } from './look'

/** Tables that tell what happened, and not what is: logs, events, resolutions and their runs, stamps of what may be kept. */
export const histories = [
  'access_log',
  'app_state',
  'audit_log',
  'report_events',
  'reorganisation_changes',
  'reorganisation_confirmations',
  'reorganisation_decisions',
  'reorganisation_inverses',
  'reorganisation_runs',
  'reorganisation_waits',
  'reorganisations',
  'requests',
  'schema_migrations',
]
/** Columns that count or date a row's changes. */
const quiet = ['version', 'created_at', 'updated_at']

/** A checksum of every other table, over all its columns but row versions and timestamps: equal sums, equal state. */
export const stateOf = (url: string): Promise<Record<string, string>> =>
  lookAt(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1) order by 1`,
      [histories],
    )
    const sums: Record<string, string> = {}
    for (const { name } of tables) {
      // Hashes are summed, so that the order of rows does not matter and a million of them fit.
      const { rows } = await client.query<{ n: number; sum: string }>(
        `select count(*)::int as n, coalesce(sum(hashtextextended((to_jsonb(t) - $1::text[])::text, 7)), 0)::text as sum from ${name} t`,
        [quiet],
      )
      sums[name] = `${rows[0]?.n} ${rows[0]?.sum}`
    }
    return sums
  })
