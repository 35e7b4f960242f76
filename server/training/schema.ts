import { z } from 'zod'
import { completionSources, organiserKinds, sessionStates, trainingAudiences, trainingModes } from '@/db/training-enums'
import { plainText } from '@/db/unit-names'
import { dayInput } from '../calendar/schema'
import { listLimit, moduleLimit, partnerLimit, recordLimit, textLimits } from './rules'

// A message of these is a key under `units.form`, so that the browser says it beside the field.
const requestId = z.uuid()
const unitId = z.int().positive().max(2_147_483_647)
const line = (limit: number) =>
  z
    .string()
    .max(limit * 4, 'tooLong')
    .transform(plainText)
    .pipe(z.string().max(limit, 'tooLong'))
const needed = (limit: number) => line(limit).pipe(z.string().min(1, 'needed'))
const emptyIsNull = (text: string) => (text === '' ? null : text)
const optional = (limit: number) => line(limit).transform(emptyIsNull).nullish().default(null)
const optionalDay = dayInput.nullish().default(null)
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'badTime')
  .nullish()
  .default(null)
const link = line(textLimits.link)
  .refine((text) => text === '' || /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text), 'badLink')
  .transform(emptyIsNull)
  .nullish()
  .default(null)
const position = z.int().positive().max(moduleLimit)
const version = z.int().positive()
const count = z.int('badCount').min(0, 'badCount').max(100_000, 'badCount')

const span = <T extends { startsOn?: string | null; endsOn?: string | null }>(input: T) =>
  !input.startsOn || !input.endsOn || input.startsOn <= input.endsOn

export const getCourseInput = z.object({ id: z.uuid() })
export const listSessionsInput = z.object({
  scope: z.enum(['own', 'below']).default('own'),
  year: z.int().min(2020).max(2100).optional(),
  state: z.enum(sessionStates).optional(),
  page: z.int().min(1).max(10_000).default(1),
})
export const getSessionInput = z.object({ id: z.uuid() })
export const boardInput = z.object({
  unitId: unitId.optional(),
  courseId: z.uuid().optional(),
  year: z.int().min(2020).max(2100).optional(),
})
export const readListInput = z.object({
  courseId: z.uuid(),
  module: position.nullable().default(null),
  text: z.string().max(listLimit.characters, 'tooLong'),
})

/** What can be put right of a course. */
const courseFields = {
  name: needed(textLimits.title),
  link,
  dueOn: optionalDay,
  startsOn: optionalDay,
  endsOn: optionalDay,
  basis: optional(textLimits.basis),
  modules: z.array(needed(textLimits.title)).max(moduleLimit, 'tooMany').default([]),
}
export const addCourseInput = z
  .object({
    requestId,
    code: needed(textLimits.code),
    audience: z.enum(trainingAudiences),
    official: z.boolean().default(false),
    versionOf: z.uuid().nullish().default(null),
    ...courseFields,
  })
  .refine(span, { path: ['endsOn'], message: 'endBeforeStart' })
const courseStep = { requestId, courseId: z.uuid(), version }
export const changeCourseInput = z
  .object({ ...courseStep, ...courseFields })
  .refine(span, { path: ['endsOn'], message: 'endBeforeStart' })
/** `on`: the last day on which somebody can finish it. */
export const closeCourseInput = z.object({ ...courseStep, on: dayInput })
export const reopenCourseInput = z.object(courseStep)

const sessionFields = {
  title: needed(textLimits.title),
  courseId: z.uuid().nullish().default(null),
  modules: z.array(position).max(moduleLimit).default([]),
  startsOn: dayInput,
  endsOn: dayInput,
  startsAt: clock,
  endsAt: clock,
  mode: z.enum(trainingModes),
  place: optional(textLimits.place),
  link,
  organiser: z.enum(organiserKinds),
  partners: z.array(needed(textLimits.title)).max(partnerLimit, 'tooMany').default([]),
  audience: z.enum(trainingAudiences),
  topicMonth: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'badMonth')
    .nullish()
    .default(null),
}
const longest = 366
const inOrder = (input: { startsOn: string; endsOn: string }) =>
  input.startsOn <= input.endsOn && (Date.parse(input.endsOn) - Date.parse(input.startsOn)) / 86_400_000 <= longest
