import { commandProcedure, protectedProcedure, router } from '../../trpc'
import { enterTeamReports, returnTeamReport, sendTeamReport } from './commands'
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
})
