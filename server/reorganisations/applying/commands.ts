import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { ReorganisationAction, RunState } from '@/db/enums'
import { reorganisationDecisions, reorganisationRuns, reorganisations } from '@/db/schema'
import { asSystem, type Tx } from '@/db/session'
import { hasRight } from '../../auth/permissions'
import { owe } from '../../calendar/commands'
import { dayInVietnam, instantAt } from '../../calendar/rules'
import type { Owner } from '../../units/owners/rules'
import { pathsAfter } from '../../units/plan/paths/rules'
import type { Change, Plan } from '../../units/plan/rules'
import { table } from '../../units/reorganised/commands'
import { loadTree, mentioned, rootsOf } from '../../units/tree/queries'
import type { Tree } from '../../units/tree/rules'
import { readPlan } from '../foresight/queries'
import { keeperOf } from '../keepers/queries'
import { undecidedReports } from '../late/queries'
import { concernedBy } from '../late/rules'
import { linesOf } from '../lines/queries'
import type { Dependent, Failure } from '../rules'

type Event = typeof reorganisations.$inferSelect

/** It cannot be done, for a reason that a person can do something about; nothing of it stays. */
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason)
  }
}

/** The key of the locks that writers share and the job takes alone (db/security/identity.sql). */
const lockSpace = 7275

/** Waits until nobody writes in these provinces or for the country, and keeps it so until the transaction ends. */
async function holdAlone(db: Tx, roots: readonly string[]): Promise<void> {
  const keys = [0, ...roots.map((root) => Number(root.slice(0, 7)))].sort((a, b) => a - b)
  for (const key of new Set(keys)) await db.execute(sql`select pg_advisory_xact_lock(${lockSpace}, ${key})`)
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('tung-ngo clock'))`)
}

/** Whether the post that ordered it may still do so: a right that has ended since is gone, a stand-in's with the post it stands in for. */
async function stillAllowed(db: Tx, event: Event, now: Date): Promise<boolean> {
  const { id: keeperId } = await keeperOf(db, event)
  const valid = (post: 'a' | 's') =>
    sql`${sql.raw(post)}.valid_from <= ${now.toISOString()} and (${sql.raw(post)}.valid_to is null or ${sql.raw(post)}.valid_to > ${now.toISOString()})`
  const { rows } = await db.execute<{ role: Parameters<typeof hasRight>[0] }>(sql`
    select a.role from assignments a join accounts c on c.person_id = a.person_id and c.disabled_at is null
     where a.id = ${event.orderedUnder} and a.unit_id = ${keeperId} and ${valid('a')}
       and (a.delegated_from is null or exists (select from assignments s where s.id = a.delegated_from and ${valid('s')}))`)
  return rows[0] !== undefined && hasRight(rows[0].role, 'reorganisations.apply')
}

async function newIds(db: Tx, changes: readonly Change[]): Promise<Map<string, number>> {
  const refs = changes.flatMap((change) => (change.kind === 'open' ? [change.ref] : []))
  const { rows } = await db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('units', 'id'))::int as id from generate_series(1, ${refs.length})`,
  )
  return new Map(refs.map((ref, i) => [ref, rows[i]?.id ?? 0]))
}

/** Villages, teams and posts of what was cut, written down for the province to place. */
async function keepWaits(db: Tx, event: Event, plan: Plan, tree: Tree): Promise<void> {
  const waits = plan.waiting.map(({ unitId, level, from, candidates }) => ({ unitId, kind: level, from, candidates }))
  await db.execute(sql`
    insert into reorganisation_waits (reorganisation_id, unit_id, path, kind, subject_id, from_id, candidates)
    select ${event.id}::uuid, h.id, h.path, x.kind, x."unitId", x."from", array(select jsonb_array_elements_text(x.candidates)::int)
      from ${table(waits, '"unitId" int, kind text, "from" int, candidates jsonb')}
      join units f on f.id = x."from" join units h on h.path = left(f.path, 8)`)
  const cut = plan.cut.flatMap((from) => {
    const candidates = plan.edges.filter((edge) => edge.from === from).map((edge) => edge.to)
    return tree.units.get(from)?.level === 'commune' && candidates.length > 0 ? [{ from, candidates }] : []
  })
  await db.execute(sql`
    insert into reorganisation_waits (reorganisation_id, unit_id, path, kind, assignment_id, from_id, candidates)
    select ${event.id}::uuid, h.id, h.path, 'post', a.id, x."from", array(select jsonb_array_elements_text(x.candidates)::int)
      from ${table(cut, '"from" int, candidates jsonb')}
      join units f on f.id = x."from" join units h on h.path = left(f.path, 8)
      join assignments a on a.unit_id = x."from" and a.ended_reason = 'reorganised' and a.delegated_from is null`)
}

