import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const starts = (executable: string) => spawnSync(executable, ['--version'], { timeout: 20_000 }).status === 0

/** The browser that npm installed. Where the system lacks its libraries it takes those packed beside it. */
async function packedBrowser(): Promise<string> {
  const packed = await import('@sparticuz/chromium')
  const executable = await packed.default.executablePath()
  if (!starts(executable)) {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    const libraries = await packed.inflate(path.join(path.dirname(entry), '..', 'bin', 'al2023.tar.br'))
    packed.setupLambdaEnvironment(path.join(libraries, 'lib'))
  }
  return executable
}

/** Path of a Chromium that starts on this machine: CHROMIUM_PATH, the system's own, else the one from npm. */
export async function chromiumPath(): Promise<string> {
  const asked = process.env.CHROMIUM_PATH
  if (asked) return asked
  const installed = systemBrowsers.find((file) => fs.existsSync(file) && starts(file))
  return installed ?? packedBrowser()
}

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

if (process.argv[1] === import.meta.filename) {
  const executable = await chromiumPath()
  console.log(executable)
  process.exitCode = starts(executable) ? 0 : 1
}
