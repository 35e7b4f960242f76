import { z } from 'zod'
import { dayKinds } from '@/db/enums'
import { plainText } from '@/db/unit-names'
import { isDay } from './rules'

/** A day that somebody may mean: nothing before 1945, nothing absurdly far, so that arithmetic and Postgres both hold it. */
export const dayInput = z
  .string()
  .refine(isDay, 'badDay')
  .refine((day) => day >= '1945-09-02' && day < '2100-01-01', 'badDay')

export const setDayInput = z.object({
  on: dayInput,
  kind: z.enum(dayKinds).nullable(),
  name: z
    .string()
    .max(200)
    .transform(plainText)
    .refine((text) => text.length >= 2, { error: 'common.sentence' }),
})
