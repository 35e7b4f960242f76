import { randomUUID } from 'node:crypto'
import type { inferRouterOutputs } from '@trpc/server'
import type { Client } from 'pg'
import { firstCodes } from '@/server/forms/rules'
import type { AppRouter } from '@/server/router'
import { type Api, answerOf, type Reply } from './http'
import type { Month } from './month'
import { mintSession } from './sessions'

type Outputs = inferRouterOutputs<AppRouter>
type Row = Record<string, unknown>

/** One thing asked in two ways. `ofHttp` and `ofSql` bring both answers into one shape. */
export type Case = {
  sql: string
  http: (call: number) => Promise<Reply>
  params: (call: number) => unknown[]
  ofHttp: (reply: Reply) => unknown
  ofSql: (rows: Row[]) => unknown
}
export type Cases = Record<string, (api: Api) => Case>

const numberOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))
const timeOf = (value: unknown): string | null => (value ? new Date(value as string | Date).toISOString() : null)
const byKey = (lines: [string, unknown][]) => Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)))

/** A comparison as lines 'unit code range' → [n, num, den], with required and accepted of each unit. */
function linesOfComparison({ rows }: Outputs['comparisons']['compare']) {
  return byKey(
    rows.flatMap((row): [string, unknown][] => [
      [`${row.unitId} required`, row.required],
      [`${row.unitId} received`, row.received],
      ...Object.entries(row.figures).flatMap(([code, buckets]) =>
        Object.entries(buckets).map(([bucket, amount]): [string, unknown] => [
          `${row.unitId} ${code} ${bucket}`,
          [amount.n, amount.num, amount.den],
        ]),
      ),
    ]),
  )
}

/** Units that owe nothing and have nothing are in no line of the SQL; the page names them, with zeros. */
const withoutZeros = (lines: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(lines).filter(([, value]) => value !== 0))

function linesOfSums(rows: Row[], received: (row: Row) => boolean) {
  return byKey(
    rows.flatMap((row): [string, unknown][] => {
      if (row.bucket === 'required') return [[`${row.unit} required`, row.n]]
      if (row.code === 'R00') return received(row) ? [[`${row.unit} received`, row.n]] : []
      return [[`${row.unit} ${row.code} ${row.bucket}`, [row.n, numberOf(row.num), numberOf(row.den)]]]
    }),
  )
}

/** Codes that a range of months has a figure for, of one wording, in the order of the form. */
async function codesOf(admin: Client, limit: number): Promise<string[]> {
  const { rows } = await admin.query<{ code: string }>(
    `select i.code from form_rows r join indicators i on i.id = r.indicator_id
      where r.totalled and r.entered_by = 'commune' and not i.each_once and i.valid_from is null and i.valid_to is null
        and i.kind <> 'derived' order by r.required desc, r.position limit $1`,
    [limit],
  )
  return rows.map((row) => row.code)
}

/** A province of middle size, one of its communes, and one that takes the same figures without the product. */
async function placesOf(admin: Client, periodId: number) {
  const { rows } = await admin.query<{ province: number; units: number[]; reports: string[] }>(
    `select province_id as province, array_agg(unit_id order by unit_id) as units, array_agg(id::text order by unit_id) as reports
       from reports where period_id = $1 group by 1 order by abs(count(*) - 98), 1 limit 1`,
    [periodId],
  )
  const [found] = rows
  const [unit, twin] = found?.reports ?? []
  if (!found || !unit || !twin || found.units[0] === undefined) throw new Error('no province with two drafts')
  return { province: found.province, commune: found.units[0], report: unit, twin }
}

