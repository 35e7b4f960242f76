import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ReportStatus, ReportVerb } from '@/db/enums'
import { files, obligations, periods, reportDrafts, reportEvents, reports } from '@/db/schema'
import type { Tx } from '@/db/session'
import { listCalendarDays } from '../calendar/queries'
import { instantAt, resendDueAt } from '../calendar/rules'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { canSubmitSignedReport, leavesNobody, stepPolicies } from './policy'
import { factsOf, findDraft, loadBeside, loadReportForm, type Report, sendingTime, systemFigures } from './queries'
import { canSend, check, derive, nextStatus } from './rules'
import { senderSql } from './senders/queries'

type Step = { reportId: string; version: number; requestId: string }
type Note = { reason?: string; cells?: Record<string, string> }
type Changes = Partial<
  Pick<
    Report,
    | 'proposedBy'
    | 'proposedAt'
    | 'submittedBy'
    | 'submittedAt'
    | 'acceptedBy'
    | 'acceptedAt'
    | 'returnedAt'
    | 'resendDueAt'
    | 'signedNumber'
    | 'signedOn'
    | 'signedBy'
    | 'signedFile'
  >
>
type Held = Report & { senderId: number | null }
export type StepResult = { reportId: string; version: number; status: ReportStatus; at: Date }

/** The reports, locked in the order of their ids before anything else is. */
async function holdReports(db: Tx, ids: string[]): Promise<Held[]> {
  const endsOn = sql`(select p.ends_on from periods p where p.id = reports.period_id)`
  const rows = await db
    .select({ report: reports, senderId: senderSql(sql`reports.unit_id`, endsOn) })
    .from(reports)
    .where(inArray(reports.id, ids))
    .orderBy(asc(reports.id))
    .for('update')
  return rows.map(({ report, senderId }) => ({ ...report, senderId }))
}

async function holdReport(
  ctx: Ctx,
  step: Step,
  verb: Exclude<ReportVerb, 'lock' | 'note' | 'save' | 'supplement'>,
  allowed?: (typeof stepPolicies)[typeof verb],
): Promise<Held> {
  const [report] = await holdReports(ctx.db, [step.reportId])
  if (!report) throw new NotFound('reports.none')
  const policy = (allowed ?? stepPolicies[verb])(ctx.actor, factsOf(report, null, report))
  if (!policy) throw new Forbidden(`reports.${verb}`)
  if (report.version !== step.version) throw new Conflict('reports.changed', { status: report.status })
  if (leavesNobody(verb, report)) throw new NotNow('reports.nobodySends')
  return report
}

/** Status, version and one event, for reports already held and checked. One UPDATE, so the totals move by one sum. */
async function moveReports(
  ctx: Ctx,
  held: Report[],
  verb: ReportVerb,
  requestId: string,
  changes: Changes = {},
  note: Note = {},
): Promise<StepResult[]> {
  const moves = held.map((report) => {
    const to = nextStatus(report.status, verb, { wasReturned: report.returnedAt !== null })
    if (!to) throw new NotNow(`reports.not${verb[0]?.toUpperCase()}${verb.slice(1)}`, { status: report.status })
    return { report, to }
  })
  const to = moves[0]?.to
  if (!to) return []
  const updated = await ctx.db
    .update(reports)
    .set({ ...changes, status: to, version: sql`${reports.version} + 1` })
    .where(
      inArray(
        reports.id,
        held.map((report) => report.id),
      ),
    )
    .returning({ id: reports.id, version: reports.version, submissionNo: reports.submissionNo })
  if (updated.length !== held.length) throw new Forbidden(`reports.${verb}`)
  await ctx.db.insert(reportEvents).values(
    moves.map(({ report }) => ({
      reportId: report.id,
      unitId: report.unitId,
      path: report.path,
      verb,
      fromStatus: report.status,
      toStatus: to,
      submissionNo: updated.find((each) => each.id === report.id)?.submissionNo ?? report.submissionNo,
      at: ctx.now,
      personId: ctx.actor.personId,
      assignmentId: ctx.actor.assignmentId,
      reason: note.reason,
      cells: note.cells && Object.keys(note.cells).length > 0 ? note.cells : null,
      requestId,
    })),
  )
  return updated.map((each) => ({ reportId: each.id, version: each.version, status: to, at: ctx.now }))
}

