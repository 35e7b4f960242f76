import { drizzle } from 'drizzle-orm/node-postgres'
import type { Client } from 'pg'
import * as schema from '@/db/schema'
import type { Tx } from '@/db/session'

/** A seed's own connection as the commands of the server take it. */
export const txOf = (client: Client): Tx => drizzle(client, { schema })

/** Runs `work` between BEGIN and COMMIT; whatever it throws rolls back. */
export async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