/** What is asked: the ministry's comparison (a month; a year), a province's list and communes, one report, one cell. */
export async function casesOf(admin: Client, secret: string, month: Month): Promise<Cases> {
  const { province, commune, report, twin } = await placesOf(admin, month.periodId)
  const { rows: nation } = await admin.query<{ id: number }>(`select id from units where path = ''`)
  const analyst = await mintSession(admin, secret, 'ministry_analyst', nation[0]?.id ?? 0)
  const officer = await mintSession(admin, secret, 'province_officer', province)
  const leader = await mintSession(admin, secret, 'commune_leader', commune)
  const codes = await codesOf(admin, 20)
  const last = month.lastMonth.code
  const { rows: firsts } = await admin.query<{ code: string }>(
    'select code from periods where starts_on <= $1 order by starts_on desc offset 11 limit 1',
    [month.lastMonth.startsOn],
  )
  const first = firsts[0]?.code ?? last
  // Both begin alike: the twin gets the figures that the product saves too.
  await admin.query(
    `update report_drafts d set values = x.values, details = x.details from report_drafts x where x.report_id = $1 and d.report_id = $2`,
    [report, twin],
  )
  const { rows: cells } = await admin.query<{ seen: number | null }>(
    `select (values ->> 'C02')::int as seen from report_drafts where report_id = $1`,
    [report],
  )
  let seen = cells[0]?.seen ?? null

  const ministry = (from: string, picked: string[]) => (api: Api) => ({
    sql: 'ministry',
    http: () => api.query(analyst, 'comparisons.compare', { from, to: last, codes: picked }),
    params: () => [from, last, picked],
    ofHttp: (reply: Reply) => withoutZeros(linesOfComparison(answerOf(reply))),
    ofSql: (rows: Row[]) => withoutZeros(linesOfSums(rows, (row) => row.bucket === 'now')),
  })
  return {
    ministry: ministry(last, codes.slice(0, 10)),
    ministry_year: ministry(first, codes),
    province: (api) => ({
      sql: 'province',
      http: () => api.query(officer, 'reports.queue', { period: last }),
      params: () => [last, province, officer.assignmentId],
      ofHttp: (reply) =>
        answerOf<Outputs['reports']['queue']>(reply).rows.map((row) => [
          ...[row.unitId, row.unitCode, row.unitName, row.obligation, timeOf(row.dueAt), row.reportId, row.version],
          ...[row.status, row.submissionNo, row.nil, timeOf(row.submittedAt), timeOf(row.firstSentAt), row.mine],
          ...[row.contact?.name ?? null, row.contact?.phone ?? null, row.contact?.role ?? null],
        ]),
      ofSql: (rows) =>
        rows.map((row) => [
          ...[row.unit, row.code, row.name, row.state, timeOf(row.due_at), row.report, row.version ?? 0],
          ...[row.status ?? 'none', row.submission_no ?? 0, row.nil ?? false, timeOf(row.submitted_at)],
          ...[timeOf(row.first_sent_at), row.mine, row.holder_name, row.contact_phone, row.role],
        ]),
    }),
    communes: (api) => ({
      sql: 'communes',
      http: () =>
        api.query(officer, 'comparisons.compare', {
          ...{ from: last, to: last, codes: [...firstCodes], provinceId: province },
        }),
      params: () => [last, province],
      ofHttp: (reply) => {
        const lines = linesOfComparison(answerOf(reply))
        return Object.fromEntries(Object.entries(lines).filter(([key, value]) => value !== 0 && !/received$/.test(key)))
      },
      ofSql: (rows) => withoutZeros(linesOfSums(rows, () => false)),
    }),
    report: (api) => ({
      sql: 'report',
      http: () => api.query(leader, 'reports.get', { unitId: commune, period: month.period.code }),
      params: () => [month.period.code, commune],
      ofHttp: (reply) => shapeOfReport(answerOf(reply)),
      ofSql: ([row]) => shapeOfRow(row ?? {}),
    }),
    cell: (api) => ({
      sql: 'cell',
      http: async (call) => {
        const value = figureOf(call)
        const reply = await api.command(leader, 'reports.save', {
          ...{ requestId: randomUUID(), unitId: commune, period: month.period.code },
          cells: [{ code: 'C02', seen, value }],
        })
        seen = value
        return reply
      },
      params: (call) => [twin, 'C02', figureOf(call), leader.assignmentId],
      ofHttp: (reply) => {
        const { values, conflicts } = answerOf<Outputs['reports']['save']>(reply)
        return { values: typed(values), conflicts }
      },
      ofSql: ([row]) => ({ values: typed(row?.values as Row), conflicts: [] }),
    }),
  }
}

const figureOf = (call: number) => 1000 + call
/** Without what is blank and without what the product derives on the way (A05). */
const typed = (values: Row) =>
  Object.fromEntries(Object.entries(values).filter(([code, value]) => value !== null && code !== 'A05'))

function shapeOfReport(report: Outputs['reports']['get']) {
  const { previous, codes, lastYear } = report.history
  return {
    ...{ status: report.status, version: report.report?.version, nil: report.nil, details: report.details },
    values: typed(report.values),
    owed: [report.due.state, timeOf(report.due.at)],
    rows: report.form.rows.map((row) => [
      ...[row.code, row.nameVi, row.nameEn, row.shortVi, row.shortEn, row.unitVi, row.unitEn, row.definitionVi],
      ...[row.definitionEn, row.valueType, row.kind, row.eachOnce, row.task, row.pillar, row.section, row.enteredBy],
      ...[row.required, row.position, row.source],
    ]),
    rules: report.form.rules.map(({ code, severity, kind, params }) => [code, severity, kind, params]),
    history: [codes.map((code, i) => [code, previous[i] ?? null]), lastYear],
    denominators: report.denominators,
    events: report.events.map((each) => [each.verb, timeOf(each.at), each.name, each.role, each.reason]),
    names: [report.unit.fullName, report.province.fullName].sort(),
  }
}

function shapeOfRow(row: Row) {
  const lines = row.history as [string, Row | null][]
  const owed = row.owed as { state: string; dueAt: string }
  const names = row.names as [number, string][]
  const register = (row.a01 as number) > 0
  const registered = register ? { A01: row.a01, A02: row.a02, A03: row.a03, A04: row.a04 } : {}
  const events = (row.events ?? []) as [string, string, string | null, string | null, string | null][]
  return {
    ...{ status: row.status, version: row.version, nil: row.nil, details: row.details },
    values: typed({ ...(row.values as Row), A01: null, A02: null, A03: null, A04: null, ...registered }),
    owed: [owed.state, timeOf(owed.dueAt)],
    rows: row.rows,
    rules: row.rules,
    history: [lines.slice(0, 3), lines.slice(3)[0]?.[1] ?? null],
    denominators: row.denominators,
    events: events.map(([verb, at, ...rest]) => [verb, timeOf(at), ...rest]),
    names: names.map(([, name]) => name).sort(),
  }
}
