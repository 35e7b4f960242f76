import { eq, sql } from 'drizzle-orm'
import { assignments, reportDrafts, reports } from '@/db/schema'
import { getPeriod } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { loadForm } from '../../forms/queries'
import { isEntered, rowOf } from '../../forms/rules'
import { valueSchema } from '../figures/schema'
import { canSaveReport } from '../policy'
import { factsOf, findObligation, findReport, type Report } from '../queries'
import { derive, isEditable, numberOf, type ReportDetails, type ReportValues } from '../rules'

export type Cell = {
  code: string
  seen: number | string | null
  value: number | string | null
  detail?: ReportDetails[string]
}
export type CellConflict = { code: string; current: number | string | null; by: string | null; at: string | null }

/** The report of the unit for the period, begun when nobody has; its row locked against steps until the end. */
async function beginReport(ctx: Ctx, unitId: number, periodCode: string) {
  const period = await getPeriod(ctx.db, periodCode)
  const found = await findReport(ctx.db, unitId, period.id)
  const obligation = await findObligation(ctx.db, unitId, period.id)
  if (!found && !obligation) throw new NotFound('reports.none')
  if (!canSaveReport(ctx.actor, factsOf(found, obligation, unitId))) throw new Forbidden('reports.save')
  if (period.state === 'planned' || period.opensAt > ctx.now) throw new NotNow('reports.notOpen')
  if (!found && obligation) {
    // Column by column: the login may begin a report, not give it figures.
    await ctx.db.execute(sql`
      insert into reports (unit_id, path, period_id, province_id, form_version_id, status)
      values (${unitId}, ${obligation.path}, ${period.id}, ${obligation.provinceId}, ${period.formVersionId}, 'draft')
      on conflict (period_id, unit_id) do nothing`)
  }
  const [report] = await ctx.db
    .select()
    .from(reports)
    .where(sql`${reports.periodId} = ${period.id} and ${reports.unitId} = ${unitId}`)
    .for('share')
  if (!report) throw new NotFound('reports.none')
  return { report, period }
}

/** The draft of a report, locked. A returned report's draft begins with what was filed. */
async function holdDraft(ctx: Ctx, report: Report) {
  await ctx.db
    .insert(reportDrafts)
    .values({
      reportId: report.id,
      unitId: report.unitId,
      path: report.path,
      values: report.values,
      details: report.details,
      nil: report.nil,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing()
  const [draft] = await ctx.db.select().from(reportDrafts).where(eq(reportDrafts.reportId, report.id)).for('update')
  if (!draft) throw new NotFound('reports.none')
  return draft
}

/**
 * Saves cells one by one. A cell that another person changed since the page showed it (`seen`) is not touched and comes back
 * as a conflict with what stands there, by whom and when; the others are saved. Nothing typed is lost and nothing sent.
 * @throws Invalid reports.figure with the code and the reason of the first figure that is not legal.
 */
export async function saveReport(
  ctx: Ctx,
  input: { unitId: number; period: string; cells: Cell[]; nil?: boolean },
): Promise<{ reportId: string; version: number; savedAt: Date; values: ReportValues; conflicts: CellConflict[] }> {
  const { report, period } = await beginReport(ctx, input.unitId, input.period)
  if (!isEditable(report.status)) throw new NotNow('reports.notEditable', { status: report.status })
  const form = await loadForm(ctx.db, report.formVersionId, period.endsOn)
  const draft = await holdDraft(ctx, report)
  const values: ReportValues = { ...draft.values }
  const details: ReportDetails = { ...draft.details }
  const touched = { ...draft.touched }
  const clashes: { code: string; by?: string; at?: string }[] = []

  for (const cell of input.cells) {
    const row = rowOf(form, cell.code)
    if (!row || !isEntered(row)) throw new Invalid('reports.cell', { code: cell.code })
    const parsed = valueSchema(row).safeParse(cell.value)
    if (!parsed.success) {
      throw new Invalid('reports.figure', { code: cell.code, problem: parsed.error.issues[0]?.message ?? 'notNumber' })
    }
    const current = values[cell.code] ?? null
    if (current !== cell.seen && current !== parsed.data) {
      clashes.push({ code: cell.code, ...touched[cell.code] })
      continue
    }
    if (current !== parsed.data) touched[cell.code] = { by: ctx.actor.assignmentId, at: ctx.now.toISOString() }
    values[cell.code] = parsed.data
    if (cell.detail) details[cell.code] = cell.detail
  }

  const derived = derive(form, values)
  const nothing = form.rows.every((row) => row.kind !== 'flow' || !isEntered(row) || !numberOf(derived, row))
  await ctx.db
    .update(reportDrafts)
    .set({
      values: derived,
      details,
      touched,
      // A figure above zero takes the word "Không phát sinh" back by itself.
      nil: (input.nil ?? draft.nil) && nothing,
      updatedBy: ctx.actor.personId,
      updatedAt: ctx.now,
    })
    .where(eq(reportDrafts.reportId, report.id))
  return {
    reportId: report.id,
    version: report.version,
    savedAt: ctx.now,
    values: derived,
    conflicts: await named(ctx, clashes, draft.values),
  }
}

/** Notes that the figures as they stand went onto paper for the signature. What is typed later is told at sending (domain.md 22.8). */
export async function notePrinted(ctx: Ctx, input: { unitId: number; period: string }): Promise<{ printedAt: Date }> {
  const { report } = await beginReport(ctx, input.unitId, input.period)
  if (isEditable(report.status) || report.status === 'awaiting_leader') {
    await holdDraft(ctx, report)
    await ctx.db.update(reportDrafts).set({ printedAt: ctx.now }).where(eq(reportDrafts.reportId, report.id))
  }
  return { printedAt: ctx.now }
}

async function named(
  ctx: Ctx,
  clashes: { code: string; by?: string; at?: string }[],
  now: ReportValues,
): Promise<CellConflict[]> {
  if (clashes.length === 0) return []
  const names = await ctx.db
    .select({ id: assignments.id, name: assignments.holderName })
    .from(assignments)
    .where(sql`${assignments.id} = any (${sql.param(clashes.flatMap((clash) => clash.by ?? []))}::uuid[])`)
  return clashes.map((clash) => ({
    code: clash.code,
    current: now[clash.code] ?? null,
    by: names.find((each) => each.id === clash.by)?.name ?? null,
    at: clash.at ?? null,
  }))
}
