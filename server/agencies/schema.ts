import { z } from 'zod'
import { agencyKinds } from '@/db/enums'
import { dayInput } from '../calendar/schema'
import { placeName, plainText } from '../units/rules'
import { agencyLimits, isAgencyName, isSymbol } from './rules'

// A message of these is a key under `units.form`: the forms stand on the page of a unit.
const id = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
const line = (limit: number) =>
  z
    .string()
    .max(limit * 4, 'tooLong')
    .transform(placeName)
    .pipe(z.string().max(limit, 'tooLong'))
const named = (limit: number) =>
  line(limit)
    .refine((text) => text !== '', 'needed')
    .refine((text) => text === '' || isAgencyName(text), 'badAgencyName')

const called = {
  name: named(agencyLimits.name),
  abbreviation: named(agencyLimits.abbreviation),
  symbol: line(agencyLimits.symbol)
    .refine((text) => text !== '', 'needed')
    .refine((text) => text === '' || isSymbol(text), 'badSymbol'),
  /** The body it belongs to; empty when nobody has said. */
  parentBody: line(agencyLimits.name)
    .refine((text) => text === '' || isAgencyName(text), 'badAgencyName')
    .transform((text) => (text === '' ? null : text))
    .nullish()
    .default(null),
}
/** Number and day of the document that says so. */
const basis = z
  .string()
  .max(agencyLimits.basis * 4, 'tooLong')
  .transform(plainText)
  .pipe(z.string().min(1, 'needed').max(agencyLimits.basis, 'tooLong'))

export const listAgenciesInput = z.object({ unitId: id })
export const addAgencyInput = z.object({
  requestId,
  unitId: id,
  kind: z.enum(agencyKinds),
  ...called,
  from: dayInput,
  basis,
})
export const renameAgencyInput = z.object({ requestId, agencyId: id, ...called, from: dayInput, basis })
export const endAgencyInput = z.object({ requestId, agencyId: id, to: dayInput, basis })

export type ListAgenciesInput = z.output<typeof listAgenciesInput>
export type AddAgencyInput = z.output<typeof addAgencyInput>
export type RenameAgencyInput = z.output<typeof renameAgencyInput>
export type EndAgencyInput = z.output<typeof endAgencyInput>
