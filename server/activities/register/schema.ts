import { z } from 'zod'
import { partnerKinds } from '@/db/activity-enums'
import { plainText } from '@/db/unit-names'
import { dayInput } from '../../calendar/schema'

const requestId = z.uuid()
const name = z
  .string()
  .max(200)
  .transform(plainText)
  .refine((text) => text.length >= 2, 'needed')

export const addPartnerInput = z.object({ requestId, name, kind: z.enum(partnerKinds) })
export const closePartnerInput = z.object({ requestId, id: z.uuid() })
export const addProgrammeInput = z
  .object({
    requestId,
    name,
    documentNumber: z.string().max(100).transform(plainText).default(''),
    startsOn: dayInput,
    /** The last day; null: it goes on. */
    endsOn: dayInput.nullable().default(null),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, {
    path: ['endsOn'],
    error: 'endBeforeStart',
  })
export const endProgrammeInput = z.object({ requestId, id: z.uuid(), on: dayInput })

export type AddPartnerInput = z.output<typeof addPartnerInput>
export type ClosePartnerInput = z.output<typeof closePartnerInput>
export type AddProgrammeInput = z.output<typeof addProgrammeInput>
export type EndProgrammeInput = z.output<typeof endProgrammeInput>
