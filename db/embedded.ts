import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  clusterStands,
  folderFailure,
  makeCluster,
  prepareDataFolder,
  readSecrets,
  type Secrets,
  saveSecrets,
  writePrivately,
} from '@/db/cluster-folder'
import { connect, withClient } from '@/db/connect'
import { type DbUrls, urlsFile } from '@/db/env'
import { Failure } from '@/db/failure'
import { freePort, portIsFree } from '@/db/ports'
import { chooseRunner, commandOf, nativeFolder } from '@/db/postgres-binaries'
import { isAlive, isPostgres, readPostmaster, waitUntilGone } from '@/db/postmaster'
import { databaseName, ensureDatabase, ensureRoles, logins } from '@/db/roles'

export type EmbeddedOptions = {
  /** Folder of everything the product keeps: the cluster lies in `pg/`, passwords in `secrets.json`. */
  dataDir: string
  /** Postgres settings on top of the defaults, for instance `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
  /** A port that must be used; without it a free one is chosen and remembered. */
  port?: number
}

export type Embedded = {
  port: number
  urls: DbUrls
  /** Superuser, database `postgres`: for testing and for making roles. Never handed to the app. */
  adminUrl: string
  /** True when a Postgres left running by an earlier process was adopted. */
  reused: boolean
  logFile: string
  /** Called once if Postgres ends without being asked to. */
  onDeath: (listener: () => void) => void
  /** Fast shutdown; resolves when the process is gone. */
  stop: () => Promise<void>
}

const serverVersion = '18'
const startSeconds = 60

const urlFor = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

function urlsFor(secrets: Secrets, port: number, database = databaseName): DbUrls {
  return {
    runtime: urlFor(logins.runtime, secrets.runtime, port, database),
    system: urlFor(logins.system, secrets.system, port, database),
    owner: urlFor(logins.owner, secrets.owner, port, database),
  }
}

/**
 * Starts the real Postgres that npm installed, on 127.0.0.1 only and with generated passwords; makes cluster, roles
 * and database the first time; adopts one that an ended process left behind. Throws a Failure with one sentence.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = path.resolve(options.dataDir)
  const cluster = path.join(dataDir, 'pg')
  const native = nativeFolder()
  prepareDataFolder(dataDir)
  const stands = clusterStands(cluster, serverVersion)
  const secrets = readSecrets(dataDir, stands)
  if (!stands) await makeCluster(native, cluster, secrets.superuser)

  const orphan = await adoptOrphan(cluster, secrets)
  const server = orphan ?? (await launchOnPort(native, dataDir, cluster, secrets, options))
  const { port } = server
  const adminUrl = urlFor('postgres', secrets.superuser, port, 'postgres')
  try {
    await withClient(adminUrl, async (admin) => {
      await ensureRoles(admin, { owner: secrets.owner, runtime: secrets.runtime, system: secrets.system })
      await ensureDatabase(admin)
    })
    const urls = urlsFor(secrets, port)
    if (secrets.port !== port) saveSecrets(dataDir, { ...secrets, port })
    writePrivately(urlsFile(dataDir), urls)
    return { port, urls, adminUrl, reused: orphan !== null, logFile: logOf(dataDir), ...server.control }
  } catch (error) {
    await server.control.stop()
    if (/No space left on device/i.test(String((error as Error).message)))
      throw new Failure('folder.full', { folder: cluster })
    throw folderFailure(dataDir, error)
  }
}

type Control = Pick<Embedded, 'onDeath' | 'stop'>
type Server = { port: number; control: Control }

const logOf = (dataDir: string) => path.join(dataDir, 'postgres.log')

/** A postmaster that still holds the folder: answers with our password → ours; not a Postgres at all → a stale file. */
async function adoptOrphan(cluster: string, secrets: Secrets): Promise<Server | null> {
  const until = Date.now() + 20_000
  while (Date.now() < until) {
    const held = readPostmaster(cluster)
    if (!held || !isAlive(held.pid)) return null
    if (!isPostgres(held.pid)) {
      // The number was given to another program since (usual after a restarted container).
      fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
      return null
    }
    if (held.port && (await answersFor(cluster, held.port, secrets)))
      return { port: held.port, control: controlOf(held.pid) }
    await sleep(250)
  }
  throw new Failure('postgres.held', { folder: cluster, pid: readPostmaster(cluster)?.pid ?? 0 })
}

