import fs from 'node:fs'
import path from 'node:path'
import { Failure, say } from '@/db/failure'
import { commandLine, isAlive, waitUntilGone } from '@/db/postmaster'

/** Which process serves this data folder, so that a second start knows what the first left behind. */
export type Run = { pid: number; launcher: number | null; server: number | null; url: string }

const runFile = (dataDir: string) => path.join(path.resolve(dataDir), 'run.json')

function readRun(dataDir: string): Run | null {
  try {
    return JSON.parse(fs.readFileSync(runFile(dataDir), 'utf8')) as Run
  } catch {
    return null
  }
}

export function writeRun(dataDir: string, run: Run): void {
  fs.writeFileSync(runFile(dataDir), `${JSON.stringify(run)}\n`)
}

export function removeRun(dataDir: string): void {
  if (readRun(dataDir)?.pid === process.pid) fs.rmSync(runFile(dataDir), { force: true })
}

const isOurs = (pid: number | null, mark: RegExp): pid is number =>
  pid !== null && pid !== process.pid && isAlive(pid) && mark.test(commandLine(pid))

/** Where the run that serves this data folder now is found; null when none does. */
export function runningUrl(dataDir: string): string | null {
  const run = readRun(dataDir)
  return run && isOurs(run.pid, /server\/start/) ? run.url : null
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM')
  if (await waitUntilGone(pid, 15_000)) return
  process.kill(pid, 'SIGKILL')
  await waitUntilGone(pid, 2_000)
}

/**
 * Clears the way for this start. A run whose launcher (npm) was killed is stopped, a web server whose parent was killed
 * likewise; a run that is in good health is left alone and said so by a Failure.
 */
export async function clearPreviousRun(dataDir: string): Promise<void> {
  const run = readRun(dataDir)
  if (!run) return
  if (isOurs(run.pid, /server\/start/)) {
    const abandoned = run.launcher !== null && !isAlive(run.launcher)
    if (!abandoned) throw new Failure('start.alreadyRunning', { pid: run.pid, url: run.url })
    console.log(say('start.takingOver'))
    await end(run.pid)
  }
  if (isOurs(run.server, /next/)) await end(run.server)
}

function parentOf(pid: number): number {
  try {
    // The name in parentheses may hold spaces; the parent is the second field after it.
    return Number(fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return 0
  }
}

/** The npm that started this process, if any: when it is killed nobody is left to pass signals on. */
export function launcherPid(): number | null {
  if (!process.env.npm_lifecycle_event) return null
  for (let pid = process.ppid, steps = 0; pid > 1 && steps < 4; pid = parentOf(pid), steps += 1) {
    if (/(^|\/)npm(-cli\.js)?( |$)/.test(commandLine(pid))) return pid
  }
  return null
}
