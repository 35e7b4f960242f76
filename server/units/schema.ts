import { z } from 'zod'
import { rolloutStates, unitFlags, unitLevels, unitTypes, villageTypes } from '@/db/enums'
import { dayInput } from '../calendar/schema'
import { edgeFilters, maxEdges } from './homes/rules'
import { denominatorProblems, importLimit, isPlaceName, isVillageCode, nationId, placeName, plainText } from './rules'

// A message of these is a key under `units.form`, so that the browser says it beside the field.
const unitId = z.int().positive().max(2_147_483_647)
const line = (limit: number) =>
  z
    .string()
    .max(limit * 4, 'tooLong')
    .transform(plainText)
    .pipe(z.string().max(limit, 'tooLong'))
const needed = (limit: number) => line(limit).pipe(z.string().min(1, 'needed'))
const emptyIsNull = (text: string) => (text === '' ? null : text)
const optional = (limit: number) => line(limit).transform(emptyIsNull).nullish().default(null)
const requestId = z.uuid()

export const villageName = z.string().max(400, 'tooLong').transform(placeName).refine(isPlaceName, 'badName')
const villageCode = line(20)
  .refine((code) => code === '' || isVillageCode(code), 'badCode')
  .transform(emptyIsNull)
  .nullish()
  .default(null)

export const searchUnitsInput = z.object({
  text: z.string().max(200).transform(plainText),
  levels: z.array(z.enum(unitLevels)).min(1).max(5).default(['nation', 'province', 'district', 'commune']),
  limit: z.int().min(1).max(20).default(20),
  /** Only what lies in this unit. */
  withinId: unitId.optional(),
})
export const getUnitInput = z.object({
  id: unitId,
  on: dayInput.optional(),
  page: z.int().min(1).max(1000).default(1),
})
export const lineageInput = z.object({ id: unitId })
export const treeUnitsInput = z.object({ id: unitId.default(nationId), on: dayInput.optional() })
export const listUnitsInput = z.object({
  provinceId: unitId,
  on: dayInput.optional(),
  type: z.enum(unitTypes).optional(),
  sort: z.enum(['code', 'name']).default('code'),
})

const count = z.int('notWhole').min(0, 'negative').max(20_000_000, 'tooLarge')
export const confirmDenominatorsInput = z
  .object({
    requestId,
    unitId,
    asOf: dayInput,
    households: count,
    population: count,
    adults: count,
    elderly: count,
    businessHouseholds: count,
  })
  .superRefine((input, issues) => {
    for (const { field, problem } of denominatorProblems(input))
      issues.addIssue({ code: 'custom', path: [field], message: problem })
  })
export const addVillageInput = z.object({
  requestId,
  communeId: unitId,
  type: z.enum(villageTypes),
  name: villageName,
  code: villageCode,
  from: dayInput,
})
export const importVillagesInput = z.object({
  requestId,
  communeId: unitId,
  text: z
    .string()
    .max(100_000, 'tooLong')
    .refine((text) => text.split(/\r\n|\r|\n/).length <= importLimit * 2, 'tooMany'),
  from: dayInput,
  /** Says what would happen, row by row, and writes nothing. */
  dryRun: z.boolean(),
})
export const closeVillageInput = z.object({ requestId, villageId: unitId, to: dayInput, note: optional(300) })
export const addCommitteeInput = z
  .object({
    requestId,
    unitId,
    name: needed(200),
    decisionNumber: needed(60),
    decidedOn: dayInput,
    head: needed(120),
    deputies: z.array(needed(120)).max(20).default([]),
    validFrom: dayInput,
  })
  .refine((input) => input.validFrom >= input.decidedOn, { path: ['validFrom'], message: 'beforeDecision' })
export const endCommitteeInput = z.object({ requestId, committeeId: z.uuid(), to: dayInput })
export const setFlagInput = z
  .object({
    requestId,
    unitId,
    flag: z.enum(unitFlags),
    from: dayInput,
    to: dayInput.nullish().default(null),
    source: optional(200),
  })
  .refine((input) => input.to === null || input.to > input.from, { path: ['to'], message: 'endBeforeStart' })
export const setRolloutInput = z.object({
  requestId,
  unitId,
  state: z.enum(rolloutStates),
  wave: z.int('badWave').min(1, 'badWave').max(99, 'badWave').nullish().default(null),
  from: dayInput,
  /** The first day of the first month that must be reported: a 15th (Nghị định 09/2019). Null: nothing is owed. */
  reportingFrom: z
    .string()
    .refine((day) => dayInput.safeParse(day).success && day.endsWith('-15'), 'notMonth')
    .nullable(),
})

/** Successions of a province's communes, what waits first; `filter` of what is asked for. */
export const listEdgesInput = z.object({
  provinceId: unitId,
  filter: z.enum(edgeFilters).default('open'),
  search: z.string().max(100).transform(plainText).default(''),
  page: z.int().min(1).max(1000).default(1),
})
const edgeShare = z
  .string()
  .regex(/^(1(\.0{1,8})?|0\.\d{1,8})$/, 'badShare')
  .refine((share) => Number(share) > 0, 'badShare')
export const confirmEdgesInput = z
  .object({
    requestId,
    provinceId: unitId,
    /** share: of the predecessor ("0.25"); null takes the confirmation back. */
    edges: z
      .array(
        z.object({ predecessorId: unitId, successorId: unitId, effectiveOn: dayInput, share: edgeShare.nullable() }),
      )
      .max(maxEdges)
      .default([]),
    /** Every predecessor of the province that waits and went into one unit alone: wholly. */
    whole: z.boolean().default(false),
  })
  .refine(({ edges, whole }) => whole || edges.length > 0)

export type ListEdgesInput = z.output<typeof listEdgesInput>
export type ConfirmEdgesInput = z.output<typeof confirmEdgesInput>
export type SearchUnitsInput = z.output<typeof searchUnitsInput>
export type GetUnitInput = z.output<typeof getUnitInput>
export type LineageInput = z.output<typeof lineageInput>
export type TreeUnitsInput = z.output<typeof treeUnitsInput>
export type ListUnitsInput = z.output<typeof listUnitsInput>
export type ConfirmDenominatorsInput = z.output<typeof confirmDenominatorsInput>
export type AddVillageInput = z.output<typeof addVillageInput>
export type ImportVillagesInput = z.output<typeof importVillagesInput>
export type CloseVillageInput = z.output<typeof closeVillageInput>
export type AddCommitteeInput = z.output<typeof addCommitteeInput>
export type EndCommitteeInput = z.output<typeof endCommitteeInput>
export type SetFlagInput = z.output<typeof setFlagInput>
export type SetRolloutInput = z.output<typeof setRolloutInput>
