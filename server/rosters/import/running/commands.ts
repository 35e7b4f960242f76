import { and, eq, inArray, sql } from 'drizzle-orm'
import { rosterImportRows, rosterImports } from '@/db/schema'
import { asSystem, type Tx } from '@/db/session'
import { dayInVietnam } from '../../../calendar/rules'
import { applyImport, Cancelled, checkImport, type Import, Refused } from '../checking/commands'
import { keptDays, mostAttempts } from '../rules'
import type { Told } from '../writing/commands'
import { rangeOf } from './queries'

/** So often it is said how far the work is, in milliseconds. */
const tellEvery = 300

/** Says how far it is on a connection of its own, and stops when that was asked for. */
function teller(id: string): Told {
  let last = 0
  return async (step, done, of) => {
    if (performance.now() - last < tellEvery) return
    last = performance.now()
    const asked = await asSystem('roster import progress', (db) =>
      db
        .update(rosterImports)
        .set({ step, done, of })
        .where(eq(rosterImports.id, id))
        .returning({ cancelAsked: rosterImports.cancelAsked }),
    )
    if (asked[0]?.cancelAsked) throw new Cancelled()
  }
}

/** The connection or the server went away, or a lock came too late: nothing is wrong with the file. */
function wasCut(error: unknown): boolean {
  const { code = '', message = '', cause } = (error ?? {}) as { code?: string; message?: string; cause?: unknown }
  if (/^(57P0|08|40001|40P01|55P03|ECONN|EPIPE)/.test(code) || /Connection terminated|timeout exceeded/.test(message))
    return true
  return cause !== undefined && cause !== error && wasCut(cause)
}

/** What goes into the log: a statement that failed brings names and numbers of people along, its cause does not. */
function toldOf(error: unknown): string {
  const { cause, code = '', message = '' } = (error ?? {}) as { cause?: unknown; code?: string; message?: string }
  return cause && cause !== error ? toldOf(cause) : `${code} ${message}`.trim()
}

async function work(db: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await db.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${id}, 7276)) as mine`,
  )
  if (!rows[0]?.mine) return false
  const [found] = await db.select().from(rosterImports).where(eq(rosterImports.id, id))
  if (!found || !['checking', 'applying'].includes(found.state)) return false
  if (found.cancelAsked) throw new Cancelled()
  // Counted at once and for good: what brings a process down is not begun for ever.
  if (found.attempts >= mostAttempts) throw new Refused('interrupted')
  await asSystem('roster import begins', (other) =>
    other
      .update(rosterImports)
      .set({ attempts: sql`${rosterImports.attempts} + 1`, step: 'read', done: 0, of: 0 })
      .where(eq(rosterImports.id, id)),
  )
  const ordered = found.state === 'applying' && found.orderedBy !== null && found.orderedUnder !== null
  const post = ordered ? { ...found, personId: found.orderedBy ?? '', assignmentId: found.orderedUnder ?? '' } : found
  const scope = await rangeOf(db, post, now)
  if (!scope) throw new Refused('noLongerAllowed')
  // As whoever writes: while a resolution is being applied to units of the province nobody does.
  await db.execute(sql`select pg_advisory_xact_lock_shared(7275, ${Number(scope.lo.slice(0, 7))})`)
  await db.execute(sql`
    select set_config('app.now', ${now.toISOString()}, true), set_config('app.person', ${post.personId}, true),
           set_config('app.assignment', ${post.assignmentId}, true)`)
  const job = { row: post as Import, scope, now, today: dayInVietnam(now), tell: teller(id) }
  if (found.state === 'checking') await checkImport(db, job)
  else await applyImport(db, job)
  return true
}

const over = (id: string, state: 'cancelled' | 'failed', failure: string | null, now: Date) =>
  asSystem('roster import end', (db) =>
    db
      .update(rosterImports)
      .set({ state, failure, cancelAsked: false, step: null, endedAt: now, changedAt: now })
      .where(and(eq(rosterImports.id, id), inArray(rosterImports.state, ['checking', 'applying']))),
  )

async function runOne(id: string, clock: () => Date): Promise<boolean> {
  try {
    return await asSystem('roster import', (db) => work(db, id, clock()))
  } catch (error) {
    if (error instanceof Cancelled) await over(id, 'cancelled', null, clock())
    else if (error instanceof Refused) await over(id, 'failed', error.reason, clock())
    else {
      console.error('roster import', id, toldOf(error))
      // A cut connection leaves it as it was, so that the next look tries again.
      if (!wasCut(error)) await over(id, 'failed', 'broken', clock())
    }
    return false
  }
}

/** Checks and applies files that wait, in the order in which they came; each in one transaction, by one process at a time. */
export async function runRosterImports(clock: () => Date): Promise<number> {
  const waiting = await asSystem('roster imports', (db) =>
    db
      .select({ id: rosterImports.id })
      .from(rosterImports)
      .where(inArray(rosterImports.state, ['checking', 'applying']))
      .orderBy(rosterImports.createdAt),
  )
  let done = 0
  for (const { id } of waiting) if (await runOne(id, clock)) done += 1
  return done
}

/** What files held goes thirty days after their end, or after anybody last did something with them. Returns how many. */
export async function forgetRosterImports(db: Tx, now: Date): Promise<number> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from roster_imports where removed_at is null and state not in ('checking', 'applying')
       and changed_at < ${now.toISOString()}::timestamptz - make_interval(days => ${keptDays})`)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await db.delete(rosterImportRows).where(inArray(rosterImportRows.importId, ids))
  await db
    .update(rosterImports)
    .set({
      content: null,
      reading: null,
      removedAt: now,
      endedAt: sql`coalesce(${rosterImports.endedAt}, ${now.toISOString()}::timestamptz)`,
      state: sql`case when ${rosterImports.state} in ('mapping', 'checked') then 'cancelled' else ${rosterImports.state} end`,
    })
    .where(inArray(rosterImports.id, ids))
  return ids.length
}
