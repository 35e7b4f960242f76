import pg from 'pg'

/** Connections that nobody uses now, by address. */
const idle = new Map<string, pg.Client[]>()

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  // Its database may be dropped while it waits.
  client.on('error', () => {
    const waiting = idle.get(url) ?? []
    if (waiting.includes(client)) waiting.splice(waiting.indexOf(client), 1)
  })
  await client.connect()
  return client
}

/** Kept for the next piece of work as if it were new; closed when it cannot be made so. */
async function giveBack(url: string, client: pg.Client): Promise<void> {
  try {
    await client.query('discard all')
    idle.set(url, [...(idle.get(url) ?? []), client])
  } catch {
    await client.end().catch(() => {})
  }
}

/**
 * One connection for a piece of work that looks behind the pages, its own while it lasts. Imports nothing of ours: the browser's
 * specs load it.
 */
export async function lookAt<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = idle.get(url)?.pop() ?? (await connected(url))
  try {
    return await work(client)
  } finally {
    await giveBack(url, client)
  }
}
