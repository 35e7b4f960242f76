import { z } from 'zod'

/** `period`: code of the month to look at; absent: the newest whose last day has passed. A commune sees all it owes. */
export const getHomeInput = z.object({
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
})
