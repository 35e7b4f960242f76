import { commandProcedure, protectedProcedure, router } from '../../trpc'
import { enterTeamReports, returnTeamReport, sendTeamReport } from './commands'
import * as late from './late/commands'
import { listLate } from './late/queries'
import * as lateInputs from './late/schema'
import { getPaperForms } from './paper/queries'
import { getPaperFormsInput } from './paper/schema'
import { addSourcePhoto, removeSourcePhoto } from './photos/commands'
import { getSourcePhoto } from './photos/queries'
import { addSourcePhotoInput, getSourcePhotoInput, removeSourcePhotoInput } from './photos/schema'
import { getTeamGrid, getTeamReport, getTeamReportHistory } from './queries'
import * as inputs from './schema'

export const teamReportsRouter = router({
  own: protectedProcedure.input(inputs.getTeamReportInput).query(({ ctx, input }) => getTeamReport(ctx, input)),
  grid: protectedProcedure.input(inputs.getTeamGridInput).query(({ ctx, input }) => getTeamGrid(ctx, input)),
  history: protectedProcedure
    .input(inputs.teamReportHistoryInput)
    .query(({ ctx, input }) => getTeamReportHistory(ctx, input)),
  paper: protectedProcedure.input(getPaperFormsInput).query(({ ctx, input }) => getPaperForms(ctx, input)),
  send: commandProcedure.input(inputs.sendTeamReportInput).mutation(({ ctx, input }) => sendTeamReport(ctx, input)),
  enter: commandProcedure
    .input(inputs.enterTeamReportsInput)
    .mutation(({ ctx, input }) => enterTeamReports(ctx, input)),
  return: commandProcedure
    .input(inputs.returnTeamReportInput)
    .mutation(({ ctx, input }) => returnTeamReport(ctx, input)),
  photo: protectedProcedure.input(getSourcePhotoInput).query(({ ctx, input }) => getSourcePhoto(ctx, input.id)),
  addPhoto: commandProcedure.input(addSourcePhotoInput).mutation(({ ctx, input }) => addSourcePhoto(ctx, input)),
  removePhoto: commandProcedure
    .input(removeSourcePhotoInput)
    .mutation(({ ctx, input }) => removeSourcePhoto(ctx, input)),
  late: protectedProcedure.input(lateInputs.listLateInput).query(({ ctx, input }) => listLate(ctx, input)),
  handInLate: commandProcedure
    .input(lateInputs.handInLateInput)
    .mutation(({ ctx, input }) => late.handInLate(ctx, input)),
  handOnLate: commandProcedure
    .input(lateInputs.lateReportInput)
    .mutation(({ ctx, input }) => late.handOnLate(ctx, input)),
  withdrawLate: commandProcedure
    .input(lateInputs.lateReportInput)
    .mutation(({ ctx, input }) => late.withdrawLate(ctx, input)),
  refuseLate: commandProcedure
    .input(lateInputs.refuseLateInput)
    .mutation(({ ctx, input }) => late.refuseLate(ctx, input)),
  consentLate: commandProcedure
    .input(lateInputs.consentLateInput)
    .mutation(({ ctx, input }) => late.consentLate(ctx, input)),
  takeLate: commandProcedure.input(lateInputs.lateReportInput).mutation(({ ctx, input }) => late.takeLate(ctx, input)),
  closeLate: commandProcedure
    .input(lateInputs.lateReportInput)
    .mutation(({ ctx, input }) => late.closeLate(ctx, input)),
})
