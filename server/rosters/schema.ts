import { z } from 'zod'
import { teamLevels } from '@/db/enums'
import { componentGroups, endedReasons, memberRoles, selectionTicks, sexes } from '@/db/roster-enums'
import { dayInput } from '../calendar/schema'
import { cleanName, isName } from '../people/rules'
import { short } from '../people/schema'
import { memberPhoneOf, rosterLimits } from './rules'

// A message of these is a key under `rosters.form`, so that the browser says it beside the field.
const unitId = z.int().positive().max(2_147_483_647)
const requestId = z.uuid()
const id = z.uuid()
const orNull = (text: string) => (text === '' ? null : text)
/** The same, null where nothing is said. */
export const optional = (limit: number) => short(limit).transform(orNull).nullable().default(null)
export const fullNameInput = z.string().max(400).transform(cleanName).refine(isName, 'badName')
/** A number as rosters keep it, null where nothing is said. */
export const phoneInput = z
  .string()
  .max(40)
  .transform((typed, issue) => {
    if (typed.trim() === '') return null
    const kept = memberPhoneOf(typed)
    if (kept) return kept
    issue.addIssue({ code: 'custom', message: 'badPhone' })
    return z.NEVER
  })
  .nullable()
  .default(null)
export const reasonInput = short(rosterLimits.reason).pipe(z.string().min(5, 'reasonNeeded'))
const component = z.string().min(1).max(60).nullable().default(null)

/** What is kept of a person; nothing else is (domain.md section 12). */
const person = {
  fullName: fullNameInput,
  /** For names of peoples that put the family name last; else it follows from the name. */
  sortName: optional(100),
  sex: z.enum(sexes).nullable().default(null),
  birthYear: z.int().min(1900).max(2100).nullable().default(null),
  phone: phoneInput,
  residence: optional(rosterLimits.residence),
  employer: optional(rosterLimits.employer),
}
const place = {
  role: z.enum(memberRoles),
  component,
  concurrentPost: optional(rosterLimits.post),
  isLocal: z.boolean().nullable().default(null),
  selection: z
    .array(z.enum(selectionTicks))
    .max(selectionTicks.length)
    .default([])
    .transform((ticks) => selectionTicks.filter((tick) => ticks.includes(tick))),
}

export const listRosterInput = z.object({
  /** A team, or a commune: all its teams. */
  unitId,
  on: dayInput.optional(),
})
export const getMemberInput = z.object({ memberId: id })
export const communeInput = z.object({ communeId: unitId, on: dayInput.optional() })
/** Counts of a unit on a day; `then`: by the units of that day, `now`: by those of today. */
export const countsInput = z.object({
  unitId,
  on: dayInput.optional(),
  tree: z.enum(['then', 'now']).default('then'),
})
export const addMemberInput = z.object({
  requestId,
  teamId: unitId,
  from: dayInput,
  ...person,
  ...place,
  informedOn: dayInput.nullable().default(null),
  /** Who adds him has seen those who may be the same person, and says he is another. */
  another: z.boolean().default(false),
})
/** Somebody of the commune who is in no team yet: a draft of a decision may name him. */
export const enlistMemberInput = z.object({
  requestId,
  communeId: unitId,
  ...person,
  informedOn: dayInput.nullable().default(null),
  another: z.boolean().default(false),
})
/** Somebody on a roster of the commune already, in one more team. */
export const placeMemberInput = z.object({ requestId, memberId: id, teamId: unitId, from: dayInput, ...place })
export const correctMemberInput = z.object({
  requestId,
  memberId: id,
  version: z.int().positive(),
  ...person,
  informedOn: dayInput.nullable().default(null),
  publishAgreedOn: dayInput.nullable().default(null),
})
export const changeMembershipInput = z.object({ requestId, membershipId: id, from: dayInput, ...place })
export const moveMemberInput = z.object({
  requestId,
  membershipId: id,
  teamId: unitId,
  from: dayInput,
  role: z.enum(memberRoles),
})
export const endMembershipInput = z.object({
  requestId,
  membershipId: id,
  /** The first day on which he is no member any more. */
  on: dayInput,
  reason: z.enum(endedReasons).exclude(['changed', 'renewal', 'dissolved', 'other_team']),
  note: optional(rosterLimits.note),
})
export const setAbsenceInput = z.object({ requestId, membershipId: id, since: dayInput.nullable() })
export const mergeMembersInput = z
  .object({ requestId, keepId: id, dropId: id })
  .refine(({ keepId, dropId }) => keepId !== dropId, { path: ['dropId'], message: 'same' })
export const linkAccountInput = z.object({ requestId, memberId: id, personId: z.uuid('accountNeeded') })
export const unlinkAccountInput = z.object({ requestId, memberId: id })
export const setLimitsInput = z
  .object({
    requestId,
    teamLevel: z.enum(teamLevels),
    min: z.int().min(1).max(99),
    max: z.int().min(1).max(99),
    basis: optional(200),
    from: dayInput,
  })
  .refine(({ min, max }) => max >= min, { path: ['max'], message: 'maxBelowMin' })
export const addComponentInput = z.object({
  requestId,
  name: short(100).pipe(z.string().min(2, 'needed')),
  countsAs: z.enum(componentGroups).nullable().default(null),
})
export const closeComponentInput = z.object({ requestId, code: z.string().min(1).max(60) })

export type ListRosterInput = z.output<typeof listRosterInput>
export type CountsInput = z.output<typeof countsInput>
export type CommuneInput = z.output<typeof communeInput>
export type AddMemberInput = z.output<typeof addMemberInput>
export type EnlistMemberInput = z.output<typeof enlistMemberInput>
export type PlaceMemberInput = z.output<typeof placeMemberInput>
export type CorrectMemberInput = z.output<typeof correctMemberInput>
export type ChangeMembershipInput = z.output<typeof changeMembershipInput>
export type MoveMemberInput = z.output<typeof moveMemberInput>
export type EndMembershipInput = z.output<typeof endMembershipInput>
export type SetAbsenceInput = z.output<typeof setAbsenceInput>
export type MergeMembersInput = z.output<typeof mergeMembersInput>
export type LinkAccountInput = z.output<typeof linkAccountInput>
export type UnlinkAccountInput = z.output<typeof unlinkAccountInput>
export type SetLimitsInput = z.output<typeof setLimitsInput>
export type AddComponentInput = z.output<typeof addComponentInput>