const spanRefused = { path: ['endsOn'], message: 'endBeforeStart' }

export const planSessionInput = z
  .object({ requestId, ...sessionFields, /** It has been held already. */ held: z.boolean().default(false) })
  .refine(inOrder, spanRefused)
export const changeSessionInput = z
  .object({ requestId, sessionId: z.uuid(), version, ...sessionFields })
  .refine(inOrder, spanRefused)
export const holdSessionInput = z.object({ requestId, sessionId: z.uuid(), version })
export const cancelSessionInput = z.object({
  requestId,
  sessionId: z.uuid(),
  version,
  reason: needed(textLimits.reason),
})
export const takeOverSessionInput = z.object({ requestId, sessionId: z.uuid() })
/** Only what was changed: two people who tick at once do not undo each other's ticks. */
export const takeAttendanceInput = z.object({
  requestId,
  sessionId: z.uuid(),
  came: z.array(z.object({ memberId: z.uuid(), teamId: unitId })).max(recordLimit),
  gone: z.array(z.uuid()).max(recordLimit),
})
export const setCountInput = z
  .object({ requestId, sessionId: z.uuid(), communeId: unitId, people: count, women: count.nullish().default(null) })
  .refine(({ people, women }) => women === null || women <= people, { path: ['women'], message: 'moreThanAll' })
export const recordCompletionsInput = z.object({
  requestId,
  courseId: z.uuid(),
  module: position.nullable().default(null),
  source: z.enum(completionSources),
  members: z
    .array(z.object({ memberId: z.uuid(), on: dayInput }))
    .min(1, 'needed')
    .max(recordLimit),
})
export const removeCompletionInput = z.object({ requestId, courseId: z.uuid(), memberId: z.uuid() })
export const recordOfficersInput = z
  .object({
    requestId,
    courseId: z.uuid(),
    on: dayInput,
    source: z.enum(completionSources),
    personIds: z.array(z.uuid()).max(100),
    /** Officials without a post here. */
    others: count.default(0),
  })
  .refine(({ personIds, others }) => personIds.length + others > 0, { path: ['others'], message: 'needed' })
export const removeOfficersInput = z.object({ requestId, id: z.uuid() })
/** Names leave the product for a reason, which is written down (domain.md section 12). */
export const exportNamesInput = z.object({
  requestId,
  courseId: z.uuid(),
  reason: needed(textLimits.reason).pipe(z.string().min(5, 'needed')),
})

export type ListSessionsInput = z.output<typeof listSessionsInput>
export type BoardInput = z.output<typeof boardInput>
export type ReadListInput = z.output<typeof readListInput>
export type AddCourseInput = z.output<typeof addCourseInput>
export type ChangeCourseInput = z.output<typeof changeCourseInput>
export type CloseCourseInput = z.output<typeof closeCourseInput>
export type ReopenCourseInput = z.output<typeof reopenCourseInput>
export type TakeOverSessionInput = z.output<typeof takeOverSessionInput>
export type PlanSessionInput = z.output<typeof planSessionInput>
export type ChangeSessionInput = z.output<typeof changeSessionInput>
export type HoldSessionInput = z.output<typeof holdSessionInput>
export type CancelSessionInput = z.output<typeof cancelSessionInput>
export type TakeAttendanceInput = z.output<typeof takeAttendanceInput>
export type SetCountInput = z.output<typeof setCountInput>
export type RecordCompletionsInput = z.output<typeof recordCompletionsInput>
export type RemoveCompletionInput = z.output<typeof removeCompletionInput>
export type RecordOfficersInput = z.output<typeof recordOfficersInput>
export type RemoveOfficersInput = z.output<typeof removeOfficersInput>
export type ExportNamesInput = z.output<typeof exportNamesInput>
