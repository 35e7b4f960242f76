import { z } from 'zod'
import { teamReportSources } from '@/db/team-enums'
import { dayInput } from '../../../calendar/schema'
import { line, period, requestId, unitId, values } from '../schema'

const sentence = line(500).refine((text) => text.length >= 5, { error: 'common.sentence' })
const id = z.uuid()

/** Of a team's month, or of all teams of a commune. */
export const listLateInput = z.object({ teamId: unitId.optional(), communeId: unitId.optional(), period })

/** The late figures of one team, whole, as its month is to stand (domain.md 22.6). */
export const handInLateInput = z.object({
  requestId,
  teamId: unitId,
  period,
  /** Version of the team's month that they correct. */
  version: z.int().min(0),
  values,
  nil: z.boolean().default(false),
  /** How the commune was told, by whom and when; a team tells for itself. */
  source: z.enum(teamReportSources).exclude(['team']).default('zalo'),
  toldBy: line(120).default(''),
  toldOn: dayInput.nullable().default(null),
  reason: sentence,
})
export const lateReportInput = z.object({ requestId, id })
export const refuseLateInput = lateReportInput.extend({ reason: sentence })
/** `version`: of the commune's report, as the page showed what becomes of it. */
export const consentLateInput = lateReportInput.extend({ version: z.int().min(0) })

export type ListLateInput = z.output<typeof listLateInput>
export type HandInLateInput = z.output<typeof handInLateInput>
export type LateReportInput = z.output<typeof lateReportInput>
export type RefuseLateInput = z.output<typeof refuseLateInput>
export type ConsentLateInput = z.output<typeof consentLateInput>
