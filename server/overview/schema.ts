import { z } from 'zod'

/**
 * `period`: code of the month to look at; absent: the newest whose last day has passed. A commune sees all it owes. `tree`: by which
 * provinces the ministry sees the month, those that owed it or those in which who owed it lies today.
 */
export const getHomeInput = z.object({
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  tree: z.enum(['then', 'now']).default('then'),
})
export type GetHomeInput = z.output<typeof getHomeInput>
