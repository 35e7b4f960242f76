import { boolean, date, integer, numeric, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { RolloutState, SuccessionKind, TeamLevel, TeamState, UnitFlag, UnitLevel, UnitType } from '../enums'
import { day, instant } from './columns'

export const units = pgTable('units', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  level: text('level').$type<UnitLevel>().notNull(),
  path: text('path').notNull(),
  hi: text('hi').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const unitVersions = pgTable('unit_versions', {
  id: integer('id').primaryKey().generatedByDefaultAsIdentity(),
  unitId: integer('unit_id').notNull(),
  level: text('level').$type<UnitLevel>().notNull(),
  parentId: integer('parent_id'),
  name: text('name').notNull(),
  fullName: text('full_name').notNull(),
  type: text('type').$type<UnitType>().notNull(),
  code: text('code'),
  searchKey: text('search_key'),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
  note: text('note'),
  openedBy: uuid('opened_by'),
  closedBy: uuid('closed_by'),
})

export const unitAliases = pgTable(
  'unit_aliases',
  { unitId: integer('unit_id').notNull(), alias: text('alias').notNull(), searchKey: text('search_key') },
  (t) => [primaryKey({ columns: [t.unitId, t.alias] })],
)

export const unitSuccessions = pgTable(
  'unit_successions',
  {
    predecessorId: integer('predecessor_id').notNull(),
    successorId: integer('successor_id').notNull(),
    effectiveOn: day('effective_on').notNull(),
    kind: text('kind').$type<SuccessionKind>().notNull(),
    share: numeric('share', { precision: 9, scale: 8 }),
    confirmed: boolean('confirmed').notNull().default(false),
    resolution: text('resolution'),
    reorganisationId: uuid('reorganisation_id'),
  },
  (t) => [primaryKey({ columns: [t.predecessorId, t.successorId, t.effectiveOn] })],
)

/** Where figures of then lie today; follows from the successions (territory.sql). */
export const unitHomes = pgTable('unit_homes', {
  unitId: integer('unit_id').notNull(),
  since: day('since').notNull(),
  until: day('until').notNull(),
  homeId: integer('home_id'),
  share: numeric('share').notNull(),
  lead: boolean('lead').notNull(),
})

export const unitDoubts = pgTable(
  'unit_doubts',
  {
    unitId: integer('unit_id').notNull(),
    predecessorId: integer('predecessor_id').notNull(),
    successorId: integer('successor_id').notNull(),
    effectiveOn: day('effective_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.effectiveOn, t.predecessorId, t.successorId] })],
)

export const unitStrays = pgTable(
  'unit_strays',
  {
    unitId: integer('unit_id').notNull(),
    thenId: integer('then_id').notNull(),
    since: day('since').notNull(),
    until: day('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.thenId, t.since] })],
)

export const unitFlags = pgTable(
  'unit_flags',
  {
    unitId: integer('unit_id').notNull(),
    flag: text('flag').$type<UnitFlag>().notNull(),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
    source: text('source'),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.flag, t.validFrom] })],
)

export const unitRollouts = pgTable(
  'unit_rollouts',
  {
    unitId: integer('unit_id').notNull(),
    state: text('state').$type<RolloutState>().notNull(),
    wave: smallint('wave'),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.validFrom] })],
)

export const provinceSettings = pgTable('province_settings', {
  unitId: integer('unit_id').primaryKey(),
  reportingFrom: day('reporting_from'),
})

export const steeringCommittees = pgTable('steering_committees', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  name: text('name').notNull(),
  decisionNumber: text('decision_number').notNull(),
  decidedOn: day('decided_on').notNull(),
  head: text('head').notNull(),
  deputies: text('deputies').array().notNull().default([]),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
})

export const unitDenominators = pgTable(
  'unit_denominators',
  {
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    households: integer('households').notNull(),
    population: integer('population').notNull(),
    adults: integer('adults').notNull(),
    elderly: integer('elderly').notNull(),
    businessHouseholds: integer('business_households').notNull(),
    confirmedBy: uuid('confirmed_by'),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.asOf] })],
)

export const teams = pgTable('teams', {
  unitId: integer('unit_id').primaryKey(),
  path: text('path').notNull(),
  /** Where it belongs now; of another day its versions say (server/teams/queries.ts). */
  communeId: integer('commune_id').notNull(),
  level: text('level').$type<TeamLevel>().notNull(),
  state: text('state').$type<TeamState>().notNull().default('active'),
  foundedOn: day('founded_on').notNull(),
  dissolvedOn: day('dissolved_on'),
  chatLink: text('chat_link'),
  mergedInto: integer('merged_into'),
})

export const teamCoverages = pgTable(
  'team_coverages',
  {
    teamId: integer('team_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    villageId: integer('village_id').notNull(),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.villageId, t.validFrom] })],
)
