import { z } from 'zod'
import { maxPhotoBytes } from './rules'

/** A picture as base64 inside the command, so that it is there once per requestId. */
export const photoContent = z.base64().max(Math.ceil((maxPhotoBytes * 4) / 3) + 8)
/** Why a picture is taken away for good. */
export const removeReason = z
  .string()
  .max(500)
  .transform((text) => text.trim())
  .refine((text) => text.length >= 5, { error: 'common.sentence' })
