import { z } from 'zod'
import { roles } from '@/db/enums'
import { dayInput } from '../calendar/schema'
import { cleanName, isName, resetLimit, signInNameFrom, textLimits } from './rules'

// A message of these is a key under `people.form`, so that the browser says it beside the field.
const fullName = z.string().max(400).transform(cleanName).refine(isName, 'badName')
const signInName = z
  .string()
  .max(64)
  .transform((typed, issue) => {
    const name = signInNameFrom(typed)
    if (name) return name
    issue.addIssue({ code: 'custom', message: 'badSignInName' })
    return z.NEVER
  })
const day = dayInput
/** A line of text as it is kept, at most so many characters. */
export const short = (limit: number) =>
  z
    .string()
    .max(limit * 4)
    .transform(cleanName)
    .pipe(z.string().max(limit, 'tooLong'))
const emptyIsNull = (text: string) => (text === '' ? null : text)
const reason = short(textLimits.reason).pipe(z.string().min(3, 'reasonNeeded'))
const contactPhone = z
  .string()
  .trim()
  .max(32)
  .regex(/^[+\d][\d\s.()-]{5,}$/, 'badPhone')
  .or(z.literal(''))
  .transform(emptyIsNull)

export const listPeopleInput = z.object({
  /** Words looked for in names, posts, units and numbers, with or without marks. */
  q: z.string().max(100).default(''),
  role: z.enum(roles).nullish(),
  unitId: z.int().positive().nullish(),
  state: z.enum(['invited', 'active', 'locked', 'disabled']).nullish(),
  page: z.int().min(1).max(1000).default(1),
})

export const personInput = z.object({ personId: z.uuid() })
export const invitePersonInput = z.object({
  requestId: z.uuid(),
  fullName,
  signInName,
  role: z.enum(roles),
  unitId: z.int().positive(),
  title: short(textLimits.title).transform(emptyIsNull).nullish(),
  contactPhone: contactPhone.nullish(),
  fromDay: day.nullish(),
  toDay: day.nullish(),
  managesAccounts: z.boolean().default(false),
})
export const checkAccountsInput = z.object({ text: z.string().max(400_000) })
export const importAccountsInput = z.object({
  requestId: z.uuid(),
  text: z.string().max(400_000),
  /** How many right rows the dry run showed: when it is no longer so, nothing is applied. */
  expected: z.int().min(1),
})
export const personCommandInput = personInput.extend({ requestId: z.uuid() })
export const peopleInput = z.object({ personIds: z.array(z.uuid()).min(1).max(resetLimit) })
export const resetManyInput = peopleInput.extend({ requestId: z.uuid() })
export const endAssignmentInput = z.object({ requestId: z.uuid(), assignmentId: z.uuid(), reason })
export const delegateInput = z.object({
  requestId: z.uuid(),
  /** The colleague of the same unit who stands in. */
  personId: z.uuid(),
  fromDay: day,
  toDay: day,
})
export const setAreasInput = z.object({
  requestId: z.uuid(),
  assignmentId: z.uuid(),
  unitIds: z.array(z.int().positive()).max(500),
})

export type ListPeopleInput = z.output<typeof listPeopleInput>
export type InvitePersonInput = z.output<typeof invitePersonInput>
export type ImportAccountsInput = z.output<typeof importAccountsInput>
export type PersonCommandInput = z.output<typeof personCommandInput>
export type ResetManyInput = z.output<typeof resetManyInput>
export type EndAssignmentInput = z.output<typeof endAssignmentInput>
export type DelegateInput = z.output<typeof delegateInput>
export type SetAreasInput = z.output<typeof setAreasInput>
