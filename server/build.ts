import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Failure, runEntry, say } from '@/db/failure'
import { runStep } from '@/server/progress'

const root = path.join(import.meta.dirname, '..')
/** Everything that can change what is served. Tests and specs cannot, so editing one does not rebuild. */
const sources = ['app', 'components', 'server', 'db', 'messages', 'public']
const sourceFiles = [
  'package.json',
  'package-lock.json',
  'next.config.ts',
  'tsconfig.json',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
]
const hashFile = path.join(root, '.next', 'tung-ngo-hash')

function filesUnder(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(file) : [file]
  })
}

/** sha256 over names and contents of the sources, in name order. */
function sourcesHash(): string {
  const named = sourceFiles.map((name) => path.join(root, name)).filter((file) => fs.existsSync(file))
  const files = [...sources.flatMap((name) => filesUnder(path.join(root, name))), ...named]
    .filter((file) => !/\.(test|spec)\.tsx?$/.test(file))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${path.relative(root, file)}\0`)
    hash.update(fs.readFileSync(file))
  }
  return hash.digest('hex')
}

function nextBuild(): Promise<void> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const stop = () => child.kill('SIGTERM')
    process.once('exit', stop)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', stop)
      if (code === 0) resolve()
      else reject(new Failure('start.buildFailed', { output: output.trim() }))
    })
  })
}

/** Builds for production unless the build that lies there was made from exactly these sources. Returns whether it did. */
export async function buildWhenNeeded(): Promise<boolean> {
  const wanted = sourcesHash()
  const built = fs.existsSync(path.join(root, '.next', 'BUILD_ID')) && fs.existsSync(hashFile)
  if (built && fs.readFileSync(hashFile, 'utf8') === wanted) return false
  fs.rmSync(hashFile, { force: true })
  await runStep(say('start.build'), nextBuild)
  fs.writeFileSync(hashFile, wanted)
  return true
}

if (process.argv[1] === import.meta.filename) await runEntry(async () => void (await buildWhenNeeded()))
