import { asUser, type Identity, type Mode, type Stamps, type Tx } from '@/db/session'
import type { Actor } from './auth/actor'

/** What every query and command is handed: a transaction, who acts, the only clock, and the stamps of what may be kept. */
export type Ctx = { db: Tx; actor: Actor; now: Date; stamps: Stamps }

/** A transaction and its context for routes, jobs and tests. Throws IdentityRefused. */
export function withCtx<T>(identity: Identity, mode: Mode, fn: (ctx: Ctx) => Promise<T>, now = new Date()): Promise<T> {
  return asUser(identity, mode, now, (db, actor, stamps) => fn({ db, actor, now, stamps }))
}
