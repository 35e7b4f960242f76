import { and, eq, inArray, sql } from 'drizzle-orm'
import { files, reorganisationChanges, reorganisationDecisions, reorganisations } from '@/db/schema'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import type { Change, Node } from '../units/plan/rules'
import { shareText } from '../units/tree/rules'
import { foresee } from './foresight/queries'
import { keeperOf } from './keepers/queries'
import { lateReports } from './late/queries'
import * as policy from './policy'
import { linesLimit } from './rules'
import type {
  AddChangesInput,
  CreateReorganisationInput,
  DecideReportsInput,
  RemoveChangesInput,
  StepReorganisationInput,
  UndoReorganisationInput,
  UpdateReorganisationInput,
} from './schema'

type Row = typeof reorganisations.$inferSelect
export type Stepped = { id: string; version: number }

/** The resolution, its row locked, when it exists for the actor, may be changed so, and is as he saw it. */
export async function hold(
  ctx: Ctx,
  input: { id: string; version: number },
  may: (actor: Ctx['actor'], event: policy.ReorganisationFacts) => boolean,
): Promise<Row> {
  const [row] = await ctx.db.select().from(reorganisations).where(eq(reorganisations.id, input.id)).for('update')
  if (!row) throw new NotFound('reorganisations.none')
  const event = { ...row, keeperId: (await keeperOf(ctx.db, row)).id }
  if (event.keeperId !== ctx.actor.unitId) throw new Forbidden('reorganisations.notYours')
  if (event.version !== input.version) throw new Conflict('reorganisations.changed', { state: event.state })
  if (!may(ctx.actor, event)) {
    // With another state it might be his to do; without the right it never is.
    const ever = (['draft', 'scheduled', 'applied'] as const).some((state) => may(ctx.actor, { ...event, state }))
    if (ever) throw new NotNow('reorganisations.otherState', { state: event.state })
    throw new Forbidden('reorganisations.manage')
  }
  return row
}

/** What changes of a resolution, under a new version. */
export async function move(ctx: Ctx, id: string, changes: Partial<Row>): Promise<Stepped> {
  const [row] = await ctx.db
    .update(reorganisations)
    .set({ ...changes, version: sql`${reorganisations.version} + 1` })
    .where(eq(reorganisations.id, id))
    .returning({ id: reorganisations.id, version: reorganisations.version })
  if (!row) throw new Forbidden('reorganisations.manage')
  return row
}

/** The file must be one of the drafter's own unit. */
async function checkFile(ctx: Ctx, fileId: string | null): Promise<void> {
  if (fileId === null) return
  const [file] = await ctx.db.select({ unitId: files.unitId }).from(files).where(eq(files.id, fileId))
  if (file?.unitId !== ctx.actor.unitId) throw new NotFound('files.none')
}

/** Drafts a resolution of one's own unit. Throws Forbidden; Conflict when one of that number and day is there. */
export async function createReorganisation(ctx: Ctx, input: CreateReorganisationInput): Promise<Stepped> {
  if (!policy.canManageReorganisations(ctx.actor)) throw new Forbidden('reorganisations.manage')
  const { requestId: _, ...head } = input
  await checkFile(ctx, head.fileId)
  await checkNumber(ctx, ctx.actor.unitId, head, null)
  const [row] = await ctx.db
    .insert(reorganisations)
    .values({
      ...head,
      unitId: ctx.actor.unitId,
      path: ctx.actor.path,
      createdBy: ctx.actor.personId,
      createdAt: ctx.now,
    })
    .returning({ id: reorganisations.id, version: reorganisations.version })
  if (!row) throw new Forbidden('reorganisations.manage')
  return row
}

async function checkNumber(
  ctx: Ctx,
  unitId: number,
  head: { resolutionNumber: string; effectiveOn: string },
  own: string | null,
) {
  const same = await ctx.db
    .select({ id: reorganisations.id, state: reorganisations.state })
    .from(reorganisations)
    .where(
      and(
        eq(reorganisations.unitId, unitId),
        sql`lower(${reorganisations.resolutionNumber}) = lower(${head.resolutionNumber})`,
        eq(reorganisations.effectiveOn, head.effectiveOn),
      ),
    )
  if (same.some((each) => each.id !== own && each.state !== 'undone'))
    throw new Conflict('reorganisations.numberTaken', { number: head.resolutionNumber })
}

