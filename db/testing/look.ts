import pg from 'pg'

/** One connection for a piece of work that looks behind the pages. Imports nothing of ours: the browser's specs load it. */
export async function lookAt<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