async function answersFor(cluster: string, port: number, secrets: Secrets): Promise<boolean> {
  try {
    const client = await connect(urlFor('postgres', secrets.superuser, port, 'postgres'), 2_000)
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    await client.end()
    return rows[0] !== undefined && fs.realpathSync(rows[0].data_directory) === fs.realpathSync(cluster)
  } catch {
    return false
  }
}

/** Signals by process number, since an adopted postmaster is nobody's child. SIGINT is Postgres's fast shutdown. */
function controlOf(pid: number, child?: ChildProcess): Control {
  let asked = false
  const listeners: (() => void)[] = []
  const died = () => {
    if (!asked) for (const listener of listeners.splice(0)) listener()
  }
  const watch = child ? undefined : setInterval(() => !isAlive(pid) && died(), 500)
  watch?.unref()
  child?.once('exit', died)
  return {
    onDeath: (listener) => {
      listeners.push(listener)
    },
    stop: async () => {
      asked = true
      clearInterval(watch)
      if (isAlive(pid)) process.kill(pid, 'SIGINT')
      if (await waitUntilGone(pid, 20_000)) return
      process.kill(pid, 'SIGQUIT')
      await waitUntilGone(pid, 5_000)
    },
  }
}

async function launchOnPort(
  native: string,
  dataDir: string,
  cluster: string,
  secrets: Secrets,
  { port: wanted, settings = {} }: EmbeddedOptions,
): Promise<Server> {
  if (wanted !== undefined && !(await portIsFree(wanted))) throw new Failure('postgres.portTaken', { port: wanted })
  let port = wanted ?? secrets.port
  // The log of the run before is kept: it may say why that run ended.
  if (fs.existsSync(logOf(dataDir))) fs.renameSync(logOf(dataDir), path.join(dataDir, 'postgres.previous.log'))
  const until = Date.now() + startSeconds * 1000
  for (;;) {
    if (port === undefined || !(await portIsFree(port))) port = await freePort()
    const result = await launch(native, dataDir, cluster, port, settings)
    if ('control' in result) return { port, control: result.control }
    const { output } = result
    if (/No space left on device/i.test(output)) throw new Failure('folder.full', { folder: cluster })
    // Children of a killed postmaster need a moment to notice; another program may have taken the port meanwhile.
    const passing = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(output)
    const portLost = /could not bind|Address already in use/i.test(output) && wanted === undefined
    if (Date.now() > until || !(passing || portLost)) {
      const fatal = output.match(/(?:FATAL|PANIC):\s+(.*)/)?.[1] ?? output.trim().split('\n').at(-1) ?? 'postgres'
      throw new Failure('postgres.failed', { reason: fatal.replace(/\.$/, ''), log: logOf(dataDir) })
    }
    if (portLost) port = undefined
    await sleep(300)
  }
}

/** One attempt. Postgres runs in a process group of its own, so Ctrl-C reaches it only through `stop`. */
async function launch(
  native: string,
  dataDir: string,
  cluster: string,
  port: number,
  settings: Record<string, string>,
): Promise<{ control: Control } | { output: string }> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '256MB',
    ...settings,
  }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const runner = chooseRunner(native, cluster)
  const {
    command,
    args: rest,
    options,
  } = commandOf(runner, path.join(native, 'bin', 'postgres'), [...['-D', cluster, '-p', String(port)], ...args])
  // The log goes to a file and not to a pipe: the server must outlive whoever started it.
  const log = fs.openSync(logOf(dataDir), 'w', 0o600)
  const child = spawn(command, rest, { ...options, detached: true, stdio: ['ignore', log, log] })
  fs.closeSync(log)
  const said = () => fs.readFileSync(logOf(dataDir), 'utf8')
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  const until = Date.now() + startSeconds * 1000
  while (!ended && Date.now() < until) {
    if (said().includes('ready to accept connections')) {
      child.unref()
      return { control: controlOf(child.pid as number, child) }
    }
    await sleep(20)
  }
  if (!ended) child.kill('SIGQUIT')
  return { output: said() }
}
