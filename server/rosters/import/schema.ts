import { z } from 'zod'
import { rosterVerdicts } from '@/db/roster-enums'
import { reasonInput } from '../schema'
import { type Field, importBytes, mappable } from './rules'

const requestId = z.uuid()
const id = z.uuid()
const place = z.int().min(0).max(1_000_000)
const unitId = z.int().positive().max(2_147_483_647)

/** A file as base64, as it was chosen. */
export const sendRosterInput = z.object({
  requestId,
  name: z.string().min(1).max(300),
  content: z.base64().max(Math.ceil((importBytes * 4) / 3) + 8),
})
export const rosterImportInput = z.object({ id })
export const rosterImportStepInput = z.object({ requestId, id })
/** What each column means, by its place; null: not used. */
export const nameColumnsInput = z.object({
  ...{ requestId, id },
  columns: z.array(z.enum(mappable as [Field, ...Field[]]).nullable()).max(100),
})
/** Which unit a word means, by the key of its question. */
export const answerQuestionsInput = z.object({
  ...{ requestId, id },
  answers: z
    .array(z.object({ key: z.string().min(1).max(300), unitId }))
    .min(1)
    .max(200),
})
/** Of possible duplicates, who they are; null: not decided again. */
export const chooseInput = z.object({
  ...{ requestId, id },
  choices: z
    .array(
      z.object({
        place,
        choice: z
          .string()
          .regex(/^(another|member:[0-9a-f-]{36}|row:\d{1,7})$/)
          .nullable(),
      }),
    )
    .min(1)
    .max(500),
})
/** `mark`: of the dry run that was shown; `skipWrong`: the right rows though others are wrong or undecided. */
export const applyRosterInput = z.object({
  ...{ requestId, id },
  mark: z.string().regex(/^[0-9a-f]{64}$/),
  skipWrong: z.boolean().default(false),
})
export const listRowsInput = z.object({ id, verdict: z.enum(rosterVerdicts), after: place.optional() })
/** `reason`: what the file is for; it stands in the file and in the log. */
export const exportRosterInput = z.object({ requestId, unitId, reason: reasonInput })

export type SendRosterInput = z.output<typeof sendRosterInput>
export type NameColumnsInput = z.output<typeof nameColumnsInput>
export type AnswerQuestionsInput = z.output<typeof answerQuestionsInput>
export type ChooseInput = z.output<typeof chooseInput>
export type ApplyRosterInput = z.output<typeof applyRosterInput>
export type ListRowsInput = z.output<typeof listRowsInput>
export type ExportRosterInput = z.output<typeof exportRosterInput>
