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
    // Hashes are summed, so that the order of rows does not matter and a million of them fit.
    const sums = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - $1::text[])::text, 7)), 0) as sum from ${name} t`,
    )
    const { rows } = await client.query<{ name: string; sum: string }>(sums.join(' union all '), [quiet])
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
  })
