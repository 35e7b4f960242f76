import { z } from 'zod'

/** `months`: how many of the newest months, those that have not ended included. */
export const getMeasuresInput = z.object({ months: z.int().min(1).max(36).default(12) })
