import { codeOfRequest } from '../auth/codes'
import { codeText } from '../auth/rules'
import {
  commandProcedure,
  protectedProcedure,
  publicProcedure,
  requestIdInput,
  router,
  signingProcedure,
} from '../trpc'
import { slipNames } from './accounts/queries'
import {
  delegatePost,
  endAssignment,
  invitePerson,
  resetAccess,
  resetMany,
  setAccountState,
  setAreas,
  unlockPerson,
} from './commands'
import { type Appointed, importAccounts } from './imports/commands'
import { checkAccounts } from './imports/queries'
import { listPlaces } from './places/queries'
import { getMe, getPerson, listPeople } from './queries'
import {
  checkAccountsInput,
  delegateInput,
  endAssignmentInput,
  importAccountsInput,
  invitePersonInput,
  listPeopleInput,
  peopleInput,
  personCommandInput,
  personInput,
  resetManyInput,
  setAreasInput,
} from './schema'

type Coded = { personId: string; code: string | null; known?: boolean }

const isCoded = (value: unknown): value is Coded =>
  typeof value === 'object' && value !== null && 'personId' in value && 'code' in value

/** The answer with the codes of the people it names. Whoever was known already has none. */
function withCodes(data: unknown, requestId: string): unknown {
  const fill = (each: Coded): Coded =>
    each.known ? each : { ...each, code: codeText(codeOfRequest(requestId, each.personId)) }
  if (isCoded(data)) return fill(data)
  const { appointed, issued } = (data ?? {}) as { appointed?: Appointed[]; issued?: Coded[] }
  if (appointed) return { ...(data as object), appointed: appointed.map(fill) }
  return issued ? { ...(data as object), issued: issued.map(fill) } : data
}

/**
 * A command whose answer holds one-time codes. They are put in outside the transaction that keeps the answer for a
 * retry, so that no code is ever stored; a retry after a lost answer computes the same ones.
 */
const codeProcedure = publicProcedure
  .use(async ({ next, getRawInput }) => {
    const result = await next()
    if (!result.ok) return result
    return { ...result, data: withCodes(result.data, requestIdInput.parse(await getRawInput()).requestId) }
  })
  .concat(commandProcedure)

export const peopleRouter = router({
  me: protectedProcedure.query(({ ctx }) => getMe(ctx)),
  list: protectedProcedure.input(listPeopleInput).query(({ ctx, input }) => listPeople(ctx, input)),
  get: protectedProcedure.input(personInput).query(({ ctx, input }) => getPerson(ctx, input.personId)),
  places: protectedProcedure.query(({ ctx }) => listPlaces(ctx)),
  /** The dry run of an import. Writes nothing; posted, because a list of names and numbers has no place in an address. */
  checkAccounts: protectedProcedure
    .input(checkAccountsInput)
    .mutation(({ ctx, input }) => checkAccounts(ctx, input.text)),
  invite: codeProcedure.input(invitePersonInput).mutation(({ ctx, input }) => invitePerson(ctx, input)),
  importAccounts: codeProcedure.input(importAccountsInput).mutation(({ ctx, input }) => importAccounts(ctx, input)),
  resetAccess: codeProcedure.input(personCommandInput).mutation(({ ctx, input }) => resetAccess(ctx, input)),
  resetMany: codeProcedure.input(resetManyInput).mutation(({ ctx, input }) => resetMany(ctx, input)),
  /** What a slip says besides the code. Writes nothing; posted, because two hundred ids do not fit an address. */
  slipNames: protectedProcedure.input(peopleInput).mutation(({ ctx, input }) => slipNames(ctx, input.personIds)),
  unlock: commandProcedure.input(personCommandInput).mutation(({ ctx, input }) => unlockPerson(ctx, input)),
  disable: commandProcedure.input(personCommandInput).mutation(({ ctx, input }) => setAccountState(ctx, input, true)),
  enable: commandProcedure.input(personCommandInput).mutation(({ ctx, input }) => setAccountState(ctx, input, false)),
  endAssignment: signingProcedure.input(endAssignmentInput).mutation(({ ctx, input }) => endAssignment(ctx, input)),
  delegate: signingProcedure.input(delegateInput).mutation(({ ctx, input }) => delegatePost(ctx, input)),
  setAreas: commandProcedure.input(setAreasInput).mutation(({ ctx, input }) => setAreas(ctx, input)),
})
