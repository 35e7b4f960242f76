import { z } from 'zod'
import { lateDecisions, reorganisationStates, unitLevels, unitTypes } from '@/db/enums'
import { dayInput } from '../calendar/schema'
import { placeName, plainText } from '../units/rules'
import { whole } from '../units/tree/rules'

// A message of these is a key under `units.form`, so that the browser says it beside the field.
const unitId = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
const line = (limit: number) =>
  z
    .string()
    .max(limit * 4, 'tooLong')
    .transform(plainText)
    .pipe(z.string().max(limit, 'tooLong'))
const needed = (limit: number) => line(limit).pipe(z.string().min(1, 'needed'))
const optional = (limit: number) =>
  line(limit)
    .transform((text) => (text === '' ? null : text))
    .nullish()
    .default(null)

/** The number, issuer, day, note and file of a resolution. */
const head = {
  resolutionNumber: needed(60),
  issuer: needed(200),
  effectiveOn: dayInput,
  note: optional(1000),
  fileId: z.uuid().nullish().default(null),
}
const ref = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/)
const node = z.union([z.object({ unitId }).strict(), z.object({ ref }).strict()])
const name = z.string().max(400, 'tooLong').transform(placeName).pipe(z.string().min(1, 'needed').max(100, 'tooLong'))
const code = z
  .string()
  .max(80)
  .transform(plainText)
  .transform((text) => (text === '' ? null : text))
  .nullable()
/** In hundred-millionths of the whole; null = unknown. */
const share = z.int().min(1).max(whole).nullable()

export const changeInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    ref,
    level: z.enum(unitLevels),
    parent: node,
    type: z.enum(unitTypes),
    name,
    code,
  }),
  z.object({ kind: z.literal('close'), unitId }),
  z.object({ kind: z.literal('merge'), unitId, into: node }),
  z.object({ kind: z.literal('split'), unitId, into: node, share }),
  z.object({ kind: z.literal('rename'), unitId, name }),
  z.object({ kind: z.literal('retype'), unitId, type: z.enum(unitTypes) }),
  z.object({ kind: z.literal('recode'), unitId, code }),
  z.object({ kind: z.literal('move'), unitId, parent: node }),
])
/** Lines that a person adds at once; an import brings more. */
export const linesAtOnce = 500

export const listReorganisationsInput = z.object({
  state: z.enum(reorganisationStates).optional(),
  /** Those that touch this unit or what lies in it. */
  unitId: unitId.optional(),
  page: z.int().min(1).max(1000).default(1),
})
export const getReorganisationInput = z.object({ id: z.uuid(), page: z.int().min(1).max(1000).default(1) })
export const reorganisationInput = z.object({ id: z.uuid() })
export const createReorganisationInput = z.object({ requestId, ...head })
const versioned = { requestId, id: z.uuid(), version: z.int().min(0) }
export const updateReorganisationInput = z.object({ ...versioned, ...head })
export const addChangesInput = z.object({ ...versioned, changes: z.array(changeInput).min(1).max(linesAtOnce) })
export const removeChangesInput = z.object({ ...versioned, lines: z.array(z.int().min(0)).min(1).max(linesAtOnce) })
export const stepReorganisationInput = z.object(versioned)
export const undoReorganisationInput = z.object({ ...versioned, reason: needed(500) })
export const decideReportsInput = z.object({
  ...versioned,
  reportIds: z.array(z.uuid()).min(1).max(5000),
  decision: z.enum(lateDecisions),
})
export const listWaitsInput = z.object({ reorganisationId: z.uuid().optional(), open: z.boolean().default(false) })
export const confirmChecksInput = z.object({ requestId, id: z.uuid() })
export const placeWaitInput = z.object({ requestId, waitId: z.uuid(), unitId })

export type ListReorganisationsInput = z.output<typeof listReorganisationsInput>
export type ListWaitsInput = z.output<typeof listWaitsInput>
export type CreateReorganisationInput = z.output<typeof createReorganisationInput>
export type UpdateReorganisationInput = z.output<typeof updateReorganisationInput>
export type AddChangesInput = z.output<typeof addChangesInput>
export type RemoveChangesInput = z.output<typeof removeChangesInput>
export type StepReorganisationInput = z.output<typeof stepReorganisationInput>
export type UndoReorganisationInput = z.output<typeof undoReorganisationInput>
export type DecideReportsInput = z.output<typeof decideReportsInput>
export type PlaceWaitInput = z.output<typeof placeWaitInput>
