import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { ClusterInfo } from '@/db/testing/cluster'

export const port = Number(process.env.E2E_PORT || 3055)
export const baseUrl = `http://127.0.0.1:${port}`

/** What the server of the stories tells the specs: the database behind it. */
export type World = Pick<ClusterInfo, 'urls'>

export const worldFile = path.join(os.tmpdir(), `tung-ngo-e2e-${port}.json`)

/** The database that the pages under test are served from, for specs that look behind them. */
export const world = (): World => JSON.parse(fs.readFileSync(worldFile, 'utf8')) as World

/** The two screens that every story is told at. */
export const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } } as const
