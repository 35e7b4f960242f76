import { z } from 'zod'
import { teamLevels } from '@/db/enums'
import { dayInput } from '../calendar/schema'
import { villageName } from '../units/schema'

const unitId = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
/** A commune has at most some 120 villages; each once. */
const villageIds = z
  .array(unitId)
  .max(300)
  .refine((ids) => new Set(ids).size === ids.length, 'twice')

export const listTeamsInput = z.object({ communeId: unitId, on: dayInput.optional() })
export const getTeamInput = z.object({ id: unitId, on: dayInput.optional() })
export const coverageInput = z.object({ unitId, on: dayInput.optional() })
export const addTeamInput = z.object({
  requestId,
  communeId: unitId,
  level: z.enum(teamLevels),
  /** Without "Tổ công nghệ số cộng đồng": usually the village's full name, or the commune's. */
  name: villageName,
  foundedOn: dayInput,
  villageIds: villageIds.default([]),
})
export const closeTeamInput = z.object({ requestId, teamId: unitId, on: dayInput })
export const setCoverageInput = z.object({ requestId, teamId: unitId, from: dayInput, villageIds })

export type ListTeamsInput = z.output<typeof listTeamsInput>
export type GetTeamInput = z.output<typeof getTeamInput>
export type CoverageInput = z.output<typeof coverageInput>
export type AddTeamInput = z.output<typeof addTeamInput>
export type CloseTeamInput = z.output<typeof closeTeamInput>
export type SetCoverageInput = z.output<typeof setCoverageInput>
