import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase, testCluster } from '@/db/testing/cluster'
import { portOf, type Screen, urlOf, type World, widths, worldFile } from './world'

/**
 * Serves the stories: a throw-away Postgres and, for each screen in turn, a database of its own and the product started
 * on it as anybody starts it (`server/start.ts` migrates, makes the demonstration, builds when needed). The last one
 * answers when all do. Ends with its parent's signal, or with the first product that ends.
 */
const cluster = await testCluster()
const screens = Object.keys(widths) as Screen[]
const products: ChildProcess[] = []
let ending = false

const stopped = (child: ChildProcess) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await Promise.all(products.map(stopped))
  await cluster.stop()
  for (const screen of screens) fs.rmSync(worldFile(screen), { force: true })
  process.exit(code)
}
const answers = (screen: Screen) =>
  fetch(`${urlOf(screen)}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  )

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))

for (const screen of screens) {
  const { urls } = await createDatabase(cluster.info, `stories_${screen}`)
  fs.writeFileSync(worldFile(screen), JSON.stringify({ urls } satisfies World), { mode: 0o600 })
  const start = path.join(import.meta.dirname, '..', 'server', 'start.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', start], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: urls.runtime,
      SYSTEM_URL: urls.system,
      OWNER_URL: urls.owner,
      DATA_DIR: path.join(cluster.folder, screen),
      DEMO: 'on',
      // Quảng Trị, Thanh Hóa and Cà Mau show every status; the other provinces would only cost time.
      DEMO_PROVINCES: '44,38,96',
      HOST: '127.0.0.1',
      PORT: String(portOf(screen)),
      NEXTAUTH_URL: urlOf(screen),
      npm_lifecycle_event: '',
    },
  })
  products.push(child)
  child.once('exit', (code) => void end(code ?? 1))
  while (!ending && !(await answers(screen))) await sleep(250)
}
