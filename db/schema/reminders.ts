import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { DeliveryChannel, DeliveryState, ReminderMoment } from '../reminder-enums'
import { day, instant } from './columns'

/** What waits for a person on a day, in one message. */
export const reminders = pgTable('reminders', {
  id: uuid('id').primaryKey().defaultRandom(),
  personId: uuid('person_id').notNull(),
  onDay: day('on_day').notNull(),
  createdAt: instant('created_at').notNull(),
  seenAt: instant('seen_at'),
})

/** One obligation in a reminder, at a moment of its schedule. */
export const reminderLines = pgTable('reminder_lines', {
  reminderId: uuid('reminder_id').notNull(),
  personId: uuid('person_id').notNull(),
  periodId: integer('period_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  moment: text('moment').$type<ReminderMoment>().notNull(),
  dueOn: day('due_on').notNull(),
  dueAt: instant('due_at').notNull(),
  createdAt: instant('created_at').notNull(),
})

/** A message that leaves the house; neither its words nor an address are kept. */
export const deliveries = pgTable('deliveries', {
  id: uuid('id').primaryKey().defaultRandom(),
  reminderId: uuid('reminder_id').notNull(),
  personId: uuid('person_id').notNull(),
  unitId: integer('unit_id').notNull(),
  path: text('path').notNull(),
  channel: text('channel').$type<DeliveryChannel>().notNull(),
  state: text('state').$type<DeliveryState>().notNull().default('waiting'),
  attempts: smallint('attempts').notNull().default(0),
  nextAt: instant('next_at').notNull(),
  claimedAt: instant('claimed_at'),
  endedAt: instant('ended_at'),
  outcome: text('outcome'),
  createdAt: instant('created_at').notNull(),
})

/** What a province pays for messages to phones. `priceVnd`: whole đồng for one. */
export const messageQuotas = pgTable('message_quotas', {
  unitId: integer('unit_id').primaryKey(),
  path: text('path').notNull(),
  enabled: boolean('enabled').notNull().default(false),
  monthlyLimit: integer('monthly_limit').notNull().default(0),
  priceVnd: integer('price_vnd').notNull().default(0),
  setBy: uuid('set_by'),
  setAt: instant('set_at').notNull(),
})
