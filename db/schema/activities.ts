import { bigint, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type {
  ActivityChannel,
  ActivityKind,
  ActivityState,
  ActivityTopic,
  ActivityVerb,
  PartnerKind,
  TargetGroup,
} from '../activity-enums'
import { bytes, day, instant } from './columns'

export const partners = pgTable('partners', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<PartnerKind>().notNull(),
  closedOn: day('closed_on'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const programmes = pgTable('programmes', {
  id: uuid('id').primaryKey().defaultRandom(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  name: text('name').notNull(),
  documentNumber: text('document_number'),
  startsOn: day('starts_on').notNull(),
  endsOn: day('ends_on'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const activities = pgTable('activities', {
  /** Made on the device that logged it. */
  id: uuid('id').primaryKey(),
  /** The team that owns it. */
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  onDay: day('on_day').notNull(),
  kind: text('kind').$type<ActivityKind>().notNull(),
  channel: text('channel').$type<ActivityChannel>().notNull(),
  tasks: smallint('tasks').array().notNull(),
  targetGroups: text('target_groups').$type<TargetGroup>().array().notNull().default([]),
  topics: text('topics').$type<ActivityTopic>().array().notNull().default([]),
  households: integer('households'),
  guided1: integer('guided_1'),
  guided2: integer('guided_2'),
  guided3: integer('guided_3'),
  guided4: integer('guided_4'),
  guided5: integer('guided_5'),
  people: integer('people'),
  people60: integer('people_60'),
  membersPresent: smallint('members_present'),
  place: text('place'),
  programmeId: uuid('programme_id'),
  partnerIds: uuid('partner_ids').array().notNull().default([]),
  note: text('note'),
  state: text('state').$type<ActivityState>().notNull().default('recorded'),
  stateReason: text('state_reason'),
  createdBy: uuid('created_by'),
  receivedAt: instant('received_at').notNull(),
  madeAt: instant('made_at'),
  version: integer('version').notNull().default(1),
})

export const activityTeams = pgTable(
  'activity_teams',
  {
    activityId: uuid('activity_id').notNull(),
    /** The team that took part; the owner has the figures. */
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
    ownerId: integer('owner_id').notNull(),
    ownerPath: text('owner_path').notNull(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.unitId] })],
)

export const activityMembers = pgTable(
  'activity_members',
  {
    activityId: uuid('activity_id').notNull(),
    memberId: uuid('member_id').notNull(),
    unitId: integer('unit_id').notNull(),
    path: text('path').notNull(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.memberId] })],
)

export const activityEvents = pgTable('activity_events', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  activityId: uuid('activity_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  verb: text('verb').$type<ActivityVerb>().notNull(),
  reason: text('reason'),
  personId: uuid('person_id'),
  personName: text('person_name'),
  /** Who told what an officer typed for the team ("nhập hộ"). */
  toldBy: text('told_by'),
  version: integer('version').notNull(),
  at: instant('at').notNull(),
})

export const activityPhotos = pgTable('activity_photos', {
  id: uuid('id').primaryKey(),
  activityId: uuid('activity_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  /** The day of the activity; moves with it. */
  onDay: day('on_day').notNull(),
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