export async function updateReorganisation(ctx: Ctx, input: UpdateReorganisationInput): Promise<Stepped> {
  const { requestId: _, id, version, ...head } = input
  const event = await hold(ctx, { id, version }, policy.canEditReorganisation)
  if (head.fileId !== event.fileId) await checkFile(ctx, head.fileId)
  await checkNumber(ctx, event.unitId, head, id)
  return move(ctx, id, { ...head, failure: null })
}

/** A draft that nobody needs is taken away; what has been ordered once stays. */
export async function deleteReorganisation(ctx: Ctx, input: StepReorganisationInput): Promise<{ id: string }> {
  const event = await hold(ctx, input, policy.canEditReorganisation)
  const { rows } = await ctx.db.execute(
    sql`select from reorganisation_runs where reorganisation_id = ${event.id} limit 1`,
  )
  if (rows.length > 0) throw new NotNow('reorganisations.wasOrdered')
  await ctx.db.delete(reorganisationDecisions).where(eq(reorganisationDecisions.reorganisationId, event.id))
  await ctx.db.delete(reorganisationChanges).where(eq(reorganisationChanges.reorganisationId, event.id))
  await ctx.db.delete(reorganisations).where(eq(reorganisations.id, event.id))
  return { id: event.id }
}

type Line = Omit<typeof reorganisationChanges.$inferInsert, 'reorganisationId' | 'unitId' | 'path' | 'line'>

/** What a line says → as it is kept. */
export function rowOf(change: Change): Line {
  const at = (node: Node) =>
    'unitId' in node ? { targetId: node.unitId, targetRef: null } : { targetId: null, targetRef: node.ref }
  if (change.kind === 'open') {
    const { parent, ...rest } = change
    return { ...rest, ...at(parent) }
  }
  const { kind, unitId: subjectId } = change
  switch (change.kind) {
    case 'merge':
      return { kind, subjectId, ...at(change.into) }
    case 'split':
      return { kind, subjectId, ...at(change.into), share: change.share === null ? null : shareText(change.share) }
    case 'move':
      return { kind, subjectId, ...at(change.parent) }
    case 'rename':
      return { kind, subjectId, name: change.name }
    case 'retype':
      return { kind, subjectId, type: change.type }
    case 'recode':
      return { kind, subjectId, code: change.code }
    case 'close':
      return { kind, subjectId }
  }
}

/** Adds lines to a draft. Units that are not there are refused at once; everything else the dry run says. Throws Invalid. */
export async function addChanges(ctx: Ctx, input: AddChangesInput): Promise<Stepped> {
  const event = await hold(ctx, input, policy.canEditReorganisation)
  const { rows } = await ctx.db.execute<{ next: number; count: number }>(sql`
    select coalesce(max(line) + 1, 0)::int as next, count(*)::int as count from reorganisation_changes where reorganisation_id = ${event.id}`)
  const { next, count } = rows[0] ?? { next: 0, count: 0 }
  if (count + input.changes.length > linesLimit)
    throw new Invalid('reorganisations.tooManyLines', { limit: linesLimit })
  const lines = input.changes.map(rowOf)
  const ids = [...new Set(lines.flatMap((row) => [row.subjectId ?? [], row.targetId ?? []].flat()))]
  const { rows: known } = await ctx.db.execute<{ id: number }>(
    sql`select id from units where id = any (${sql.param(ids)}::int[])`,
  )
  if (known.length < ids.length) throw new Invalid('reorganisations.noUnit')
  const { id: reorganisationId, unitId, path } = event
  await ctx.db
    .insert(reorganisationChanges)
    .values(lines.map((row, i) => ({ ...row, reorganisationId, unitId, path, line: next + i })))
  return move(ctx, event.id, { failure: null })
}

