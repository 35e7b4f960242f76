import fs from 'node:fs'
import path from 'node:path'
import { prepareDataFolder, sessionSecret } from '@/db/cluster-folder'
import { withClient } from '@/db/connect'
import { type Embedded, startEmbedded } from '@/db/embedded'
import { type DbUrls, type Env, loadEnvFile, outsideUrls, readEnv, siteUrl } from '@/db/env'
import { Failure, say, sentenceOf } from '@/db/failure'
import { migrate } from '@/db/migrate'
import { portRefusal } from '@/db/ports'
import { isAlive } from '@/db/postmaster'
import { buildWhenNeeded } from '@/server/build'
import { asTable, runStep } from '@/server/progress'
import { clearPreviousRun, launcherPid, removeRun, writeRun } from '@/server/run-file'
import { startWeb, type Web, waitUntilHealthy } from '@/server/web'

const dev = process.argv.includes('--dev')
const cleanups: (() => Promise<unknown> | unknown)[] = []
let stopping = false
/** Kept for a second signal, which waits for nothing. */
let web: Web | undefined

/** Undoes what was started, last first, and leaves. */
async function shutDown(code: number): Promise<never> {
  for (const cleanup of cleanups.reverse()) {
    try {
      await cleanup()
    } catch (error) {
      console.error(sentenceOf(error))
      process.exit(1)
    }
  }
  process.exit(code)
}

async function stopWith(code: number, sentence?: string): Promise<void> {
  if (stopping) return
  stopping = true
  if (sentence) console.error(sentence)
  await shutDown(code)
}

function onSignal(): void {
  if (stopping) {
    if (web?.pid && isAlive(web.pid)) process.kill(web.pid, 'SIGKILL')
    process.exit(130)
  }
  console.log(`\n${say('start.stopping')}`)
  cleanups.unshift(() => console.log(say('start.stopped')))
  void stopWith(0)
}

function checkNode(): void {
  const { engines } = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '..', 'package.json'), 'utf8'))
  const needed = String(engines.node).replace(/[^\d.]/g, '')
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number)
  if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
    throw new Failure('node.tooOld', { needed, found: process.versions.node })
  }
}

async function checkPort({ PORT, HOST }: Env): Promise<void> {
  const refusal = await portRefusal(PORT, HOST)
  if (refusal === 'EADDRINUSE') throw new Failure('start.portTaken', { port: PORT })
  if (refusal) throw new Failure('start.portRefused', { port: PORT, host: HOST, reason: refusal })
}

/** A login that stands above row-level security would show everything to everybody: refused at the door. */
async function checkLogin(name: string, url: string, group: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query(
      `select from pg_roles r where rolname = current_user and not rolsuper and not rolbypassrls
       and exists (select from pg_roles g where g.rolname = $1 and pg_has_role(r.oid, g.oid, 'usage'))`,
      [group],
    )
    if (!rowCount) throw new Failure('database.above', { name, group })
  })
}

/** The database's URLs: those given, once they answer, else those of the embedded Postgres, started here. */
async function openDatabase(env: Env): Promise<DbUrls> {
  const outside = outsideUrls(env)
  if (outside) {
    await runStep(say('start.connect'), async () => {
      await withClient(outside.owner, async () => {})
      await checkLogin('SYSTEM_URL', outside.system, 'tn_system')
      await checkLogin('DATABASE_URL', outside.runtime, 'tn_runtime')
    })
    return outside
  }
  const starting = startEmbedded({ dataDir: env.DATA_DIR })
  const settled: Promise<Embedded | null> = starting.catch(() => null)
  cleanups.push(async () => (await settled)?.stop())
  const embedded = await runStep(say('start.postgres'), () => starting)
  if (embedded.reused) console.log(say('start.postgresReused'))
  embedded.onDeath(() => void stopWith(1, say('postgres.died', { log: embedded.logFile })))
  return embedded.urls
}

type SignIns = { label: string; signInName: string; password: string }[]

async function fillWhenEmpty(urls: DbUrls, env: Env): Promise<SignIns> {
  const { seed } = await import('@/server/seed')
  const { signIns } = await runStep(say('start.seed'), (progress) =>
    seed({ systemUrl: urls.system, ownerUrl: urls.owner, demo: env.DEMO, provinces: env.DEMO_PROVINCES, progress }),
  )
  return signIns
}

/** What the web server may know: never the owner's or an administrator's login. Empty, so that `.env` cannot add them. */
function webEnvironment(env: Env, urls: DbUrls): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: urls.runtime,
    SYSTEM_URL: urls.system,
    OWNER_URL: '',
    ADMIN_URL: '',
    DATA_DIR: path.resolve(env.DATA_DIR),
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? sessionSecret(env.DATA_DIR),
    NEXTAUTH_URL: siteUrl(env),
  }
}

async function serve(env: Env, urls: DbUrls, launcher: number | null, url: string): Promise<void> {
  const started = startWeb({ dev, host: env.HOST, port: env.PORT, env: webEnvironment(env, urls) })
  web = started
  cleanups.push(() => started.stop())
  writeRun(env.DATA_DIR, { pid: process.pid, launcher, server: started.pid, url })
  const address = env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST
  const healthUrl = `http://${address.includes(':') ? `[${address}]` : address}:${env.PORT}/api/health`
  await runStep(say('start.serve'), () => waitUntilHealthy(started, healthUrl, 120))
  void started.ended.then((code) => stopWith(1, say('start.serverDied', { code: String(code) })))
}

/** When npm is killed nobody can stop this process any more: it stops itself. */
function followLauncher(): number | null {
  const launcher = launcherPid()
  if (launcher !== null) setInterval(() => !isAlive(launcher) && void stopWith(1), 500).unref()
  return launcher
}

async function main(): Promise<void> {
  checkNode()
  loadEnvFile()
  const env = readEnv()
  const url = siteUrl(env)
  const dataDir = path.resolve(env.DATA_DIR)
  prepareDataFolder(dataDir)
  await clearPreviousRun(dataDir)
  await checkPort(env)
  const launcher = followLauncher()
  writeRun(dataDir, { pid: process.pid, launcher, server: null, url })
  cleanups.push(() => removeRun(dataDir))
  const urls = await openDatabase(env)
  await runStep(say('start.migrate'), () => migrate(urls.owner))
  const signIns = await fillWhenEmpty(urls, env)
  if (!dev) await buildWhenNeeded()
  await serve(env, urls, launcher, url)
  console.log(`\n${say('start.ready', { url })}`)
  if (env.DEMO && signIns.length > 0) {
    const headings = [say('start.columnRole'), say('start.columnSignIn'), say('start.columnPassword')]
    const rows = signIns.map(({ label, signInName, password }) => [label, signInName, password])
    console.log(`\n${say('start.signIns')}\n${asTable(headings, rows)}`)
  }
  console.log(`\n${say('start.stopHint')}`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
try {
  await main()
} catch (error) {
  if (process.env.DEBUG) console.error(error)
  await stopWith(1, sentenceOf(error))
}
