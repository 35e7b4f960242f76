import { boolean, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { TeamLevel } from '../enums'
import type {
  AuxiliaryKind,
  ComponentGroup,
  DataRequestKind,
  DataRequestState,
  DecisionKind,
  DecisionState,
  EndedReason,
  MemberRole,
  SelectionTick,
  Sex,
} from '../roster-enums'
import { day, instant } from './columns'

export const components = pgTable('components', {
  code: text('code').primaryKey(),
  ownerId: integer('owner_id'),
  name: text('name'),
  countsAs: text('counts_as').$type<ComponentGroup>(),
  position: smallint('position').notNull(),
  closedOn: day('closed_on'),
})

export const memberLimits = pgTable(
  'member_limits',
  {
    unitId: integer('unit_id').notNull(),
    teamLevel: text('team_level').$type<TeamLevel>().notNull(),
    memberMin: smallint('member_min').notNull(),
    memberMax: smallint('member_max').notNull(),
    basis: text('basis'),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.teamLevel, t.validFrom] })],
)

export const teamDecisions = pgTable('team_decisions', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  kind: text('kind').$type<DecisionKind>().notNull(),
  state: text('state').$type<DecisionState>().notNull().default('draft'),
  number: text('number'),
  decidedOn: day('decided_on'),
  effectiveOn: day('effective_on').notNull(),
  signer: text('signer'),
  signerTitle: text('signer_title'),
  issuer: text('issuer'),
  grounds: text('grounds').array().notNull().default([]),
  reason: text('reason'),
  replaces: uuid('replaces'),
  fileId: uuid('file_id'),
  createdBy: uuid('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  issuedBy: uuid('issued_by'),
  issuedAt: instant('issued_at'),
  version: integer('version').notNull().default(1),
  /** A draft that another commune began, which has ended since. */
  begunIn: integer('begun_in'),
})

export const teamDecisionLines = pgTable(
  'team_decision_lines',
  {
    decisionId: uuid('decision_id').notNull(),
    line: smallint('line').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    teamId: integer('team_id'),
    name: text('name'),
    level: text('level').$type<TeamLevel>(),
    villageIds: integer('village_ids').array().notNull().default([]),
    successorId: integer('successor_id'),
  },
  (t) => [primaryKey({ columns: [t.decisionId, t.line] })],
)

export const members = pgTable('members', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  fullName: text('full_name'),
  sortName: text('sort_name'),
  sex: text('sex').$type<Sex>(),
  birthYear: smallint('birth_year'),
  phone: text('phone'),
  residence: text('residence'),
  employer: text('employer'),
  personId: uuid('person_id'),
  informedOn: day('informed_on'),
  publishAgreedOn: day('publish_agreed_on'),
  restrictedOn: day('restricted_on'),
  mergedInto: uuid('merged_into'),
  anonymisedAt: instant('anonymised_at'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
})

export const memberships = pgTable('memberships', {
  id: uuid('id').primaryKey().defaultRandom(),
  memberId: uuid('member_id').notNull(),
  /** The team. */
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  role: text('role').$type<MemberRole>().notNull(),
  component: text('component'),
  concurrentPost: text('concurrent_post'),
  isLocal: boolean('is_local'),
  selection: text('selection').$type<SelectionTick>().array().notNull().default([]),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
  endedReason: text('ended_reason').$type<EndedReason>(),
  endedNote: text('ended_note'),
  absentSince: day('absent_since'),
  decisionId: uuid('decision_id'),
  endedBy: uuid('ended_by'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const teamDecisionMembers = pgTable(
  'team_decision_members',
  {
    decisionId: uuid('decision_id').notNull(),
    line: smallint('line').notNull(),
    memberId: uuid('member_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    component: text('component'),
    concurrentPost: text('concurrent_post'),
  },
  (t) => [primaryKey({ columns: [t.decisionId, t.line, t.memberId] })],
)

export const auxiliaryGroups = pgTable('auxiliary_groups', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  kind: text('kind').$type<AuxiliaryKind>().notNull(),
  name: text('name').notNull(),
  members: integer('members'),
  decisionNumber: text('decision_number'),
  chatLink: text('chat_link'),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
})

export const focalPoints = pgTable('focal_points', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  fullName: text('full_name').notNull(),
  sortName: text('sort_name').notNull(),
  title: text('title'),
  phone: text('phone'),
  email: text('email'),
  validFrom: day('valid_from').notNull(),
  validTo: day('valid_to'),
})

export const dataRequests = pgTable('data_requests', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  memberId: uuid('member_id').notNull(),
  kind: text('kind').$type<DataRequestKind>().notNull(),
  note: text('note'),
  processor: boolean('processor').notNull().default(false),
  state: text('state').$type<DataRequestState>().notNull().default('received'),
  receivedOn: day('received_on').notNull(),
  answerDueOn: day('answer_due_on').notNull(),
  dueOn: day('due_on').notNull(),
  extendedOn: day('extended_on'),
  extensionReason: text('extension_reason'),
  answeredOn: day('answered_on'),
  closedOn: day('closed_on'),
  outcome: text('outcome'),
  createdBy: uuid('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  closedBy: uuid('closed_by'),
})
