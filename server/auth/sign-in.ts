import { eq } from 'drizzle-orm'
import { readEnv } from '@/db/env'
import { accessLog, accounts } from '@/db/schema'
import { asSystem } from '@/db/session'
import { passwordMatches } from './password'
import { afterFailure, signInNameOf } from './rules'

export type SignInResult =
  | { ok: true; personId: string; epoch: number; signInName: string }
  | { ok: false; reason: 'wrong'; left: number }
  | { ok: false; reason: 'locked'; until: Date }
  | { ok: false; reason: 'disabled' | 'demoOff' }

/** Names that no account has, counted like accounts, so that nobody learns which names exist by trying five times. */
const strangers = new Map<string, { failedCount: number; lockedUntil: Date | null }>()
const strangersKept = 10_000

function strangerFails(name: string, now: Date): SignInResult {
  const known = strangers.get(name)
  if (known?.lockedUntil && known.lockedUntil > now) return { ok: false, reason: 'locked', until: known.lockedUntil }
  const next = afterFailure(known?.failedCount ?? 0, now)
  const oldest = strangers.size >= strangersKept ? strangers.keys().next().value : undefined
  if (oldest !== undefined) strangers.delete(oldest)
  strangers.set(name, { failedCount: next.failedCount, lockedUntil: next.lockedUntil })
  return next.lockedUntil
    ? { ok: false, reason: 'locked', until: next.lockedUntil }
    : { ok: false, reason: 'wrong', left: next.left }
}

/**
 * Checks a sign-in name and password. Five wrong passwords lock the account for a set time (domain.md 22.21); each
 * attempt is logged. An unknown name answers like a wrong password, as slowly, and never says that it is unknown.
 */
export async function signIn(
  typedName: string,
  password: string,
  now = new Date(),
  origin?: string,
): Promise<SignInResult> {
  const name = signInNameOf(typedName)
  const account = await asSystem('sign-in', (db) =>
    db.query.accounts.findFirst({ where: eq(accounts.signInName, name) }),
  )
  if (account) return tryPassword(account, password, now, origin)
  await passwordMatches(password, null)
  await asSystem('sign-in', (db) =>
    db
      .insert(accessLog)
      .values({ at: now, kind: 'sign_in_failed', subject: name.slice(0, 64), reason: 'unknown', origin }),
  )
  return strangerFails(name, now)
}

/** Checks the password of somebody signed in again: the lock screen, a change of password. The token must still hold. */
export async function confirmPassword(
  personId: string,
  epoch: number,
  password: string,
  now = new Date(),
  origin?: string,
): Promise<SignInResult | { ok: false; reason: 'signedOut' }> {
  const account = await asSystem('sign-in', (db) =>
    db.query.accounts.findFirst({ where: eq(accounts.personId, personId) }),
  )
  if (!account || account.epoch !== epoch || account.disabledAt) return { ok: false, reason: 'signedOut' }
  return tryPassword(account, password, now, origin)
}

type Account = typeof accounts.$inferSelect

async function tryPassword(account: Account, password: string, now: Date, origin?: string): Promise<SignInResult> {
  const matches = await passwordMatches(password, account.passwordHash)
  return asSystem('sign-in', async (db) => {
    const log = (kind: 'sign_in' | 'sign_in_failed', reason?: string) =>
      db.insert(accessLog).values({ at: now, kind, personId: account.personId, reason, origin })
    // Counted under a lock: twenty attempts at once are twenty, not one.
    const [held] = await db.select().from(accounts).where(eq(accounts.personId, account.personId)).for('update')
    if (!held) return { ok: false, reason: 'wrong', left: 4 }
    if (held.lockedUntil && held.lockedUntil > now) {
      await log('sign_in_failed', 'locked')
      return { ok: false, reason: 'locked', until: held.lockedUntil }
    }
    // A password that was changed in the meantime is not the one that was compared.
    if (!matches || held.passwordHash !== account.passwordHash) {
      const next = afterFailure(held.failedCount, now)
      await db
        .update(accounts)
        .set({ failedCount: next.failedCount, lockedUntil: next.lockedUntil })
        .where(eq(accounts.personId, held.personId))
      await log('sign_in_failed', 'wrong')
      return next.lockedUntil
        ? { ok: false, reason: 'locked', until: next.lockedUntil }
        : { ok: false, reason: 'wrong', left: next.left }
    }
    if (held.disabledAt) {
      await log('sign_in_failed', 'disabled')
      return { ok: false, reason: 'disabled' }
    }
    if (held.demo && !readEnv().DEMO) {
      await log('sign_in_failed', 'demoOff')
      return { ok: false, reason: 'demoOff' }
    }
    await db
      .update(accounts)
      .set({ failedCount: 0, lockedUntil: null, lastSignInAt: now })
      .where(eq(accounts.personId, held.personId))
    await log('sign_in')
    return { ok: true, personId: held.personId, epoch: held.epoch, signInName: held.signInName }
  })
}
