import { z } from 'zod'
import { auxiliaryKinds } from '@/db/roster-enums'
import { dayInput } from '../calendar/schema'
import { short } from '../people/schema'
import { fullNameInput, optional, phoneInput } from '../rosters/schema'

// A message of these is a key under `contacts.form`, so that the browser says it beside the field.
const unitId = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
const id = z.uuid()
/** A way into a chat group: an address of the web, nothing that runs. */
export const chatLinkInput = z
  .string()
  .trim()
  .max(300, 'tooLong')
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .refine((text) => text === null || /^https:\/\/[^\s<>"']+$/.test(text), 'badLink')
  .default(null)

export const listContactsInput = z.object({ unitId })
export const addFocalPointInput = z.object({
  requestId,
  unitId,
  fullName: fullNameInput,
  title: optional(150),
  phone: phoneInput,
  email: z
    .string()
    .trim()
    .max(200)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .refine((text) => text === null || /^[^\s@<>"']+@[^\s@<>"']+\.[a-zA-Z]{2,}$/.test(text), 'badEmail')
    .default(null),
  from: dayInput,
})
export const addGroupInput = z.object({
  requestId,
  unitId,
  kind: z.enum(auxiliaryKinds),
  name: short(150).pipe(z.string().min(2, 'needed')),
  members: z.int().min(0).max(10_000).nullable().default(null),
  decisionNumber: optional(50),
  chatLink: chatLinkInput,
  from: dayInput,
})
export const endInput = z.object({ requestId, id, on: dayInput })
export const setChatLinkInput = z.object({ requestId, teamId: unitId, chatLink: chatLinkInput })
export type AddFocalPointInput = z.output<typeof addFocalPointInput>
export type AddGroupInput = z.output<typeof addGroupInput>
export type EndInput = z.output<typeof endInput>
export type SetChatLinkInput = z.output<typeof setChatLinkInput>
