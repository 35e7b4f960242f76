import { commandProcedure, protectedProcedure, router, signingProcedure } from '../trpc'
import { codeProcedure } from './codes'
import {
  delegatePost,
  endAssignment,
  invitePerson,
  resetAccess,
  setAccountState,
  setAreas,
  unlockPerson,
} from './commands'
import { importAccounts } from './imports/commands'
import { checkAccounts } from './imports/queries'
import { getMe, getPerson, listPeople, listPlaces } from './queries'
import {
  checkAccountsInput,
  delegateInput,
  endAssignmentInput,
  importAccountsInput,
  invitePersonInput,
  listPeopleInput,
  personCommandInput,
  personInput,
  setAreasInput,
} from './schema'

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
  unlock: commandProcedure.input(personCommandInput).mutation(({ ctx, input }) => unlockPerson(ctx, input)),
  disable: commandProcedure.input(personCommandInput).mutation(({ ctx, input }) => setAccountState(ctx, input, true)),
  enable: commandProcedure.input(personCommandInput).mutation(({ ctx, input }) => setAccountState(ctx, input, false)),
  endAssignment: signingProcedure.input(endAssignmentInput).mutation(({ ctx, input }) => endAssignment(ctx, input)),
  delegate: signingProcedure.input(delegateInput).mutation(({ ctx, input }) => delegatePost(ctx, input)),
  setAreas: commandProcedure.input(setAreasInput).mutation(({ ctx, input }) => setAreas(ctx, input)),
})
