import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { AgencyKind } from '../enums'
import { day, instant } from './columns'

export const agencies = pgTable('agencies', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  kind: text('kind').$type<AgencyKind>().notNull(),
  unitId: integer('unit_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const agencyVersions = pgTable('agency_versions', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  agencyId: integer('agency_id').notNull(),
  unitId: integer('unit_id').notNull(),
  kind: text('kind').$type<AgencyKind>().notNull(),
  name: text('name').notNull(),
  abbreviation: text('abbreviation').notNull(),
  documentSymbol: text('document_symbol').notNull(),
  parentBody: text('parent_body'),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
  note: text('note'),
  openedBy: uuid('opened_by'),
})
