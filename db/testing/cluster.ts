import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withClient } from '@/db/connect'
import { type Embedded, startEmbedded } from '@/db/embedded'
import type { DbUrls } from '@/db/env'
import { migrate } from '@/db/migrate'
import { commandLine, isAlive, readPostmaster } from '@/db/postmaster'
import { createDatabaseStatement, databaseName, databaseStatements, quoteName } from '@/db/roles'
import { seedReference } from '@/db/seed'

/** What a test process needs to make databases of its own; plain data, so it can be handed between processes. */
export type ClusterInfo = { adminUrl: string; urls: DbUrls }
export type TestCluster = { info: ClusterInfo; folder: string; stop: () => Promise<void> }

const folderStart = 'tung-ngo-test-'
/** Nothing here must outlive a crash, so nothing waits for the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  checkpoint_timeout: '1h',
  max_wal_size: '4GB',
}

/**
 * A throw-away cluster on a free port: its database is migrated, filled with units, form and calendar, and then closed,
 * to be copied by `createDatabase`. The folder goes when `stop` is called or the process ends, failed or not.
 */
export async function testCluster(): Promise<TestCluster> {
  sweepLeftovers()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${folderStart}${process.pid}-`))
  // Readable by the user Postgres may have to run as; the cluster inside is closed to others.
  fs.chmodSync(folder, 0o755)
  const discard = () => discardFolder(folder)
  process.once('exit', discard)
  let server: Embedded | undefined
  const stop = async () => {
    await server?.stop()
    process.off('exit', discard)
    discard()
  }
  try {
    server = await startEmbedded({ dataDir: folder, settings })
    const { urls, adminUrl } = server
    await migrate(urls.owner)
    await withClient(urls.system, async (client) => {
      await client.query('begin')
      await seedReference(client)
      await client.query('commit')
    })
    // A database that somebody is connected to cannot be copied.
    await withClient(adminUrl, async (admin) => {
      await admin.query(`alter database ${quoteName(databaseName)} allow_connections false`)
    })
    return { info: { adminUrl, urls }, folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A copy of the cluster's filled database. `name` is made unique. Returns its URLs and how to drop it. */
export async function createDatabase(
  { adminUrl, urls }: ClusterInfo,
  name: string,
): Promise<{ name: string; urls: DbUrls; drop: () => Promise<void> }> {
  const unique = `${name}_${randomBytes(5).toString('hex')}`
  await withClient(adminUrl, async (admin) => {
    await admin.query(createDatabaseStatement(unique, databaseName))
    for (const statement of databaseStatements(unique)) await admin.query(statement)
  })
  const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${unique}` }).toString()
  return {
    name: unique,
    urls: { runtime: inside(urls.runtime), system: inside(urls.system), owner: inside(urls.owner) },
    drop: () =>
      withClient(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${quoteName(unique)} with (force)`)
      }),
  }
}

/** Ends what runs in the folder, at once, and removes it. Only a Postgres started on this very folder is touched. */
function discardFolder(folder: string): void {
  const held = readPostmaster(path.join(folder, 'pg'))
  if (held && isAlive(held.pid) && commandLine(held.pid).includes(folder)) {
    try {
      process.kill(held.pid, 'SIGQUIT')
    } catch {
      // It ended by itself meanwhile.
    }
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

/** Folders of test runs that were killed: their process number is in the name. */
function sweepLeftovers(): void {
  for (const entry of fs.readdirSync(os.tmpdir())) {
    if (!entry.startsWith(folderStart)) continue
    const pid = Number(entry.slice(folderStart.length).split('-')[0])
    if (!pid || isAlive(pid)) continue
    try {
      discardFolder(path.join(os.tmpdir(), entry))
    } catch {
      // Another user's: his to remove.
    }
  }
}
