import {
  bigint,
  boolean,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ReportStatus, ReportVerb } from '../enums'
import type { LateReportState, TeamReportSource, TeamReportStatus, TeamReportVerb } from '../team-enums'
import type { ReportRegister } from '../training-enums'
import { bytes, day, instant } from './columns'

/** Figures by indicator code. Absent or null = blank ("chưa có số liệu"); 0 = none ("không phát sinh"). */
export type Values = Record<string, number | string | null>
export type Details = Record<
  string,
  { numerator?: number; source?: string; on?: string; noData?: boolean; reason?: string }
>
export type Denominators = {
  asOf: string
  households: number
  population: number
  adults: number
  elderly: number
  businessHouseholds: number
}

/** Teams whose reports stand behind a commune's, of how many that owed one, and the villages that they cover, of how many. */
export type TeamStanding = { sent: number; of: number; covered: number; villages: number }

export const obligations = pgTable(
  'obligations',
  {
    periodId: integer('period_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    provinceId: integer('province_id').notNull(),
    state: text('state').$type<'required' | 'exempt'>().notNull().default('required'),
    exemptReason: text('exempt_reason'),
    dueAt: instant('due_at').notNull(),
    baseDueAt: instant('base_due_at').notNull(),
    extensionReason: text('extension_reason'),
    movedBy: uuid('moved_by'),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.unitId] })],
)

export const reports = pgTable('reports', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  periodId: integer('period_id').notNull(),
  provinceId: integer('province_id').notNull(),
  formVersionId: integer('form_version_id').notNull(),
  status: text('status').$type<ReportStatus>().notNull().default('draft'),
  version: integer('version').notNull().default(0),
  submissionNo: smallint('submission_no').notNull().default(0),
  nil: boolean('nil').notNull().default(false),
  values: jsonb('values').$type<Values>().notNull().default({}),
  details: jsonb('details').$type<Details>().notNull().default({}),
  denominators: jsonb('denominators').$type<Denominators>(),
  proposedBy: uuid('proposed_by'),
  proposedAt: instant('proposed_at'),
  submittedBy: uuid('submitted_by'),
  submittedAt: instant('submitted_at'),
  firstSentAt: instant('first_sent_at'),
  acceptedBy: uuid('accepted_by'),
  acceptedAt: instant('accepted_at'),
  returnedAt: instant('returned_at'),
  resendDueAt: instant('resend_due_at'),
  signedNumber: text('signed_number'),
  signedOn: day('signed_on'),
  signedBy: text('signed_by'),
  signedFile: uuid('signed_file'),
  teams: jsonb('teams').$type<TeamStanding>(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const reportDrafts = pgTable('report_drafts', {
  reportId: uuid('report_id').primaryKey(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  values: jsonb('values').$type<Values>().notNull().default({}),
  details: jsonb('details').$type<Details>().notNull().default({}),
  touched: jsonb('touched').$type<Record<string, { by: string; at: string }>>().notNull().default({}),
  nil: boolean('nil').notNull().default(false),
  updatedBy: uuid('updated_by'),
  updatedAt: instant('updated_at').notNull(),
  printedAt: instant('printed_at'),
})

export const reportVersions = pgTable(
  'report_versions',
  {
    reportId: uuid('report_id').notNull(),
    submissionNo: smallint('submission_no').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    nil: boolean('nil').notNull(),
    values: jsonb('values').$type<Values>().notNull(),
    details: jsonb('details').$type<Details>().notNull(),
    denominators: jsonb('denominators').$type<Denominators>(),
    submittedBy: uuid('submitted_by'),
    submittedAt: instant('submitted_at').notNull(),
    signedNumber: text('signed_number'),
    signedOn: day('signed_on'),
    signedBy: text('signed_by'),
    signedFile: uuid('signed_file'),
    teams: jsonb('teams').$type<TeamStanding>(),
  },
  (t) => [primaryKey({ columns: [t.reportId, t.submissionNo] })],
)

export const reportEvents = pgTable('report_events', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  reportId: uuid('report_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  verb: text('verb').$type<ReportVerb>().notNull(),
  fromStatus: text('from_status').$type<ReportStatus>(),
  toStatus: text('to_status').$type<ReportStatus>().notNull(),
  submissionNo: smallint('submission_no').notNull(),
  at: instant('at').notNull(),
  personId: uuid('person_id'),
  assignmentId: uuid('assignment_id'),
  reason: text('reason'),
  cells: jsonb('cells').$type<Record<string, string>>(),
  requestId: uuid('request_id'),
})

export const files = pgTable('files', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  name: text('name').notNull(),
  mime: text('mime').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  content: bytes('content').notNull(),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
})

export const postings = pgTable('postings', {
  reportId: uuid('report_id').primaryKey(),
  submissionNo: smallint('submission_no').notNull(),
  counted: text('counted').$type<'submitted' | 'accepted'>().notNull(),
})

export const totals = pgTable(
  'totals',
  {
    provinceId: integer('province_id').notNull(),
    path: text('path').notNull(),
    periodId: integer('period_id').notNull(),
    indicatorId: integer('indicator_id').notNull(),
    submittedN: integer('submitted_n').notNull(),
    submittedNum: numeric('submitted_num', { precision: 24, scale: 3 }).notNull(),
    submittedDen: numeric('submitted_den', { precision: 24, scale: 3 }).notNull(),
    acceptedN: integer('accepted_n').notNull(),
    acceptedNum: numeric('accepted_num', { precision: 24, scale: 3 }).notNull(),
    acceptedDen: numeric('accepted_den', { precision: 24, scale: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.provinceId, t.indicatorId] })],
)

/** A revision of what is published of a period, a province's or the country's. Never changed. */
export const figureFreezes = pgTable('figure_freezes', {
  id: uuid('id').primaryKey().defaultRandom(),
  periodId: integer('period_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  revision: smallint('revision').notNull(),
  frozenAt: instant('frozen_at').notNull(),
  frozenBy: uuid('frozen_by').notNull(),
  assignmentId: uuid('assignment_id').notNull(),
  reason: text('reason'),
  required: integer('required').notNull(),
  accepted: integer('accepted').notNull(),
})

/** Who owed, and the filed version that counted in a revision; of the country a line is a province. */
export const frozenUnits = pgTable(
  'frozen_units',
  {
    freezeId: uuid('freeze_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    subjectId: integer('subject_id').notNull(),
    required: integer('required').notNull(),
    accepted: integer('accepted').notNull(),
    reportId: uuid('report_id'),
    submissionNo: smallint('submission_no'),
  },
  (t) => [primaryKey({ columns: [t.freezeId, t.subjectId] })],
)

export const frozenTotals = pgTable(
  'frozen_totals',
  {
    freezeId: uuid('freeze_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    provinceId: integer('province_id').notNull(),
    indicatorId: integer('indicator_id').notNull(),
    n: integer('n').notNull(),
    num: numeric('num', { precision: 24, scale: 3 }).notNull(),
    den: numeric('den', { precision: 24, scale: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.freezeId, t.provinceId, t.indicatorId] })],
)

/** From which month on a register of a commune fills rows of its report, or no longer does. */
export const registerStarts = pgTable(
  'register_starts',
  {
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    register: text('register').$type<ReportRegister>().notNull(),
    startsOn: day('starts_on').notNull(),
    source: text('source').$type<'manual' | 'register'>().notNull(),
    setBy: uuid('set_by'),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.register, t.startsOn] })],
)