type Told = (step: string, done?: number, of?: number) => Promise<void>
/** What time it is whenever one asks: a reform takes minutes. */
type Clock = () => Date

async function apply(db: Tx, event: Event, owners: readonly Owner[], clock: Clock, tell: Told): Promise<void> {
  if (!(await stillAllowed(db, event, clock()))) throw new Refusal({ reason: 'noLongerAllowed' })
  const changes = (await linesOf(db, event.id)).map((each) => each.change)
  await tell('lock')
  await holdAlone(db, await rootsOf(db, mentioned(changes).ids))
  // From here on nobody sends anything: whatever was sent until now was there before it.
  const now = clock()
  await tell('plan')
  const ids = await newIds(db, changes)
  const { tree, plan, said } = await readPlan(db, event, (ref) => ids.get(ref) ?? 0)
  if (!plan || said.length > 0) throw new Refusal({ reason: 'conflicts', conflicts: said.slice(0, 200) })
  const undecided = await undecidedReports(db, event, concernedBy(plan), now)
  if (undecided > 0) throw new Refusal({ reason: 'undecided', count: undecided })
  const decided = await db
    .select()
    .from(reorganisationDecisions)
    .where(eq(reorganisationDecisions.reorganisationId, event.id))
  const midnight = instantAt(event.effectiveOn)
  const carrying = {
    ...{ event: event.id, resolution: event.resolutionNumber, plan, tree, now, personId: event.orderedBy },
    at: new Date(Math.max(midnight.getTime(), now.getTime())),
    decisions: new Map(decided.map((each) => [each.reportId, each.decision])),
  }
  await db.execute(sql`
    select set_config('app.reorganisation', ${event.id}, true), set_config('app.now', ${now.toISOString()}, true),
           set_config('app.person', ${event.orderedBy ?? ''}, true), set_config('app.assignment', ${event.orderedUnder ?? ''}, true)`)
  for (const { noun, carry } of owners) {
    await tell(noun)
    await carry(db, { ...carrying, progress: (done, of) => tell(noun, done, of) })
  }
  await db.execute(sql`select set_config('app.reorganisation', '', true)`)
  await keepWaits(db, event, plan, tree)
  await tell('finish')
  await db.execute(sql`select rebuild_unit_homes()`)
  await db
    .update(reorganisations)
    .set({ state: 'applied', appliedAt: now, failure: null, version: sql`${reorganisations.version} + 1` })
    .where(eq(reorganisations.id, event.id))
}

/** What is expected by the tree of before: in open months of everybody, in those closed since of whom the resolution had touched. */
async function oweAgain(db: Tx, event: Event): Promise<void> {
  const { rows: touched } = await db.execute<{ id: number }>(sql`
    select v.unit_id as id from reorganisation_inverses i join unit_versions v on v.id = (i.row_key ->> 'id')::int
     where i.reorganisation_id = ${event.id} and i.table_name = 'unit_versions'
    union select unit_id from moved_communes(${event.id})`)
  const { rows: months } = await db.execute<{ code: string; open: boolean }>(sql`
    select code, state = 'open' as open from periods
     where state = 'open' or (ends_on >= ${event.effectiveOn} and opened_at > ${event.appliedAt?.toISOString() ?? null})
     order by starts_on`)
  for (const { code, open } of months) await owe(db, code, open ? null : touched.map(({ id }) => id))
}

async function undo(db: Tx, event: Event, now: Date, tell: Told): Promise<void> {
  if (!(await stillAllowed(db, event, now))) throw new Refusal({ reason: 'noLongerAllowed' })
  const changes = (await linesOf(db, event.id)).map((each) => each.change)
  await tell('lock')
  await holdAlone(db, await rootsOf(db, mentioned(changes).ids))
  await tell('dependents')
  const { rows } = await db.execute<Dependent>(
    sql`select what, table_name as "table", sum(n)::int as count from reorganisation_dependents(${event.id}) group by 1, 2 order by 1, 2`,
  )
  if (rows.length > 0) throw new Refusal({ reason: 'dependents', dependents: rows })
  await tell('undo')
  await db.execute(sql`
    select set_config('app.now', ${now.toISOString()}, true), set_config('app.person', ${event.orderedBy ?? ''}, true),
           set_config('app.assignment', ${event.orderedUnder ?? ''}, true)`)
  await db.execute(sql`select undo_reorganisation(${event.id})`)
  // What has been opened since in a unit that moved back moves back with it.
  const tree = await loadTree(db, changes)
  const nothing = {
    on: event.effectiveOn,
    opens: [],
    ends: [],
    renewals: [],
    reparents: [],
    edges: [],
    heirs: new Map(),
    cut: [],
    waiting: [],
  }
  const paths = pathsAfter(tree, nothing)
  if (paths.length > 0)
    await db.execute(
      sql`update units u set path = x."to" from ${table(paths, '"unitId" int, "to" text')} where u.id = x."unitId"`,
    )
  await oweAgain(db, event)
  await tell('finish')
  await db.execute(sql`select rebuild_unit_homes()`)
  await db
    .update(reorganisations)
    .set({ state: 'undone', undoneAt: now, failure: null, version: sql`${reorganisations.version} + 1` })
    .where(eq(reorganisations.id, event.id))
}

