import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { createDatabase, testCluster } from '@/db/testing/cluster'
import { baseUrl, port, type World, worldFile } from './world'

/**
 * Serves the stories: a throw-away Postgres, a database of its own, and the product started on it as anybody starts it
 * (`server/start.ts` migrates, makes the demonstration, builds when needed). Ends with its parent's signal.
 */
const cluster = await testCluster()
const { urls } = await createDatabase(cluster.info, 'stories')
fs.writeFileSync(worldFile, JSON.stringify({ urls } satisfies World), { mode: 0o600 })

const start = path.join(import.meta.dirname, '..', 'server', 'start.ts')
const child = spawn(process.execPath, ['--import', 'tsx', start], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    DATABASE_URL: urls.runtime,
    SYSTEM_URL: urls.system,
    OWNER_URL: urls.owner,
    DATA_DIR: path.join(cluster.folder, 'app'),
    DEMO: 'on',
    // Quảng Trị, Thanh Hóa and Cà Mau show every status; the other provinces would only cost time.
    DEMO_PROVINCES: '44,38,96',
    HOST: '127.0.0.1',
    PORT: String(port),
    NEXTAUTH_URL: baseUrl,
    npm_lifecycle_event: '',
  },
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'))
child.once('exit', async (code) => {
  await cluster.stop()
  fs.rmSync(worldFile, { force: true })
  process.exit(code ?? 1)
})