const only = (results: StepResult[]): StepResult => {
  const [result] = results
  if (!result) throw new NotFound('reports.none')
  return result
}

/** Completes the draft by registers and derived rows and checks it. Throws Invalid reports.findings with what stands against sending. */
async function readyToSend(ctx: Ctx, report: Report): Promise<void> {
  const [period] = await ctx.db.select().from(periods).where(eq(periods.id, report.periodId))
  const [obligation] = await ctx.db
    .select()
    .from(obligations)
    .where(and(eq(obligations.periodId, report.periodId), eq(obligations.unitId, report.unitId)))
  if (!period) throw new NotFound('reports.none')
  const time = sendingTime(period, obligation ?? null, report, ctx.now)
  if (time === 'early') throw new NotNow('reports.tooEarly')
  if (time === 'closed') throw new NotNow('reports.periodClosed')
  const draft = await findDraft(ctx.db, report)
  if (!draft && report.submissionNo === 0) throw new NotNow('reports.empty')
  const form = await loadReportForm(ctx, report, period)
  const system = await systemFigures(ctx, form, report.unitId, period)
  const values = derive(form, { ...(draft?.values ?? report.values), ...system })
  const details = draft?.details ?? report.details
  const nil = draft?.nil ?? report.nil
  const { history, denominators, unitChanged } = await loadBeside(ctx.db, report.unitId, period)
  const { previous, lastYear } = history
  const findings = check(form, {
    values,
    details,
    previous,
    lastYear,
    denominators,
    nil,
    month: period.month,
    unitChanged,
  })
  if (!canSend(findings)) {
    const open = findings.filter((f) => f.severity === 'block' || (f.severity === 'warn' && !f.explained))
    throw new Invalid('reports.findings', { count: open.length }, open)
  }
  await ctx.db
    .insert(reportDrafts)
    .values({ reportId: report.id, unitId: report.unitId, path: report.path, values, details, nil, updatedAt: ctx.now })
    .onConflictDoUpdate({ target: reportDrafts.reportId, set: { values } })
}

/** Trình lãnh đạo: the officer hands the draft to the leader. The figures must be fit to be sent. */
export async function proposeReport(ctx: Ctx, input: Step): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'propose')
  if (nextStatus(report.status, 'propose')) await readyToSend(ctx, report)
  return only(
    await moveReports(ctx, [report], 'propose', input.requestId, {
      proposedBy: ctx.actor.personId,
      proposedAt: ctx.now,
    }),
  )
}

/** The officer takes back what he proposed, to go on typing. */
export async function withdrawReport(ctx: Ctx, input: Step): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'withdraw')
  return only(await moveReports(ctx, [report], 'withdraw', input.requestId))
}

/** Chuyển lại để hoàn thiện: the leader hands the draft back to the officer with a reason. */
export async function sendBackReport(ctx: Ctx, input: Step & { reason: string }): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'send_back')
  return only(await moveReports(ctx, [report], 'send_back', input.requestId, {}, { reason: input.reason }))
}

/** Duyệt và gửi: the leader sends to the level above. The database files the draft and moves the totals. */
export async function submitReport(ctx: Ctx, input: Step): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'submit')
  if (nextStatus(report.status, 'submit')) await readyToSend(ctx, report)
  return only(
    await moveReports(ctx, [report], 'submit', input.requestId, {
      submittedBy: ctx.actor.personId,
      submittedAt: ctx.now,
      // A paper that an earlier version was sent by stays with that version.
      ...{ signedNumber: null, signedOn: null, signedBy: null, signedFile: null },
    }),
  )
}

/** Theo văn bản đã ký (domain.md 22.7): sent by the officer on the strength of a signed paper, kept with number, day, signer, file. */
export async function submitSignedReport(
  ctx: Ctx,
  input: Step & { signedNumber: string; signedOn: string; signedBy: string; fileId: string },
): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'submit', canSubmitSignedReport)
  const [file] = await ctx.db.select({ unitId: files.unitId }).from(files).where(eq(files.id, input.fileId))
  // Whoever sends it keeps the paper: of an ended unit the one that took it over.
  if (file?.unitId !== report.senderId) throw new NotFound('files.none')
  if (instantAt(input.signedOn) > ctx.now) throw new Invalid('reports.signedInFuture')
  if (nextStatus(report.status, 'submit')) await readyToSend(ctx, report)
  return only(
    await moveReports(ctx, [report], 'submit', input.requestId, {
      submittedBy: ctx.actor.personId,
      submittedAt: ctx.now,
      signedNumber: input.signedNumber,
      signedOn: input.signedOn,
      signedBy: input.signedBy,
      signedFile: input.fileId,
    }),
  )
}

