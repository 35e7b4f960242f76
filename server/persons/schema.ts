import { z } from 'zod'
import { dayInput } from '../calendar/schema'
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
