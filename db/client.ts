import pg from 'pg'
import { appUrls } from './env'

/** A day stays 'YYYY-MM-DD'; a bigint of ours always fits a number; numeric keeps its digits as text. */
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value))

export type PoolName = 'runtime' | 'system'
type Pools = Record<PoolName, pg.Pool>

// A reload in development must not leave pools behind.
const held = globalThis as typeof globalThis & { tungNgoPools?: Partial<Pools> }

/** Pool of one login, made at first use. Imported by session.ts only. */
export function pool(name: PoolName): pg.Pool {
  held.tungNgoPools ??= {}
  held.tungNgoPools[name] ??= makePool(name)
  return held.tungNgoPools[name]
}

function makePool(name: PoolName): pg.Pool {
  const made = new pg.Pool({
    connectionString: appUrls()[name],
    max: name === 'runtime' ? 24 : 6,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 30_000,
    application_name: `tung-ngo ${name}`,
  })
  // An idle client that the server cut is dropped by the pool; the next query takes another.
  made.on('error', () => {})
  return made
}

/** Ends the pools, so that a process or a test can leave, or go on with another database. */
export async function endPools(): Promise<void> {
  const pools = Object.values(held.tungNgoPools ?? {})
  held.tungNgoPools = {}
  await Promise.all(pools.map((each) => each.end()))
}
