import { commandProcedure, protectedProcedure, router } from '../../trpc'
import { enterTeamReports, returnTeamReport, sendTeamReport } from './commands'
import * as late from './late/commands'
import { listLate } from './late/queries'
import * as lateInputs from './late/schema'
import { getTeamGrid, getTeamReport, getTeamReportHistory } from './queries'
import * as inputs from './schema'

export const teamReportsRouter = router({
  own: protectedProcedure.input(inputs.getTeamReportInput).query(({ ctx, input }) => getTeamReport(ctx, input)),
  grid: protectedProcedure.input(inputs.getTeamGridInput).query(({ ctx, input }) => getTeamGrid(ctx, input)),
  history: protectedProcedure
    .input(inputs.teamReportHistoryInput)
    .query(({ ctx, input }) => getTeamReportHistory(ctx, input)),
  send: commandProcedure.input(inputs.sendTeamReportInput).mutation(({ ctx, input }) => sendTeamReport(ctx, input)),
  enter: commandProcedure
    .input(inputs.enterTeamReportsInput)
    .mutation(({ ctx, input }) => enterTeamReports(ctx, input)),
  return: commandProcedure
    .input(inputs.returnTeamReportInput)
    .mutation(({ ctx, input }) => returnTeamReport(ctx, input)),
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
