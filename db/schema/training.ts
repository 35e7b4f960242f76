import { boolean, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { CompletionSource, OrganiserKind, SessionState, TrainingAudience, TrainingMode } from '../training-enums'
import { day, instant } from './columns'

export const courses = pgTable('courses', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  audience: text('audience').$type<TrainingAudience>().notNull(),
  official: boolean('official').notNull().default(false),
  link: text('link'),
  versionOf: uuid('version_of'),
  dueOn: day('due_on'),
  startsOn: day('starts_on'),
  endsOn: day('ends_on'),
  basis: text('basis'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
  /** The last day on which somebody can finish it. */
  closedOn: day('closed_on'),
})

export const courseModules = pgTable(
  'course_modules',
  {
    courseId: uuid('course_id').notNull(),
    position: smallint('position').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    name: text('name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.position] })],
)

export const trainingSessions = pgTable('training_sessions', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  title: text('title').notNull(),
  courseId: uuid('course_id'),
  modules: smallint('modules').array().notNull().default([]),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  startsAt: text('starts_at'),
  endsAt: text('ends_at'),
  mode: text('mode').$type<TrainingMode>().notNull(),
  place: text('place'),
  link: text('link'),
  organiser: text('organiser').$type<OrganiserKind>().notNull(),
  partners: text('partners').array().notNull().default([]),
  audience: text('audience').$type<TrainingAudience>().notNull(),
  state: text('state').$type<SessionState>().notNull().default('planned'),
  topicMonth: text('topic_month'),
  cancelledReason: text('cancelled_reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
})

export const attendances = pgTable(
  'attendances',
  {
    sessionId: uuid('session_id').notNull(),
    memberId: uuid('member_id').notNull(),
    /** The team of then. */
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    communeId: integer('commune_id').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.memberId] })],
)

export const attendanceCounts = pgTable(
  'attendance_counts',
  {
    sessionId: uuid('session_id').notNull(),
    /** The commune they came from. */
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    people: integer('people').notNull(),
    women: integer('women'),
    recordedBy: uuid('recorded_by'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.unitId] })],
)

export const completions = pgTable('completions', {
  id: uuid('id').primaryKey().defaultRandom(),
  memberId: uuid('member_id').notNull(),
  courseId: uuid('course_id').notNull(),
  module: smallint('module'),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  communeId: integer('commune_id').notNull(),
  completedOn: day('completed_on').notNull(),
  source: text('source').$type<CompletionSource>().notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const officerCompletions = pgTable('officer_completions', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  courseId: uuid('course_id').notNull(),
  personId: uuid('person_id'),
  people: integer('people').notNull().default(1),
  completedOn: day('completed_on').notNull(),
  source: text('source').$type<CompletionSource>().notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})
