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
import type {
  ChangeKind,
  LateDecision,
  ReorganisationAction,
  ReorganisationState,
  RunState,
  UnitLevel,
  UnitType,
  WaitKind,
} from '../enums'
import { day, instant } from './columns'
import type { Denominators, Details, Values } from './reports'

export const reorganisations = pgTable('reorganisations', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  resolutionNumber: text('resolution_number').notNull(),
  issuer: text('issuer').notNull(),
  effectiveOn: day('effective_on').notNull(),
  note: text('note'),
  fileId: uuid('file_id'),
  state: text('state').$type<ReorganisationState>().notNull().default('draft'),
  recorded: boolean('recorded').notNull().default(false),
  version: integer('version').notNull().default(0),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
  orderedBy: uuid('ordered_by'),
  orderedUnder: uuid('ordered_under'),
  orderedAt: instant('ordered_at'),
  appliedAt: instant('applied_at'),
  undoneAt: instant('undone_at'),
  undoReason: text('undo_reason'),
  failure: jsonb('failure').$type<Record<string, unknown>>(),
})

export const reorganisationChanges = pgTable(
  'reorganisation_changes',
  {
    reorganisationId: uuid('reorganisation_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    line: integer('line').notNull(),
    kind: text('kind').$type<ChangeKind>().notNull(),
    subjectId: integer('subject_id'),
    ref: text('ref'),
    targetId: integer('target_id'),
    targetRef: text('target_ref'),
    share: numeric('share', { precision: 9, scale: 8 }),
    level: text('level').$type<UnitLevel>(),
    type: text('type').$type<UnitType>(),
    name: text('name'),
    code: text('code'),
  },
  (t) => [primaryKey({ columns: [t.reorganisationId, t.line] })],
)

export const reorganisationDecisions = pgTable(
  'reorganisation_decisions',
  {
    reorganisationId: uuid('reorganisation_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    reportId: uuid('report_id').notNull(),
    decision: text('decision').$type<LateDecision>().notNull(),
    submissionNo: smallint('submission_no').notNull(),
    parts: integer('parts').array().notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.reorganisationId, t.reportId] })],
)

export const reorganisationWaits = pgTable('reorganisation_waits', {
  id: uuid('id').primaryKey().defaultRandom(),
  reorganisationId: uuid('reorganisation_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  kind: text('kind').$type<WaitKind>().notNull(),
  subjectId: integer('subject_id'),
  assignmentId: uuid('assignment_id'),
  fromId: integer('from_id').notNull(),
  candidates: integer('candidates').array().notNull(),
  placedId: integer('placed_id'),
  placedBy: uuid('placed_by'),
  placedAt: instant('placed_at'),
})

export const reorganisationRuns = pgTable('reorganisation_runs', {
  id: uuid('id').primaryKey().defaultRandom(),
  reorganisationId: uuid('reorganisation_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  action: text('action').$type<ReorganisationAction>().notNull(),
  state: text('state').$type<RunState>().notNull().default('running'),
  step: text('step'),
  done: integer('done').notNull().default(0),
  of: integer('of').notNull().default(0),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
})

export const reorganisationConfirmations = pgTable(
  'reorganisation_confirmations',
  {
    reorganisationId: uuid('reorganisation_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    teams: integer('teams').notNull(),
    villages: integer('villages').notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.reorganisationId, t.unitId] })],
)

export const reorganisationInverses = pgTable(
  'reorganisation_inverses',
  {
    reorganisationId: uuid('reorganisation_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    tableName: text('table_name').notNull(),
    rowKey: jsonb('row_key').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [primaryKey({ columns: [t.reorganisationId, t.seq] })],
)

export const reportParts = pgTable(
  'report_parts',
  {
    periodId: integer('period_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    fromId: integer('from_id').notNull(),
    reportId: uuid('report_id').notNull(),
    status: text('status').notNull(),
    entire: boolean('entire').notNull(),
    nil: boolean('nil').notNull(),
    values: jsonb('values').$type<Values>().notNull(),
    details: jsonb('details').$type<Details>().notNull(),
    denominators: jsonb('denominators').$type<Denominators>(),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.unitId, t.fromId] })],
)
