import { inject } from 'vitest'
import type { DbUrls } from '@/db/env'
import { endSessions } from '@/db/session'
import { createDatabase } from '@/db/testing/cluster'

/**
 * A database of its own for a test file: migrated, with units, form and calendar. The file's process then uses it
 * wherever the product reads its URLs, so call it in `beforeAll`, before the first query; `drop` in `afterAll`.
 */
export async function freshDatabase(): Promise<{ urls: DbUrls; drop: () => Promise<void> }> {
  const { urls, drop } = await createDatabase(inject('cluster'), 'test')
  Object.assign(process.env, { DATABASE_URL: urls.runtime, SYSTEM_URL: urls.system, OWNER_URL: urls.owner })
  // What the file before has left open, or has opened on its way out, leads to its own database.
  await endSessions()
  return { urls, drop }
}
