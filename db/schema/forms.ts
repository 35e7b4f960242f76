import { bigint, boolean, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type {
  DayKind,
  EnteredBy,
  FormSection,
  IndicatorKind,
  PeriodState,
  Pillar,
  RowSource,
  RuleKind,
  Severity,
  ValueType,
} from '../enums'
import { day, instant } from './columns'

export const indicators = pgTable('indicators', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  ownerUnitId: integer('owner_unit_id'),
  code: text('code').notNull(),
  version: smallint('version').notNull().default(1),
  nameVi: text('name_vi').notNull(),
  nameEn: text('name_en').notNull(),
  shortVi: text('short_vi').notNull(),
  shortEn: text('short_en').notNull(),
  unitVi: text('unit_vi').notNull(),
  unitEn: text('unit_en').notNull(),
  definitionVi: text('definition_vi').notNull().default(''),
  definitionEn: text('definition_en').notNull().default(''),
  valueType: text('value_type').$type<ValueType>().notNull(),
  kind: text('kind').$type<IndicatorKind>().notNull(),
  eachOnce: boolean('each_once').notNull().default(false),
  task: smallint('task'),
  pillar: text('pillar').$type<Pillar>(),
  validFrom: day('valid_from'),
  validTo: day('valid_to'),
})

export const forms = pgTable('forms', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  code: text('code').notNull(),
  nameVi: text('name_vi').notNull(),
  nameEn: text('name_en').notNull(),
})

export const formVersions = pgTable('form_versions', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  formId: integer('form_id').notNull(),
  version: smallint('version').notNull(),
  state: text('state').$type<'draft' | 'in_force' | 'closed'>().notNull().default('draft'),
  issuedNumber: text('issued_number'),
  issuedOn: day('issued_on'),
  issuedBy: text('issued_by'),
  regime: jsonb('regime').$type<Record<string, string>>().notNull().default({}),
})

export const formRows = pgTable(
  'form_rows',
  {
    formVersionId: integer('form_version_id').notNull(),
    indicatorId: integer('indicator_id').notNull(),
    position: smallint('position').notNull(),
    section: text('section').$type<FormSection>().notNull(),
    enteredBy: text('entered_by').$type<EnteredBy>().notNull(),
    required: boolean('required').notNull().default(false),
    totalled: boolean('totalled').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.formVersionId, t.indicatorId] })],
)

export const formRules = pgTable(
  'form_rules',
  {
    formVersionId: integer('form_version_id').notNull(),
    code: text('code').notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    kind: text('kind').$type<RuleKind>().notNull(),
    params: jsonb('params').$type<Record<string, unknown>>().notNull().default({}),
    position: smallint('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.formVersionId, t.code] })],
)

export const indicatorSources = pgTable(
  'indicator_sources',
  {
    indicatorId: integer('indicator_id').notNull(),
    validFrom: day('valid_from').notNull(),
    source: text('source').$type<RowSource>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.indicatorId, t.validFrom] })],
)

export const calendarDays = pgTable('calendar_days', {
  onDay: day('on_day').primaryKey(),
  kind: text('kind').$type<DayKind>().notNull(),
  name: text('name').notNull(),
})

export const periods = pgTable('periods', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  code: text('code').notNull(),
  year: smallint('year').notNull(),
  month: smallint('month').notNull(),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on').notNull(),
  formVersionId: integer('form_version_id').notNull(),
  opensAt: instant('opens_at').notNull(),
  sendFromAt: instant('send_from_at').notNull(),
  teamDueAt: instant('team_due_at').notNull(),
  communeDueAt: instant('commune_due_at').notNull(),
  departmentDueAt: instant('department_due_at').notNull(),
  closesAt: instant('closes_at').notNull(),
  openedLate: boolean('opened_late').notNull().default(false),
  state: text('state').$type<PeriodState>().notNull().default('planned'),
  openedAt: instant('opened_at'),
  closedAt: instant('closed_at'),
})

export const headlineFigures = pgTable('headline_figures', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  unitId: integer('unit_id').notNull(),
  measure: text('measure').$type<'teams' | 'members' | 'commune_teams' | 'village_teams' | 'trained'>().notNull(),
  asOf: day('as_of').notNull(),
  value: bigint('value', { mode: 'number' }).notNull(),
  approximate: boolean('approximate').notNull().default(false),
  source: text('source').notNull(),
})

export const appState = pgTable('app_state', { key: text('key').primaryKey(), value: jsonb('value').notNull() })
