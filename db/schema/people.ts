import { boolean, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '../enums'
import { instant } from './columns'

export const persons = pgTable('persons', {
  id: uuid('id').primaryKey().defaultRandom(),
  fullName: text('full_name').notNull(),
  sortName: text('sort_name').notNull(),
  phone: text('phone'),
  email: text('email'),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const assignments = pgTable('assignments', {
  id: uuid('id').primaryKey().defaultRandom(),
  personId: uuid('person_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  title: text('title'),
  holderName: text('holder_name').notNull(),
  contactPhone: text('contact_phone'),
  managesAccounts: boolean('manages_accounts').notNull().default(false),
  delegatedFrom: uuid('delegated_from'),
  validFrom: instant('valid_from').notNull(),
  validTo: instant('valid_to'),
  createdBy: uuid('created_by'),
  endedReason: text('ended_reason'),
})

export const assignmentAreas = pgTable(
  'assignment_areas',
  { assignmentId: uuid('assignment_id').notNull(), unitId: integer('unit_id').notNull(), path: text('path').notNull() },
  (t) => [primaryKey({ columns: [t.assignmentId, t.unitId] })],
)

export const accounts = pgTable('accounts', {
  personId: uuid('person_id').primaryKey(),
  signInName: text('sign_in_name').notNull(),
  passwordHash: text('password_hash'),
  epoch: integer('epoch').notNull().default(1),
  failedCount: smallint('failed_count').notNull().default(0),
  lockedUntil: instant('locked_until'),
  disabledAt: instant('disabled_at'),
  mustChange: boolean('must_change').notNull().default(false),
  demo: boolean('demo').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
  lastSignInAt: instant('last_sign_in_at'),
})

export const activationCodes = pgTable('activation_codes', {
  id: uuid('id').primaryKey().defaultRandom(),
  personId: uuid('person_id').notNull(),
  codeHash: text('code_hash').notNull(),
  purpose: text('purpose').$type<'activate' | 'reset'>().notNull(),
  createdBy: uuid('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})
