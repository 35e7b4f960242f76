import { eq, sql } from 'drizzle-orm'
import { assignments, reportDrafts, reports } from '@/db/schema'
import { getPeriod } from '../../calendar/queries'
import type { Ctx } from '../../context'
import { Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { type FormRow, isEntered, rowOf } from '../../forms/rules'
import { retyped, sameDetail, settleShare } from '../figures/rules'
import { valueSchema } from '../figures/schema'
import { canSaveReport } from '../policy'
import { factsOf, findObligation, findReport, loadDenominators, loadReportForm, type Report } from '../queries'
import { derive, isEditable, numberOf, type ReportDetail, type ReportDetails, type ReportValues } from '../rules'
import { senderOf } from '../senders/queries'

type Value = number | string | null
export type Cell = { code: string; seen: Value; value: Value; detail?: ReportDetail; seenDetail?: ReportDetail | null }
export type CellConflict = { code: string; current: Value; detail: ReportDetail; by: string | null; at: string | null }

/** The report of the unit for the period, begun when nobody has; its row locked against steps until the end. */
async function beginReport(ctx: Ctx, unitId: number, periodCode: string) {
  const period = await getPeriod(ctx.db, periodCode)
  const found = await findReport(ctx.db, unitId, period.id)
  const obligation = await findObligation(ctx.db, unitId, period.id)
  if (!found && !obligation) throw new NotFound('reports.none')
  const senderId = unitId === ctx.actor.unitId ? unitId : await senderOf(ctx.db, unitId, period.endsOn)
  if (!canSaveReport(ctx.actor, factsOf(found, obligation, { unitId, senderId }))) throw new Forbidden('reports.save')
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
 * A typed cell as it would be kept: the figure made legal, and what stands beside it. A percentage typed anew loses the
 * numerator of the one before; one that brings its numerator is what that numerator gives (`settleShare`).
 */
function settle(
  row: FormRow,
  cell: Cell,
  standing: { value: Value; detail: ReportDetail },
  adults: number | null,
): { value: Value; detail: ReportDetail } {
  const parsed = valueSchema(row).safeParse(cell.value)
  if (!parsed.success) {
    throw new Invalid('reports.figure', { code: cell.code, problem: parsed.error.issues[0]?.message ?? 'notNumber' })
  }
  const value = parsed.data
  if (row.valueType !== 'percent') {
    const { numerator: _, ...detail } = cell.detail ?? standing.detail
    return { value, detail }
  }
  if (!cell.detail)
    return { value, detail: value === standing.value ? standing.detail : retyped(value, standing.detail) }
  const share = settleShare(value, cell.detail, adults)
  if (!share.ok) throw new Invalid('reports.figure', { code: cell.code, problem: `findings.figure.${share.reason}` })
  return share
}

/**
 * Saves cells one by one. A cell that another person changed since the page showed it (`seen`, and `seenDetail` where it
 * brings a detail) is not touched and comes back as a conflict with what stands there, by whom and when; the others are
 * saved. Nothing typed is lost and nothing sent.
 * @throws Invalid reports.figure with the code and the reason of the first figure that is not legal.
 */
export async function saveReport(
  ctx: Ctx,
  input: { unitId: number; period: string; cells: Cell[]; nil?: boolean },
): Promise<{
  reportId: string
  version: number
  savedAt: Date
  values: ReportValues
  details: ReportDetails
  conflicts: CellConflict[]
}> {
  const { report, period } = await beginReport(ctx, input.unitId, input.period)
  if (!isEditable(report.status)) throw new NotNow('reports.notEditable', { status: report.status })
  const form = await loadReportForm(ctx, report, period)
  const draft = await holdDraft(ctx, report)
  const values: ReportValues = { ...draft.values }
  const details: ReportDetails = { ...draft.details }
  const touched = { ...draft.touched }
  const clashes: { code: string; by?: string; at?: string }[] = []
  const weighed = input.cells.some((cell) => cell.detail?.numerator !== undefined)
  const denominators = weighed ? await loadDenominators(ctx.db, report.unitId, period.endsOn) : null

  for (const cell of input.cells) {
    const row = rowOf(form, cell.code)
    if (!row || !isEntered(row)) throw new Invalid('reports.cell', { code: cell.code })
    const standing = { value: values[cell.code] ?? null, detail: details[cell.code] ?? {} }
    const next = settle(row, cell, standing, denominators?.adults ?? null)
    const sameBeside = sameDetail(standing.detail, next.detail)
    const overtaken = standing.value !== cell.seen && standing.value !== next.value
    const overtakenBeside = cell.detail && !sameBeside && !sameDetail(standing.detail, cell.seenDetail ?? {})
    if (overtaken || overtakenBeside) {
      clashes.push({ code: cell.code, ...touched[cell.code] })
      continue
    }
    if (standing.value !== next.value || !sameBeside)
      touched[cell.code] = { by: ctx.actor.assignmentId, at: ctx.now.toISOString() }
    values[cell.code] = next.value
    if (!sameBeside) details[cell.code] = next.detail
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
    details,
    conflicts: await named(ctx, clashes, draft),
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
  now: { values: ReportValues; details: ReportDetails },
): Promise<CellConflict[]> {
  if (clashes.length === 0) return []
  const names = await ctx.db
    .select({ id: assignments.id, name: assignments.holderName })
    .from(assignments)
    .where(sql`${assignments.id} = any (${sql.param(clashes.flatMap((clash) => clash.by ?? []))}::uuid[])`)
  return clashes.map((clash) => ({
    code: clash.code,
    current: now.values[clash.code] ?? null,
    detail: now.details[clash.code] ?? {},
    by: names.find((each) => each.id === clash.by)?.name ?? null,
    at: clash.at ?? null,
  }))
}