/** What a team owes and has reported of a period; sent by itself or typed by its commune. */
export const teamReports = pgTable(
  'team_reports',
  {
    periodId: integer('period_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    state: text('state').$type<'required' | 'exempt'>().notNull().default('required'),
    exemptReason: text('exempt_reason').$type<'first_period' | 'dissolved'>(),
    dueAt: instant('due_at').notNull(),
    baseDueAt: instant('base_due_at').notNull(),
    status: text('status').$type<TeamReportStatus>().notNull().default('none'),
    version: integer('version').notNull().default(0),
    submissionNo: smallint('submission_no').notNull().default(0),
    nil: boolean('nil').notNull().default(false),
    values: jsonb('values').$type<Values>().notNull().default({}),
    source: text('source').$type<TeamReportSource>(),
    firstSentAt: instant('first_sent_at'),
    sentAt: instant('sent_at'),
    returnedAt: instant('returned_at'),
    returnReason: text('return_reason'),
    returnCells: jsonb('return_cells').$type<Record<string, string>>(),
    resendDueAt: instant('resend_due_at'),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.unitId] })],
)

export const teamReportVersions = pgTable(
  'team_report_versions',
  {
    periodId: integer('period_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    submissionNo: smallint('submission_no').notNull(),
    nil: boolean('nil').notNull(),
    values: jsonb('values').$type<Values>().notNull(),
    source: text('source').$type<TeamReportSource>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.unitId, t.submissionNo] })],
)

export const teamReportEvents = pgTable('team_report_events', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  periodId: integer('period_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  verb: text('verb').$type<TeamReportVerb>().notNull(),
  submissionNo: smallint('submission_no').notNull(),
  reason: text('reason'),
  cells: jsonb('cells').$type<Record<string, string>>(),
  toldBy: text('told_by'),
  toldOn: day('told_on'),
  personId: uuid('person_id'),
  personName: text('person_name'),
  at: instant('at').notNull(),
})

/** Pictures of the paper or the message that a commune typed a team's month from; seen inside the commune alone. */
export const teamReportPhotos = pgTable('team_report_photos', {
  id: uuid('id').primaryKey(),
  periodId: integer('period_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  submissionNo: smallint('submission_no').notNull(),
  position: smallint('position').notNull(),
  mime: text('mime').notNull(),
  width: smallint('width').notNull(),
  height: smallint('height').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  /** Null once its time was over; the row says when. */
  content: bytes('content'),
  uploadedBy: uuid('uploaded_by'),
  uploadedAt: instant('uploaded_at').notNull(),
  removedAt: instant('removed_at'),
})

/** Figures of a team that came after its commune had sent the month; they wait for the level above. */
export const lateTeamReports = pgTable('late_team_reports', {
  id: uuid('id').primaryKey().defaultRandom(),
  periodId: integer('period_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  state: text('state').$type<LateReportState>().notNull(),
  teamVersion: integer('team_version').notNull(),
  nil: boolean('nil').notNull(),
  values: jsonb('values').$type<Values>().notNull(),
  source: text('source').$type<TeamReportSource>().notNull(),
  reason: text('reason').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: instant('asked_at').notNull(),
  passedBy: uuid('passed_by'),
  passedAt: instant('passed_at'),
  answeredBy: uuid('answered_by'),
  answeredAt: instant('answered_at'),
  answer: text('answer'),
})
