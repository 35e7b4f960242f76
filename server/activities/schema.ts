import { z } from 'zod'
import {
  activityChannels,
  activityKinds,
  activityStates,
  activityTasks,
  activityTopics,
  targetGroups,
} from '@/db/activity-enums'
import { plainText } from '@/db/unit-names'
import { parsePeriod } from '../calendar/rules'
import { dayInput } from '../calendar/schema'

const unitId = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
const count = z.int().min(0).max(100_000).nullable()
const line = (max: number) => z.string().max(max).transform(plainText)
const sentence = (max: number) => line(max).refine((text) => text.length >= 5, { error: 'common.sentence' })
const each = <Value extends z.ZodType>(value: Value, max: number) =>
  z
    .array(value)
    .max(max)
    .refine((all) => new Set(all).size === all.length, 'twice')
export const taskInput = z.union(activityTasks.map((task) => z.literal(task)))

/** What is said of an activity: how many, never who was guided. */
const fields = {
  onDay: dayInput,
  kind: z.enum(activityKinds),
  channel: z.enum(activityChannels),
  tasks: each(taskInput, 5).refine((all) => all.length > 0, 'none'),
  targetGroups: each(z.enum(targetGroups), 10).default([]),
  topics: each(z.enum(activityTopics), 22).default([]),
  households: count.default(null),
  /** Attendances by task, T1 to T5. */
  guided: z.array(count).length(5),
  /** Each person once; of them sixty and over. */
  people: count.default(null),
  people60: count.default(null),
  membersPresent: z.int().min(0).max(999).nullable().default(null),
  place: line(200).default(''),
  programmeId: z.uuid().nullable().default(null),
  partnerIds: each(z.uuid(), 20).default([]),
  note: line(1000).default(''),
  /** Teams that took part ("phối hợp"). */
  jointTeamIds: each(unitId, 30).default([]),
  /** Members who took part; left out: as it was. */
  memberIds: each(z.uuid(), 60).optional(),
}
const older = {
  check: ({ people, people60 }: { people: number | null; people60: number | null }) =>
    people60 === null || people === null || people60 <= people,
  says: { path: ['people60'], error: 'tooMany' },
}

export const logActivityInput = z
  .object({
    requestId,
    /** Made on the device, so that what is sent twice is there once. */
    id: z.uuid(),
    teamId: unitId,
    ...fields,
    /** When the device says that it was written down. */
    madeAt: z.date().nullable().default(null),
    /** Who told it, when the commune types for a team. */
    toldBy: line(120).default(''),
  })
  .refine(older.check, older.says)
export const correctActivityInput = z
  .object({ requestId, id: z.uuid(), version: z.int().positive(), reason: sentence(500), ...fields })
  .refine(older.check, older.says)
const step = z.object({ requestId, id: z.uuid(), reason: sentence(500) })
export const withdrawActivityInput = step
export const rejectActivityInput = step
export const restoreActivityInput = z.object({ requestId, id: z.uuid() })

export const periodCode = z.string().refine((code) => parsePeriod(code) !== null, 'badPeriod')
export const listActivitiesInput = z.object({
  /** The caller's own unit when left out. */
  unitId: unitId.optional(),
  /** A month of the report, from the 15th to the 14th; all when left out. */
  period: periodCode.optional(),
  kind: z.enum(activityKinds).optional(),
  channel: z.enum(activityChannels).optional(),
  task: taskInput.optional(),
  group: z.enum(targetGroups).optional(),
  programmeId: z.uuid().optional(),
  state: z.enum(activityStates).optional(),
  /** By day, or the way they came in. */
  order: z.enum(['day', 'received']).default('day'),
  page: z.int().positive().max(100_000).default(1),
})
export const getActivityInput = z.object({ id: z.uuid() })
export const activityChoicesInput = z.object({ teamId: unitId })
export const activityMembersInput = z.object({ teamId: unitId, on: dayInput })
export const teamFiguresInput = z.object({ teamId: unitId, period: periodCode })
export const communeFiguresInput = z.object({ communeId: unitId, period: periodCode })

export type LogActivityInput = z.output<typeof logActivityInput>
/** As it is typed and kept on a device: without what stands for itself. */
export type LogActivityGiven = z.input<typeof logActivityInput>
export type CorrectActivityInput = z.output<typeof correctActivityInput>
export type WithdrawActivityInput = z.output<typeof withdrawActivityInput>
export type RejectActivityInput = z.output<typeof rejectActivityInput>
export type RestoreActivityInput = z.output<typeof restoreActivityInput>
export type ListActivitiesInput = z.output<typeof listActivitiesInput>
export type ActivityMembersInput = z.output<typeof activityMembersInput>
export type TeamFiguresInput = z.output<typeof teamFiguresInput>
export type CommuneFiguresInput = z.output<typeof communeFiguresInput>
