import { z } from 'zod'
import { dayKinds } from '@/db/enums'

export const setDayInput = z.object({
  on: z.iso.date(),
  kind: z.enum(dayKinds).nullable(),
  name: z
    .string()
    .max(200)
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text.length >= 2 && !/\p{Cc}/u.test(text), { error: 'common.sentence' }),
})
