import { z } from 'zod'
import { dataRequestKinds } from '@/db/roster-enums'
import { dayInput } from '../calendar/schema'
import { cleanName } from '../people/rules'
import { reasonInput } from '../rosters/schema'

const requestId = z.uuid()
export const revealInput = z.object({ requestId, memberId: z.uuid() })
export const openInput = z.object({
  requestId,
  unitId: z.int().positive().max(2_147_483_647),
  on: dayInput.optional(),
  reason: reasonInput,
})
export type RevealInput = z.output<typeof revealInput>
export type OpenInput = z.output<typeof openInput>

const text = z.string().max(2000).transform(cleanName).pipe(z.string().min(5, 'reasonNeeded').max(500, 'tooLong'))
export const receiveRequestInput = z.object({
  requestId,
  memberId: z.uuid(),
  kind: z.enum(dataRequestKinds),
  receivedOn: dayInput,
  processor: z.boolean().default(false),
  note: z
    .string()
    .max(2000)
    .transform(cleanName)
    .pipe(z.string().max(500, 'tooLong'))
    .transform((note) => (note === '' ? null : note))
    .nullable()
    .default(null),
})
export const requestStepInput = z.object({ requestId, id: z.uuid() })
export const extendRequestInput = requestStepInput.extend({ reason: text })
export const closeRequestInput = requestStepInput.extend({ done: z.boolean(), outcome: text })
export const listRequestsInput = z.object({ communeId: z.int().positive().max(2_147_483_647) })
export type ReceiveRequestInput = z.output<typeof receiveRequestInput>
export type ExtendRequestInput = z.output<typeof extendRequestInput>
export type CloseRequestInput = z.output<typeof closeRequestInput>
