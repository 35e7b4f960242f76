import { z } from 'zod'
import { plainText } from '@/db/unit-names'
import { dayInput } from '../../calendar/schema'
import { changeKinds, changeLevels } from './rules'

const unitId = z.int().positive().max(2_147_483_647)

export const listChangesInput = z
  .object({
    /** Any province that stands or stood: what is answered is about the one of today that holds it. null: the country. */
    provinceId: unitId.nullable().default(null),
    from: dayInput,
    to: dayInput,
    kind: z.enum(changeKinds).nullable().default(null),
    level: z.enum(changeLevels).nullable().default(null),
    search: z.string().max(200).transform(plainText).default(''),
    /** null: all of them, for a file. */
    page: z.int().min(1).max(1000).nullable().default(1),
  })
  .refine((input) => input.from <= input.to, { path: ['to'], message: 'endBeforeStart' })
export type ListChangesInput = z.output<typeof listChangesInput>

export const changeDaysInput = z.object({ unitId: unitId.nullable().default(null) })
export type ChangeDaysInput = z.output<typeof changeDaysInput>
