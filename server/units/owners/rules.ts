import type { LateDecision } from '@/db/enums'
import type { Tx } from '@/db/session'
import type { Plan } from '../plan/rules'
import type { Tree } from '../tree/rules'

/** A resolution while it is applied. */
export type Carrying = {
  event: string
  resolution: string
  plan: Plan
  /** The tree before it. */
  tree: Tree
  now: Date
  /** When posts and rights change: 00:00 of the day, or now when that is over. */
  at: Date
  personId: string | null
  /** What has been decided of reports filed since, by report. */
  decisions: ReadonlyMap<string, LateDecision>
  /** Tells how far a long step has come. */
  progress: (done: number, of: number) => Promise<void>
}

/** A unit, post or report that the dry run names. */
export type ForeseenRow = {
  unitId: number
  /** What it is called before and after; null where it is not there. */
  before: string | null
  after: string | null
  /** Whatever else is said of it, by key of the message. */
  params?: Record<string, string | number>
}
/** One sentence of the dry run: a key under `reorganisations.foreseen`, its numbers, and the first rows behind it. */
export type Foreseen = {
  key: string
  params: Record<string, string | number>
  rows: ForeseenRow[]
  /** All rows, also those beyond what is shown. */
  total: number
}
/** So many rows are shown behind a sentence; the rest is counted. */
export const foreseenRows = 50

/**
 * What a noun owns of the units that a plan changes: it says beforehand what will become of it, and carries it over. A noun joins
 * by one line in server/owners.ts.
 */
export type Owner = {
  noun: string
  foresee: (db: Tx, given: { plan: Plan; tree: Tree; now: Date }) => Promise<Foreseen[]>
  /** Runs in the job's transaction; every row is written down by the database. */
  carry: (db: Tx, carrying: Carrying) => Promise<void>
}
