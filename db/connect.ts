import pg from 'pg'
import { Failure } from '@/db/failure'

/** Host, port and database of a URL, without its login: fit for a sentence or a log. */
export function addressOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname || 'localhost'}:${port || '5432'}${pathname}`
}

/** The sentence for a connection that failed. Never holds the password. */
export function connectFailure(url: string, error: unknown): Failure {
  const { code, message } = error as { code?: string; message?: string }
  const address = addressOf(url)
  const { username, pathname } = new URL(url)
  if (code === '28P01' || code === '28000') {
    return new Failure('database.refusedLogin', { address, user: decodeURIComponent(username) }, { cause: error })
  }
  if (code === '3D000') {
    return new Failure('database.absent', { address, database: pathname.slice(1) }, { cause: error })
  }
  return new Failure(
    'database.unreachable',
    { address, reason: message || code || 'connection failed' },
    { cause: error },
  )
}

/** A single connection for owners and administrators (migrations, init, testing). Postgres 15 or newer. */
export async function connect(url: string, timeoutMs = 10_000): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: timeoutMs })
  // A connection cut while idle would otherwise end the process; the next query reports it.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; version: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    )
    const server = rows[0]
    if (server && server.number < 150_000) {
      throw new Failure('database.tooOld', { address: addressOf(url), found: server.version })
    }
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error instanceof Failure ? error : connectFailure(url, error)
  }
}

/** Runs `work` with a connection of its own and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
