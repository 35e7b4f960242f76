import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Client } from 'pg'
import { connect, withClient } from '@/db/connect'
import { startEmbedded } from '@/db/embedded'
import { type DbUrls, loadEnvFile, readEnv } from '@/db/env'
import { migrate } from '@/db/migrate'
import { freePort } from '@/db/ports'
import { createDatabaseStatement, databaseStatements, quoteName } from '@/db/roles'
import { buildWhenNeeded } from '@/server/build'
import { makeNational, nationalDatabase, nationalSeed } from '@/server/national'
import { startWeb, waitUntilHealthy } from '@/server/web'

/** A database of the bench: its URLs and a superuser in it, who alone sees every row (row-level security binds the owner too). */
export type BenchDatabase = { name: string; urls: DbUrls; admin: Client }
/** `pid`: of the process that answers and works. */
export type Server = { baseUrl: string; pid: number; stop: () => Promise<void> }
export type World = {
  /** Signs the sessions; known to the servers of this world alone. */
  secret: string
  copy: (name: string) => Promise<BenchDatabase>
  serve: (database: BenchDatabase) => Promise<Server>
  close: () => Promise<void>
}

const inside = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()

async function said<T>(step: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  console.error(`${step}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}

/** A database that is made once and worked on in copies. */
export type Source = {
  name: string
  make: (given: { adminUrl: string; urls: DbUrls; progress: (text: string) => void }) => Promise<unknown>
}
const national: Source = { name: nationalDatabase, make: (given) => makeNational({ ...given, seed: nationalSeed }) }

/**
 * The national seed (or another source) on the embedded Postgres, made when missing and never touched: a bench works on copies that go with
 * it. Postgres waits for the disk (fsync on), the product is a production build. What was started here is stopped here.
 */
export async function openWorld(source: Source = national): Promise<World> {
  loadEnvFile()
  const env = readEnv()
  const cluster = await said('Postgres', () => startEmbedded({ dataDir: env.DATA_DIR }))
  const undo: (() => Promise<unknown>)[] = cluster.reused ? [] : [cluster.stop]
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  const leave = () => void close().finally(() => process.exit(130))
  process.once('SIGINT', leave).once('SIGTERM', leave)
  try {
    await withClient(cluster.adminUrl, async (admin) => {
      for (const setting of ['fsync', 'synchronous_commit']) {
        const { rows } = await admin.query<Record<string, string>>(`show ${setting}`)
        if (rows[0]?.[setting] !== 'on') throw new Error(`${setting} must be on`)
      }
    })
    const { adminUrl, urls } = cluster
    await said(source.name, () => source.make({ adminUrl, urls, progress: (text) => console.error(text) }))
    await said('build', buildWhenNeeded)
    const secret = randomBytes(32).toString('base64url')
    return {
      secret,
      close,
      copy: async (name) => {
        const drop = () =>
          withClient(adminUrl, (admin) => admin.query(`drop database if exists ${quoteName(name)} with (force)`))
        await said(`copy ${name}`, async () => {
          await drop()
          await withClient(adminUrl, async (admin) => {
            await admin.query(`${createDatabaseStatement(name, source.name)} strategy file_copy`)
            for (const statement of databaseStatements(name)) await admin.query(statement)
          })
        })
        undo.push(drop)
        const own: DbUrls = {
          runtime: inside(urls.runtime, name),
          system: inside(urls.system, name),
          owner: inside(urls.owner, name),
        }
        await migrate(own.owner)
        const admin = await connect(inside(adminUrl, name))
        undo.push(() => admin.end())
        return { name, urls: own, admin }
      },
      serve: async (database) => {
        const port = await freePort()
        const baseUrl = `http://127.0.0.1:${port}`
        const web = startWeb({
          ...{ dev: false, host: '127.0.0.1', port },
          env: {
            ...process.env,
            NODE_ENV: 'production',
            NEXT_TELEMETRY_DISABLED: '1',
            DATABASE_URL: database.urls.runtime,
            SYSTEM_URL: database.urls.system,
            OWNER_URL: '',
            ADMIN_URL: '',
            DATA_DIR: path.resolve(env.DATA_DIR),
            NEXTAUTH_SECRET: secret,
            NEXTAUTH_URL: baseUrl,
          },
        })
        undo.push(() => web.stop())
        await said('server', () => waitUntilHealthy(web, `${baseUrl}/api/health`, 120))
        return { baseUrl, pid: web.pid, stop: () => web.stop() }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
