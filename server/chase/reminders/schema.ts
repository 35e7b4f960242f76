import { z } from 'zod'
import { parsePeriod } from '../../calendar/rules'
import { dayInput } from '../../calendar/schema'

/** `upTo`: the newest day that the reader was shown. */
export const seeRemindersInput = z.object({ requestId: z.uuid(), upTo: dayInput })
/** `period`: a month's code; the newest that has ended when none is named. */
export const listReminderLogInput = z.object({
  period: z
    .string()
    .refine((code) => parsePeriod(code) !== null, 'badPeriod')
    .optional(),
})
