import { z } from 'zod'
import { commandProcedure, protectedProcedure, router } from '../trpc'
import { linkAccount, unlinkAccount } from './accounts/commands'
import { listAccountChoices } from './accounts/queries'
import { listTeamStates } from './alerts/queries'
import { correctMember } from './commands'
import { getComposition, listCounts } from './counts/queries'
import { mergeMembers } from './duplicates/commands'
import { listDuplicates } from './duplicates/queries'
import { exportRosterInput } from './import/schema'
import {
  addMember,
  changeMembership,
  endMembership,
  enlistMember,
  moveMember,
  placeMember,
  setAbsence,
} from './memberships/commands'
import { getMember, listComponents, listRoster, listUnplaced, rosterAccess } from './queries'
import * as inputs from './schema'
import { addComponent, closeComponent, setLimits } from './settings/commands'
import { getSettings } from './settings/queries'
import { exportRoster } from './template/commands'

const unitInput = z.object({ unitId: z.int().positive().max(2_147_483_647) })

export const rostersRouter = router({
  list: protectedProcedure.input(inputs.listRosterInput).query(({ ctx, input }) => listRoster(ctx, input)),
  get: protectedProcedure.input(inputs.getMemberInput).query(({ ctx, input }) => getMember(ctx, input.memberId)),
  access: protectedProcedure.input(unitInput).query(({ ctx, input }) => rosterAccess(ctx, input.unitId)),
  components: protectedProcedure.input(unitInput).query(({ ctx, input }) => listComponents(ctx, input.unitId)),
  unplaced: protectedProcedure
    .input(z.object({ communeId: unitInput.shape.unitId }))
    .query(({ ctx, input }) => listUnplaced(ctx, input.communeId)),
  states: protectedProcedure.input(inputs.communeInput).query(({ ctx, input }) => listTeamStates(ctx, input)),
  counts: protectedProcedure.input(inputs.countsInput).query(({ ctx, input }) => listCounts(ctx, input)),
  composition: protectedProcedure.input(inputs.countsInput).query(({ ctx, input }) => getComposition(ctx, input)),
  duplicates: protectedProcedure.input(inputs.communeInput).query(({ ctx, input }) => listDuplicates(ctx, input)),
  accounts: protectedProcedure
    .input(inputs.getMemberInput)
    .query(({ ctx, input }) => listAccountChoices(ctx, input.memberId)),
  linkAccount: commandProcedure.input(inputs.linkAccountInput).mutation(({ ctx, input }) => linkAccount(ctx, input)),
  unlinkAccount: commandProcedure
    .input(inputs.unlinkAccountInput)
    .mutation(({ ctx, input }) => unlinkAccount(ctx, input)),
  settings: protectedProcedure.input(unitInput).query(({ ctx, input }) => getSettings(ctx, input.unitId)),
  /** The roster of a commune as a file, for a reason that is written down. */
  export: commandProcedure.input(exportRosterInput).mutation(({ ctx, input }) => exportRoster(ctx, input)),
  add: commandProcedure.input(inputs.addMemberInput).mutation(({ ctx, input }) => addMember(ctx, input)),
  enlist: commandProcedure.input(inputs.enlistMemberInput).mutation(({ ctx, input }) => enlistMember(ctx, input)),
  place: commandProcedure.input(inputs.placeMemberInput).mutation(({ ctx, input }) => placeMember(ctx, input)),
  correct: commandProcedure.input(inputs.correctMemberInput).mutation(({ ctx, input }) => correctMember(ctx, input)),
  change: commandProcedure
    .input(inputs.changeMembershipInput)
    .mutation(({ ctx, input }) => changeMembership(ctx, input)),
  move: commandProcedure.input(inputs.moveMemberInput).mutation(({ ctx, input }) => moveMember(ctx, input)),
  end: commandProcedure.input(inputs.endMembershipInput).mutation(({ ctx, input }) => endMembership(ctx, input)),
  setAbsence: commandProcedure.input(inputs.setAbsenceInput).mutation(({ ctx, input }) => setAbsence(ctx, input)),
  merge: commandProcedure.input(inputs.mergeMembersInput).mutation(({ ctx, input }) => mergeMembers(ctx, input)),
  setLimits: commandProcedure.input(inputs.setLimitsInput).mutation(({ ctx, input }) => setLimits(ctx, input)),
  addComponent: commandProcedure.input(inputs.addComponentInput).mutation(({ ctx, input }) => addComponent(ctx, input)),
  closeComponent: commandProcedure
    .input(inputs.closeComponentInput)
    .mutation(({ ctx, input }) => closeComponent(ctx, input)),
})
