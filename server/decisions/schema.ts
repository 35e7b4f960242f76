import { z } from 'zod'
import { teamLevels } from '@/db/enums'
import { decisionKinds, memberRoles } from '@/db/roster-enums'
import { dayInput } from '../calendar/schema'
import { short } from '../people/schema'
import { fullNameInput, optional } from '../rosters/schema'
import { villageName } from '../units/schema'
import { decisionLimits, isDecisionNumber, maxLines, maxMembers, seatsProblem } from './rules'

// A message of these is a key under `decisions.form`, so that the browser says it beside the field.
const unitId = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
const id = z.uuid()

const seat = z.object({
  memberId: id,
  role: z.enum(memberRoles),
  component: z.string().min(1).max(60).nullable().default(null),
  concurrentPost: optional(150),
})
const seats = z
  .array(seat)
  .max(maxMembers)
  .default([])
  .superRefine((list, issue) => {
    const problem = seatsProblem(list)
    if (problem) issue.addIssue({ code: 'custom', message: problem })
  })
const line = z.object({
  /** A team that stands; a founding draft names one that does not. */
  teamId: unitId.nullable().default(null),
  name: villageName.nullable().default(null),
  level: z.enum(teamLevels).nullable().default(null),
  villageIds: z.array(unitId).max(300).default([]),
  /** Of a merger: the team that takes its villages and its members. */
  successorId: unitId.nullable().default(null),
  seats,
})
export type DecisionLineInput = z.output<typeof line>

const fits = (kind: (typeof decisionKinds)[number], each: DecisionLineInput): boolean => {
  const stands = each.teamId !== null
  if (kind === 'founding') return stands || (each.name !== null && each.level !== null)
  if (kind === 'merger') return stands && each.successorId !== null && each.successorId !== each.teamId
  return stands
}
const draft = {
  kind: z.enum(decisionKinds),
  effectiveOn: dayInput,
  grounds: z.array(short(decisionLimits.ground)).max(20).default([]),
  reason: optional(decisionLimits.reason),
  signer: optional(decisionLimits.signer),
  signerTitle: optional(decisionLimits.title),
  lines: z.array(line).min(1, 'noLines').max(maxLines, 'tooManyLines'),
}
const checked = <T extends { kind: (typeof decisionKinds)[number]; lines: DecisionLineInput[] }>(
  { kind, lines }: T,
  issue: z.RefinementCtx,
) => {
  if (lines.some((each) => !fits(kind, each))) issue.addIssue({ code: 'custom', path: ['lines'], message: 'badLine' })
  const teams = lines.flatMap(({ teamId }) => teamId ?? [])
  if (new Set(teams).size !== teams.length) issue.addIssue({ code: 'custom', path: ['lines'], message: 'teamTwice' })
}

export const listDecisionsInput = z.object({ unitId })
export const getDecisionInput = z.object({ id })
export const draftDecisionInput = z.object({ requestId, communeId: unitId, ...draft }).superRefine(checked)
export const saveDecisionInput = z.object({ requestId, id, version: z.int().positive(), ...draft }).superRefine(checked)
export const takeOverDraftInput = z.object({ requestId, id })
export const discardDecisionInput = z.object({ requestId, id, version: z.int().positive() })
export const issueDecisionInput = z
  .object({
    requestId,
    id,
    version: z.int().positive(),
    number: short(decisionLimits.number).refine(isDecisionNumber, 'badNumber'),
    decidedOn: dayInput,
    effectiveOn: dayInput,
    signer: fullNameInput,
    signerTitle: short(decisionLimits.title).pipe(z.string().min(2, 'needed')),
    issuer: optional(decisionLimits.issuer),
    fileId: id.nullable().default(null),
    replaces: id.nullable().default(null),
  })
  .refine(({ decidedOn, effectiveOn }) => effectiveOn >= decidedOn, {
    path: ['effectiveOn'],
    message: 'beforeDecision',
  })

export type DraftDecisionInput = z.output<typeof draftDecisionInput>
export type SaveDecisionInput = z.output<typeof saveDecisionInput>
export type TakeOverDraftInput = z.output<typeof takeOverDraftInput>
export type DiscardDecisionInput = z.output<typeof discardDecisionInput>
export type IssueDecisionInput = z.output<typeof issueDecisionInput>
