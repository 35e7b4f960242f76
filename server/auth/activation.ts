import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { accessLog, accounts, activationCodes } from '@/db/schema'
import { asSystem } from '@/db/session'
import { codeHash } from './codes'
import { hashPassword } from './password'
import { codeOf, type PasswordProblem, passwordProblem } from './rules'
import { confirmPassword, type SignInResult } from './sign-in'
import { Throttle } from './throttle'

export type ActivationResult =
  | { ok: true; signInName: string }
  | { ok: false; reason: 'code' | 'tooMany' | 'disabled' }
  | { ok: false; reason: 'password'; problem: PasswordProblem }

/** Generous, because a whole office may stand behind one address and no origin at all is known without a trusted proxy. */
const wrongCodes = new Throttle(300, 60_000)

/**
 * Sets the password by a one-time code of 72 hours: the first one, or a new one after a reset. Every sign-in that held
 * before ends. A used, expired or unknown code answers alike.
 */
export async function activate(
  typedCode: string,
  password: string,
  now = new Date(),
  origin = 'unknown',
): Promise<ActivationResult> {
  if (!wrongCodes.allows(origin, now)) return { ok: false, reason: 'tooMany' }
  const code = codeOf(typedCode)
  const usable = and(
    eq(activationCodes.codeHash, codeHash(code ?? '')),
    isNull(activationCodes.usedAt),
    gt(activationCodes.expiresAt, now),
  )
  const [found] = await asSystem('activation', (db) =>
    db
      .select({ name: accounts.signInName, disabledAt: accounts.disabledAt })
      .from(activationCodes)
      .innerJoin(accounts, eq(accounts.personId, activationCodes.personId))
      .where(usable),
  )
  if (!code || !found) {
    wrongCodes.count(origin, now)
    await asSystem('activation', (db) =>
      db.insert(accessLog).values({ at: now, kind: 'sign_in_failed', reason: 'code', origin }),
    )
    return { ok: false, reason: 'code' }
  }
  if (found.disabledAt) return { ok: false, reason: 'disabled' }
  const problem = passwordProblem(password, found.name)
  if (problem) return { ok: false, reason: 'password', problem }
  const passwordHash = await hashPassword(password)
  return asSystem('activation', async (db) => {
    // Taken once: of two who hold the same slip the second finds it used.
    const [taken] = await db.update(activationCodes).set({ usedAt: now }).where(usable).returning()
    if (!taken) return { ok: false, reason: 'code' }
    await db
      .update(accounts)
      .set({ passwordHash, mustChange: false, failedCount: 0, lockedUntil: null, epoch: sql`${accounts.epoch} + 1` })
      .where(eq(accounts.personId, taken.personId))
    return { ok: true, signInName: found.name }
  })
}

export type ChangeResult =
  | { ok: true; signInName: string }
  | Exclude<SignInResult, { ok: true }>
  | { ok: false; reason: 'signedOut' | 'same' }
  | { ok: false; reason: 'password'; problem: PasswordProblem }

/** Changes one's own password. The old one is asked for and counted like at sign-in; all other sign-ins end. */
export async function changePassword(
  personId: string,
  epoch: number,
  current: string,
  next: string,
  now = new Date(),
): Promise<ChangeResult> {
  const confirmed = await confirmPassword(personId, epoch, current, now)
  if (!confirmed.ok) return confirmed
  if (current === next) return { ok: false, reason: 'same' }
  const problem = passwordProblem(next, confirmed.signInName)
  if (problem) return { ok: false, reason: 'password', problem }
  const passwordHash = await hashPassword(next)
  return asSystem('change of password', async (db) => {
    const [changed] = await db
      .update(accounts)
      .set({ passwordHash, mustChange: false, epoch: sql`${accounts.epoch} + 1` })
      .where(and(eq(accounts.personId, personId), eq(accounts.epoch, epoch)))
      .returning({ signInName: accounts.signInName })
    return changed ? { ok: true, ...changed } : { ok: false, reason: 'signedOut' }
  })
}

/** Notes that a person left. */
export async function noteSignOut(personId: string, now = new Date()): Promise<void> {
  await asSystem('sign-out', (db) => db.insert(accessLog).values({ at: now, kind: 'sign_out', personId }))
}