/** Rút lại: until the level above has accepted. */
export async function recallReport(ctx: Ctx, input: Step): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'recall')
  return only(await moveReports(ctx, [report], 'recall', input.requestId))
}

/** Đề nghị chỉnh sửa: with a reason for the whole and, where it concerns rows, a reason per row. Three working days to send again. */
export async function returnReport(ctx: Ctx, input: Step & Note & { reason: string }): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'return')
  return only(await moveReports(ctx, [report], 'return', input.requestId, await returned(ctx), input))
}

async function returned(ctx: Ctx): Promise<Changes> {
  return { returnedAt: ctx.now, resendDueAt: resendDueAt(ctx.now, await listCalendarDays(ctx)) }
}

/** Opens an accepted or locked report again, by the level above, with a reason; both versions stay. */
export async function reopenReport(ctx: Ctx, input: Step & { reason: string }): Promise<StepResult> {
  const report = await holdReport(ctx, input, 'reopen')
  const changes = { ...(await returned(ctx)), acceptedAt: null, acceptedBy: null }
  return only(await moveReports(ctx, [report], 'reopen', input.requestId, changes, { reason: input.reason }))
}

export type BulkResult = { done: StepResult[]; skipped: { reportId: string; reason: string }[] }
type Bulk = { reports: { reportId: string; version: number }[]; requestId: string }

/** Holds many, sorts out those the step is not for, moves the rest by one statement. */
async function moveMany(
  ctx: Ctx,
  input: Bulk,
  verb: 'accept' | 'return',
  changes: Changes,
  note: Note = {},
): Promise<BulkResult> {
  const held = await holdReports(ctx.db, [...new Set(input.reports.map((each) => each.reportId))])
  const skipped: BulkResult['skipped'] = []
  const fit = held.filter((report) => {
    const seen = input.reports.find((each) => each.reportId === report.id)?.version
    const reason = !stepPolicies[verb](ctx.actor, factsOf(report, null, report))
      ? `reports.${verb}`
      : report.version !== seen
        ? 'reports.changed'
        : nextStatus(report.status, verb) === null
          ? 'reports.otherStatus'
          : leavesNobody(verb, report)
            ? 'reports.nobodySends'
            : null
    if (reason) skipped.push({ reportId: report.id, reason })
    return reason === null
  })
  for (const { reportId } of input.reports) {
    if (!held.some((report) => report.id === reportId)) skipped.push({ reportId, reason: 'reports.none' })
  }
  if (fit.length === 0 && skipped.every((each) => each.reason === `reports.${verb}`))
    throw new Forbidden(`reports.${verb}`)
  return { done: await moveReports(ctx, fit, verb, input.requestId, changes, note), skipped }
}

/** Tiếp nhận: one or many. What was changed meanwhile or is not to be accepted is skipped and named. */
export const acceptReports = (ctx: Ctx, input: Bulk): Promise<BulkResult> =>
  moveMany(ctx, input, 'accept', { acceptedBy: ctx.actor.personId, acceptedAt: ctx.now })

/** Bulk return with one reason (domain.md 22.24). */
export const returnReports = async (ctx: Ctx, input: Bulk & { reason: string }): Promise<BulkResult> =>
  moveMany(ctx, input, 'return', await returned(ctx), { reason: input.reason })

/** Chốt: accepted reports of closed periods. By the job, as the system; each has its event. */
export async function lockReports(db: Tx, now: Date): Promise<number> {
  const { rows } = await db.execute(sql`
    with held as (
      select r.id from reports r join periods p on p.id = r.period_id
       where r.status = 'accepted' and p.state = 'closed'
       order by r.id for update of r
    ), locked as (
      update reports r set status = 'locked', version = version + 1 from held where r.id = held.id
      returning r.id, r.unit_id, r.path, r.submission_no
    )
    insert into report_events (report_id, unit_id, path, verb, from_status, to_status, submission_no, at)
    select id, unit_id, path, 'lock', 'accepted', 'locked', submission_no, ${now.toISOString()} from locked returning 1`)
  return rows.length
}
