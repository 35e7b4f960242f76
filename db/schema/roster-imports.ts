import { boolean, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { RosterImportState, RosterVerdict } from '../roster-enums'
import { bytes, instant } from './columns'

export const rosterImports = pgTable('roster_imports', {
  id: uuid('id').primaryKey(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  personId: uuid('person_id').notNull(),
  assignmentId: uuid('assignment_id').notNull(),
  orderedBy: uuid('ordered_by'),
  orderedUnder: uuid('ordered_under'),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  content: bytes('content'),
  state: text('state').$type<RosterImportState>().notNull().default('checking'),
  step: text('step'),
  done: integer('done').notNull().default(0),
  of: integer('of').notNull().default(0),
  attempts: smallint('attempts').notNull().default(0),
  cancelAsked: boolean('cancel_asked').notNull().default(false),
  options: jsonb('options').notNull().default({}),
  reading: jsonb('reading'),
  summary: jsonb('summary'),
  mark: text('mark'),
  failure: text('failure'),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  endedAt: instant('ended_at'),
  removedAt: instant('removed_at'),
})

export const rosterImportRows = pgTable(
  'roster_import_rows',
  {
    importId: uuid('import_id').notNull(),
    place: integer('place').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    sheet: smallint('sheet').notNull(),
    line: integer('line').notNull(),
    cells: jsonb('cells').notNull(),
    verdict: text('verdict').$type<RosterVerdict>().notNull(),
    said: jsonb('said').notNull(),
    choice: text('choice'),
  },
  (t) => [primaryKey({ columns: [t.importId, t.place] })],
)

export const columnMappings = pgTable(
  'column_mappings',
  {
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    headers: text('headers').notNull(),
    columns: jsonb('columns').notNull(),
    personId: uuid('person_id').notNull(),
    saidAt: instant('said_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.headers] })],
)
