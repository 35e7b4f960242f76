import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '@/db/failure'
import { chooseRunner, commandOf, type Runner } from '@/db/postgres-binaries'

const secretsSchema = z.object({
  port: z.number().int().optional(),
  superuser: z.string(),
  owner: z.string(),
  runtime: z.string(),
  system: z.string(),
  nextAuth: z.string(),
})
/** Generated once per data folder: passwords of the four database logins, the session secret, and the port in use. */
export type Secrets = z.infer<typeof secretsSchema>

const secret = () => randomBytes(32).toString('base64url')

/** Writes a file of secrets whole or not at all, readable by its owner only. */
export function writePrivately(file: string, value: unknown): void {
  const draft = `${file}.${process.pid}.tmp`
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(draft, file)
}

/** A file system refusal as a sentence about the folder. */
export function folderFailure(folder: string, error: unknown): unknown {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('folder.full', { folder })
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR']
  return refused.includes(code) ? new Failure('folder.unwritable', { folder }) : error
}

/** Step by step, because Node's recursive mkdir never returns where the kernel refuses with ENOENT (as in /proc). */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder)
}

/** Makes the data folder when needed and proves that it can be written to. */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    const probe = path.join(folder, `.probe-${process.pid}`)
    fs.writeFileSync(probe, Buffer.alloc(8192))
    fs.rmSync(probe)
  } catch (error) {
    throw folderFailure(folder, error)
  }
}

const secretsFile = (dataDir: string) => path.join(dataDir, 'secrets.json')

/** The secrets of the data folder, made on first use unless a cluster already stands there without them. */
export function readSecrets(dataDir: string, clusterExists: boolean): Secrets {
  const file = secretsFile(dataDir)
  if (fs.existsSync(file)) {
    try {
      return secretsSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
    } catch (error) {
      if ((error as { code?: string }).code === 'EACCES') throw folderFailure(dataDir, error)
      throw new Failure('folder.noSecrets', { folder: dataDir, file: path.basename(file) }, { cause: error })
    }
  }
  if (clusterExists) throw new Failure('folder.noSecrets', { folder: dataDir, file: path.basename(file) })
  const secrets = { superuser: secret(), owner: secret(), runtime: secret(), system: secret(), nextAuth: secret() }
  saveSecrets(dataDir, secrets)
  return secrets
}

export function saveSecrets(dataDir: string, secrets: Secrets): void {
  try {
    writePrivately(secretsFile(dataDir), secrets)
  } catch (error) {
    throw folderFailure(dataDir, error)
  }
}

/** The session secret kept in the data folder; made there when the database is an outside one. */
export function sessionSecret(dataDir: string): string {
  const folder = path.resolve(dataDir)
  prepareDataFolder(folder)
  return readSecrets(folder, false).nextAuth
}

/** True for a finished cluster, false for nothing there; anything else is a Failure. */
export function clusterStands(cluster: string, expectedVersion: string): boolean {
  try {
    if (!fs.existsSync(cluster) || fs.readdirSync(cluster).length === 0) return false
    const versionFile = path.join(cluster, 'PG_VERSION')
    const whole = fs.existsSync(versionFile) && fs.existsSync(path.join(cluster, 'global', 'pg_control'))
    if (!whole) throw new Failure('folder.foreign', { folder: cluster })
    const found = fs.readFileSync(versionFile, 'utf8').trim()
    if (found !== expectedVersion) {
      throw new Failure('folder.otherVersion', { folder: cluster, found, expected: expectedVersion })
    }
    return true
  } catch (error) {
    throw error instanceof Failure ? error : folderFailure(cluster, error)
  }
}

/** Runs a program to its end; returns its code and all it said. */
function run(runner: Runner, program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const { command, args: all, options } = commandOf(runner, program, args)
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/**
 * Makes a cluster: UTF-8, Vietnamese order by ICU, scram passwords only. It is made beside its place and renamed at
 * the end, so an interrupted attempt leaves nothing that looks like data.
 */
export async function makeCluster(native: string, cluster: string, superuserPassword: string): Promise<void> {
  const draft = `${cluster}.making`
  const passwordFile = `${draft}.pw`
  try {
    fs.rmSync(draft, { recursive: true, force: true })
    fs.rmSync(cluster, { recursive: true, force: true })
    fs.mkdirSync(draft, { mode: 0o700 })
    const runner = chooseRunner(native, draft)
    fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 })
    if (runner.uid !== undefined && runner.gid !== undefined) {
      fs.chownSync(draft, runner.uid, runner.gid)
      fs.chownSync(passwordFile, runner.uid, runner.gid)
    }
    await initdb(native, runner, draft, passwordFile)
    const hba = ['host all all 127.0.0.1/32 scram-sha-256', '']
    fs.writeFileSync(path.join(draft, 'pg_hba.conf'), hba.join('\n'))
    fs.renameSync(draft, cluster)
  } catch (error) {
    throw error instanceof Failure ? error : folderFailure(cluster, error)
  } finally {
    fs.rmSync(passwordFile, { force: true })
    fs.rmSync(draft, { recursive: true, force: true })
  }
}

async function initdb(native: string, runner: Runner, draft: string, passwordFile: string): Promise<void> {
  let output = ''
  // Character classes come from the C library: UTF-8 where the system has such a locale, else plain C.
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const fixed = ['-U', 'postgres', '--auth=scram-sha-256', '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=vi']
    const args = ['-D', draft, ...fixed, `--locale=${locale}`, `--pwfile=${passwordFile}`]
    const result = await run(runner, path.join(native, 'bin', 'initdb'), args)
    if (result.code === 0) return
    output = result.output
    if (!/invalid locale/i.test(output)) break
  }
  if (/No space left on device/i.test(output)) throw new Failure('folder.full', { folder: path.dirname(draft) })
  if (/Permission denied|Read-only file system/i.test(output))
    throw new Failure('folder.unwritable', { folder: path.dirname(draft) })
  const reason = output.trim().split('\n').filter(Boolean).at(-1) ?? 'initdb'
  throw new Failure('postgres.failed', { reason, log: draft })
}
