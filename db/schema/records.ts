import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { AccessKind } from '../enums'
import { instant } from './columns'

export const requests = pgTable('requests', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  procedure: text('procedure').notNull(),
  inputHash: text('input_hash').notNull(),
  response: jsonb('response'),
  at: instant('at').notNull(),
})

export const auditLog = pgTable('audit_log', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  at: instant('at').notNull(),
  tableName: text('table_name').notNull(),
  rowKey: text('row_key').notNull(),
  action: text('action').$type<'insert' | 'update' | 'delete'>().notNull(),
  path: text('path').notNull(),
  personId: uuid('person_id'),
  assignmentId: uuid('assignment_id'),
  changed: jsonb('changed').$type<Record<string, unknown>>().notNull(),
})

export const accessLog = pgTable('access_log', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  at: instant('at').notNull(),
  kind: text('kind').$type<AccessKind>().notNull(),
  personId: uuid('person_id'),
  assignmentId: uuid('assignment_id'),
  subject: text('subject'),
  reason: text('reason'),
  origin: text('origin'),
})
