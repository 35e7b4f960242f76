import { z } from 'zod'
import { teamReportSources } from '@/db/team-enums'
import { plainText } from '@/db/unit-names'
import { parsePeriod } from '../../calendar/rules'
import { dayInput } from '../../calendar/schema'

export const unitId = z.int().positive().max(2_147_483_647)
export const requestId = z.uuid()
export const period = z.string().refine((code) => parsePeriod(code) !== null, 'period')
export const line = (max: number) => z.string().max(max).transform(plainText)
/** Figures and words by code; which may stand there, and what they may be, is the form's to say. */
export const values = z.record(z.string().max(20), z.union([z.number(), z.string().max(4000), z.null()]))

export const getTeamReportInput = z.object({ teamId: unitId.optional(), period: period.optional() })
export const getTeamGridInput = z.object({ communeId: unitId.optional(), period: period.optional() })
export const teamReportHistoryInput = z.object({ teamId: unitId, period })

export const sendTeamReportInput = z.object({
  requestId,
  teamId: unitId,
  period,
  version: z.int().min(0),
  values,
  nil: z.boolean().default(false),
})

const typed = z.object({
  teamId: unitId,
  version: z.int().min(0),
  values,
  nil: z.boolean().default(false),
  source: z.enum(teamReportSources).exclude(['team']),
  /** Who told it, and on which day: known inside the commune. */
  toldBy: line(120).default(''),
  toldOn: dayInput.nullable().default(null),
  /** Why what was sent is put right. */
  reason: line(500).default(''),
})
/** What teams told their commune, typed for them: all of it or, where a row is at fault, nothing. */
export const enterTeamReportsInput = z.object({
  requestId,
  period,
  reports: z
    .array(typed)
    .min(1)
    .max(300)
    .refine((all) => new Set(all.map((each) => each.teamId)).size === all.length, 'twice'),
})
export const returnTeamReportInput = z.object({
  requestId,
  teamId: unitId,
  period,
  version: z.int().min(0),
  reason: line(500).refine((text) => text.length >= 5, { error: 'common.sentence' }),
  cells: z.record(z.string().max(20), line(300)).default({}),
})

export type GetTeamReportInput = z.output<typeof getTeamReportInput>
export type GetTeamGridInput = z.output<typeof getTeamGridInput>
export type TeamReportHistoryInput = z.output<typeof teamReportHistoryInput>
export type SendTeamReportInput = z.output<typeof sendTeamReportInput>
export type EnterTeamReportsInput = z.output<typeof enterTeamReportsInput>
export type TypedTeamReport = EnterTeamReportsInput['reports'][number]
export type ReturnTeamReportInput = z.output<typeof returnTeamReportInput>
