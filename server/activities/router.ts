import { commandProcedure, protectedProcedure, router } from '../trpc'
import { correctActivity, logActivity, rejectActivity, restoreActivity, withdrawActivity } from './commands'
import { getCommuneFigures, getTeamFigures } from './figures/queries'
import { addPhoto, removePhoto } from './photos/commands'
import { getPhoto } from './photos/queries'
import { addPhotoInput, getPhotoInput, removePhotoInput } from './photos/schema'
import { activityChoices, activityMembersOf, getActivity, listActivities, teamsToLogFor } from './queries'
import { addPartner, addProgramme, closePartner, endProgramme } from './register/commands'
import { listRegister } from './register/queries'
import { addPartnerInput, addProgrammeInput, closePartnerInput, endProgrammeInput } from './register/schema'
import * as inputs from './schema'

export const activitiesRouter = router({
  list: protectedProcedure.input(inputs.listActivitiesInput).query(({ ctx, input }) => listActivities(ctx, input)),
  get: protectedProcedure.input(inputs.getActivityInput).query(({ ctx, input }) => getActivity(ctx, input.id)),
  teams: protectedProcedure.query(({ ctx }) => teamsToLogFor(ctx)),
  choices: protectedProcedure
    .input(inputs.activityChoicesInput)
    .query(({ ctx, input }) => activityChoices(ctx, input.teamId)),
  members: protectedProcedure
    .input(inputs.activityMembersInput)
    .query(({ ctx, input }) => activityMembersOf(ctx, input)),
  figures: protectedProcedure.input(inputs.teamFiguresInput).query(({ ctx, input }) => getTeamFigures(ctx, input)),
  communeFigures: protectedProcedure
    .input(inputs.communeFiguresInput)
    .query(({ ctx, input }) => getCommuneFigures(ctx, input)),
  log: commandProcedure.input(inputs.logActivityInput).mutation(({ ctx, input }) => logActivity(ctx, input)),
  correct: commandProcedure
    .input(inputs.correctActivityInput)
    .mutation(({ ctx, input }) => correctActivity(ctx, input)),
  withdraw: commandProcedure
    .input(inputs.withdrawActivityInput)
    .mutation(({ ctx, input }) => withdrawActivity(ctx, input)),
  reject: commandProcedure.input(inputs.rejectActivityInput).mutation(({ ctx, input }) => rejectActivity(ctx, input)),
  restore: commandProcedure
    .input(inputs.restoreActivityInput)
    .mutation(({ ctx, input }) => restoreActivity(ctx, input)),
  photo: protectedProcedure.input(getPhotoInput).query(({ ctx, input }) => getPhoto(ctx, input.id)),
  addPhoto: commandProcedure.input(addPhotoInput).mutation(({ ctx, input }) => addPhoto(ctx, input)),
  removePhoto: commandProcedure.input(removePhotoInput).mutation(({ ctx, input }) => removePhoto(ctx, input)),
  register: protectedProcedure.query(({ ctx }) => listRegister(ctx)),
  addPartner: commandProcedure.input(addPartnerInput).mutation(({ ctx, input }) => addPartner(ctx, input)),
  closePartner: commandProcedure.input(closePartnerInput).mutation(({ ctx, input }) => closePartner(ctx, input)),
  addProgramme: commandProcedure.input(addProgrammeInput).mutation(({ ctx, input }) => addProgramme(ctx, input)),
  endProgramme: commandProcedure.input(endProgrammeInput).mutation(({ ctx, input }) => endProgramme(ctx, input)),
})
