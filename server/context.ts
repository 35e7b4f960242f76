import { asUser, type Identity, type Mode, type Tx } from '@/db/session'
import type { Actor } from './auth/actor'

/** What every query and command is handed: a transaction, who acts, and the only clock. */
export type Ctx = { db: Tx; actor: Actor; now: Date }

/** A transaction and its context for routes, jobs and tests. Throws IdentityRefused. */
export function withCtx<T>(identity: Identity, mode: Mode, fn: (ctx: Ctx) => Promise<T>, now = new Date()): Promise<T> {
  return asUser(identity, mode, now, (db, actor) => fn({ db, actor, now }))
}
