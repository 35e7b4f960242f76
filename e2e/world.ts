import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from '@playwright/test'
import type { ClusterInfo } from '@/db/testing/cluster'

/** The two screens that every story is told at. */
export const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } } as const
export type Screen = keyof typeof widths

/** What the server of the stories tells the specs: the database behind a screen's pages. */
export type World = Pick<ClusterInfo, 'urls'>

const firstPort = Number(process.env.E2E_PORT || 3055)
/** Each screen has a product and a database of its own, so that both are told at once and neither sees the other's doings. */
export const portOf = (screen: Screen): number => firstPort + Object.keys(widths).indexOf(screen)
export const urlOf = (screen: Screen): string => `http://127.0.0.1:${portOf(screen)}`
export const worldFile = (screen: Screen): string => path.join(os.tmpdir(), `tung-ngo-e2e-${portOf(screen)}.json`)

/** The screen of the story that is being told. */
const screen = () => test.info().project.name as Screen
export const baseUrl = (): string => urlOf(screen())
/** The database that the pages under test are served from, for specs that look behind them. */
export const world = (): World => JSON.parse(fs.readFileSync(worldFile(screen()), 'utf8')) as World
