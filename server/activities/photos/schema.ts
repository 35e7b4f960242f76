import { z } from 'zod'
import { maxPhotoBytes } from './rules'

const requestId = z.uuid()
/** A picture as base64 inside the command, so that it is there once per requestId. `id` is made on the device. */
export const addPhotoInput = z.object({
  requestId,
  id: z.uuid(),
  activityId: z.uuid(),
  content: z.base64().max(Math.ceil((maxPhotoBytes * 4) / 3) + 8),
})
export const removePhotoInput = z.object({
  requestId,
  id: z.uuid(),
  reason: z
    .string()
    .max(500)
    .transform((text) => text.trim())
    .refine((text) => text.length >= 5, { error: 'common.sentence' }),
})
export const getPhotoInput = z.object({ id: z.uuid() })

export type AddPhotoInput = z.output<typeof addPhotoInput>
export type RemovePhotoInput = z.output<typeof removePhotoInput>