export async function removeChanges(ctx: Ctx, input: RemoveChangesInput): Promise<Stepped> {
  const event = await hold(ctx, input, policy.canEditReorganisation)
  await ctx.db
    .delete(reorganisationChanges)
    .where(and(eq(reorganisationChanges.reorganisationId, event.id), inArray(reorganisationChanges.line, input.lines)))
  return move(ctx, event.id, { failure: null })
}

/** Of reports filed since the day by units that end or take what ends: what becomes of them (`decisionsOf`). Throws Invalid. */
export async function decideReports(ctx: Ctx, input: DecideReportsInput): Promise<Stepped> {
  const event = await hold(ctx, input, policy.canEditReorganisation)
  const { concerned } = await foresee(ctx, event)
  const late = new Map(
    (await lateReports(ctx.db, event, concerned, ctx.now)).map((report) => [report.reportId, report]),
  )
  for (const id of input.reportIds) {
    const report = late.get(id)
    if (!report) throw new Invalid('reorganisations.notLate')
    if (!report.decisions.includes(input.decision)) throw new Invalid('reorganisations.otherDecision')
  }
  const row = { decision: input.decision, decidedBy: ctx.actor.personId, decidedAt: ctx.now }
  const { id: reorganisationId, unitId, path } = event
  const chosen = new Set(input.reportIds)
  const decided = [...late.values()].filter(({ reportId }) => chosen.has(reportId))
  await ctx.db
    .insert(reorganisationDecisions)
    .values(
      decided.map(({ reportId, submissionNo, parts }) => ({
        ...{ reorganisationId, unitId, path, reportId, submissionNo, parts: [...parts] },
        ...row,
      })),
    )
    .onConflictDoUpdate({
      target: [reorganisationDecisions.reorganisationId, reorganisationDecisions.reportId],
      set: { ...row, submissionNo: sql`excluded.submission_no`, parts: sql`excluded.parts` },
    })
  return move(ctx, event.id, {})
}

/**
 * Orders a resolution: the job applies it at 00:00 of its day, or at once when that is over. What the dry run finds against it
 * refuses it here already. Throws Invalid reorganisations.conflicts, NotNow reorganisations.undecided.
 */
export async function scheduleReorganisation(ctx: Ctx, input: StepReorganisationInput): Promise<Stepped> {
  const event = await hold(ctx, input, policy.canApplyReorganisation)
  const { conflicts, concerned } = await foresee(ctx, event)
  if (conflicts.length > 0)
    throw new Invalid('reorganisations.conflicts', { count: conflicts.length }, conflicts.slice(0, 50))
  const late = await lateReports(ctx.db, event, concerned, ctx.now)
  const undecided = late.filter(({ decision }) => decision === null).length
  if (undecided > 0) throw new NotNow('reorganisations.undecided', { count: undecided })
  // What was decided of reports that it does not ask about any more is not carried out.
  const asked = sql.param(late.map(({ reportId }) => reportId))
  await ctx.db
    .delete(reorganisationDecisions)
    .where(
      and(
        eq(reorganisationDecisions.reorganisationId, event.id),
        sql`${reorganisationDecisions.reportId} <> all (${asked}::uuid[])`,
      ),
    )
  return move(ctx, event.id, { state: 'scheduled', failure: null, ...ordered(ctx) })
}

const ordered = (ctx: Ctx) => ({
  orderedBy: ctx.actor.personId,
  orderedUnder: ctx.actor.assignmentId,
  orderedAt: ctx.now,
})

/** Takes an order back while the job has not begun: a draft again. */
export async function cancelReorganisation(ctx: Ctx, input: StepReorganisationInput): Promise<Stepped> {
  const event = await hold(ctx, input, policy.canCancelReorganisation)
  return move(ctx, event.id, { state: 'draft' })
}

/** Orders that a resolution be taken back, with the reason; the job refuses when something stands on it by now. */
export async function undoReorganisation(ctx: Ctx, input: UndoReorganisationInput): Promise<Stepped> {
  const event = await hold(ctx, input, policy.canUndoReorganisation)
  return move(ctx, event.id, { state: 'undoing', undoReason: input.reason, failure: null, ...ordered(ctx) })
}