/** The connection or the server went away, or a lock came too late: nothing is wrong with the resolution. */
function wasCut(error: unknown): boolean {
  const { code = '', message = '', cause } = (error ?? {}) as { code?: string; message?: string; cause?: unknown }
  if (/^(57P0|08|40001|40P01|55P03|ECONN|EPIPE)/.test(code) || /Connection terminated|timeout exceeded/.test(message))
    return true
  return cause !== undefined && cause !== error && wasCut(cause)
}

/**
 * Applies or takes back one resolution that has been ordered: one transaction, all or nothing; how far it has come is written
 * by a second connection. What stands against it is kept with the resolution, which then is a draft (or applied) again.
 */
async function runOne(id: string, owners: readonly Owner[], clock: Clock): Promise<RunState | null> {
  const now = clock()
  const runId = randomUUID()
  let action: ReorganisationAction = 'apply'
  const tell: Told = (step, done = 0, of = 0) =>
    asSystem('reorganisation progress', async (db) => {
      await db.update(reorganisationRuns).set({ step, done, of }).where(eq(reorganisationRuns.id, runId))
    })
  const end = async (state: Exclude<RunState, 'done'>, failure: Failure | null) =>
    asSystem('reorganisation end', async (db) => {
      await db.update(reorganisationRuns).set({ state, endedAt: new Date() }).where(eq(reorganisationRuns.id, runId))
      if (!failure) return
      const back = action === 'apply' ? ('draft' as const) : ('applied' as const)
      await db
        .update(reorganisations)
        .set({ state: back, failure, version: sql`${reorganisations.version} + 1` })
        .where(and(eq(reorganisations.id, id), eq(reorganisations.state, action === 'apply' ? 'scheduled' : 'undoing')))
    })
  try {
    const found = await asSystem('reorganisation', async (db) => {
      const [event] = await db
        .select()
        .from(reorganisations)
        .where(eq(reorganisations.id, id))
        .for('no key update', { skipLocked: true })
      if (!event || !['scheduled', 'undoing'].includes(event.state)) return false
      if (event.state === 'scheduled' && event.effectiveOn > dayInVietnam(now)) return false
      action = event.state === 'undoing' ? 'undo' : 'apply'
      const { unitId, path } = event
      await asSystem('reorganisation run', async (other) => {
        // A run that says it is running belonged to a process that is gone: this one holds the resolution.
        await other
          .update(reorganisationRuns)
          .set({ state: 'broken', endedAt: now })
          .where(and(eq(reorganisationRuns.reorganisationId, id), eq(reorganisationRuns.state, 'running')))
        await other
          .insert(reorganisationRuns)
          .values({ id: runId, reorganisationId: id, unitId, path, action, startedAt: now, step: 'lock' })
      })
      if (action === 'apply') await apply(db, event, owners, clock, tell)
      else await undo(db, event, now, tell)
      // In one with what it did: whatever happens to the server next, the history says so.
      await db
        .update(reorganisationRuns)
        .set({ state: 'done', endedAt: new Date() })
        .where(eq(reorganisationRuns.id, runId))
      return true
    })
    return found ? 'done' : null
  } catch (error) {
    if (error instanceof Refusal) {
      await end('refused', error.failure)
      return 'refused'
    }
    console.error('reorganisation', id, error)
    // A cut connection leaves it ordered, so that the next tick tries again; anything else a person must look at.
    const again = wasCut(error)
    await end('broken', again ? null : { reason: 'broken' })
    return 'broken'
  }
}

/** Those whose day has come and those to be taken back, in the order of their days. At most one process at a time works on one. */
export async function runDueReorganisations(owners: readonly Owner[], clock: Clock): Promise<number> {
  const due = await asSystem('reorganisations due', async (db) => {
    const { rows } = await db.execute<{ id: string }>(sql`
      select id from reorganisations where state = 'undoing' or (state = 'scheduled' and effective_on <= ${dayInVietnam(clock())})
       order by effective_on, ordered_at, id`)
    return rows.map((row) => row.id)
  })
  let done = 0
  for (const id of due) if ((await runOne(id, owners, clock)) === 'done') done += 1
  return done
}
