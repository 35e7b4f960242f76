import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '@/db/failure'

const root = path.join(import.meta.dirname, '..')
/** The web server ends with its parent, even when that is killed: the channel between them closes. */
const leash = `process.once('disconnect', () => { setTimeout(() => process.exit(1), 5000).unref(); process.kill(process.pid, 'SIGTERM') })`

export type Web = {
  pid: number
  /** Resolves with the exit code when the server ends, asked or not. */
  ended: Promise<number | null>
  /** From now on what the server says is passed on. */
  passOutput: () => void
  stop: (signal?: NodeJS.Signals) => Promise<void>
}

/** Starts `next start` (or `next dev`) as a child in a process group of its own. Output goes to this process's. */
export function startWeb(options: { dev: boolean; host: string; port: number; env: NodeJS.ProcessEnv }): Web {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const args = [options.dev ? 'dev' : 'start', '-H', options.host, '-p', String(options.port)]
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(leash)}`, next, ...args],
    { cwd: root, env: options.env, detached: true, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  // Next's own banner would say the address a second time: it is held back, and shown only if the start fails.
  let held = ''
  let heard = options.dev
  child.stdout?.on('data', (chunk: Buffer) => {
    if (heard) process.stdout.write(chunk)
    else held += chunk
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code))
  })
  let over = false
  void ended.then(() => {
    over = true
    if (!heard) process.stdout.write(held)
  })
  return {
    pid: child.pid ?? 0,
    ended,
    passOutput: () => {
      heard = true
    },
    stop: async (signal = 'SIGTERM') => {
      if (over) return
      heard = true
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}

/** Waits until the health address answers with 200. Throws a Failure after `seconds`, or when the server ended. */
export async function waitUntilHealthy(web: Web, url: string, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000
  let status = 0
  let code: number | null | undefined
  void web.ended.then((ended) => {
    code = ended
  })
  while (Date.now() < until) {
    if (code !== undefined) throw new Failure('start.serverDied', { code: String(code) })
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
      status = response.status
      await response.arrayBuffer()
      if (status === 200) return web.passOutput()
    } catch {
      status = 0
    }
    await sleep(200)
  }
  if (status !== 0) throw new Failure('start.notHealthy', { url, status })
  throw new Failure('start.serverFailed', { url, seconds })
}
