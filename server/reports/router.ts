import { commandProcedure, protectedProcedure, router } from '../trpc'
import {
  acceptReports,
  proposeReport,
  recallReport,
  reopenReport,
  returnReport,
  returnReports,
  sendBackReport,
  submitReport,
  submitSignedReport,
  withdrawReport,
} from './commands'
import { notePrinted, saveReport } from './drafts/commands'
import { getMeasures } from './measures/queries'
import { getMeasuresInput } from './measures/schema'
import { getPaper } from './paper/queries'
import { getReport } from './queries'
import { exemptReports, extendReports } from './queue/commands'
import { listQueue } from './queue/queries'
import { setRegister } from './registers/commands'
import { getRegister } from './registers/queries'
import { getRegisterInput, setRegisterInput } from './registers/schema'
import * as input from './schema'
import { getVersions } from './versions/queries'

export const reportsRouter = router({
  get: protectedProcedure.input(input.getReportInput).query(({ ctx, input }) => getReport(ctx, input)),
  paper: protectedProcedure.input(input.getPaperInput).query(({ ctx, input }) => getPaper(ctx, input)),
  versions: protectedProcedure
    .input(input.getVersionsInput)
    .query(({ ctx, input }) => getVersions(ctx, input.reportId)),
  queue: protectedProcedure.input(input.listQueueInput).query(({ ctx, input }) => listQueue(ctx, input)),
  measures: protectedProcedure.input(getMeasuresInput).query(({ ctx, input }) => getMeasures(ctx, input)),
  register: protectedProcedure.input(getRegisterInput).query(({ ctx, input }) => getRegister(ctx, input)),
  setRegister: commandProcedure.input(setRegisterInput).mutation(({ ctx, input }) => setRegister(ctx, input)),
  save: commandProcedure.input(input.saveReportInput).mutation(({ ctx, input }) => saveReport(ctx, input)),
  notePrinted: commandProcedure.input(input.notePrintedInput).mutation(({ ctx, input }) => notePrinted(ctx, input)),
  propose: commandProcedure.input(input.proposeReportInput).mutation(({ ctx, input }) => proposeReport(ctx, input)),
  withdraw: commandProcedure.input(input.withdrawReportInput).mutation(({ ctx, input }) => withdrawReport(ctx, input)),
  sendBack: commandProcedure.input(input.sendBackReportInput).mutation(({ ctx, input }) => sendBackReport(ctx, input)),
  submit: commandProcedure.input(input.submitReportInput).mutation(({ ctx, input }) => submitReport(ctx, input)),
  submitSigned: commandProcedure
    .input(input.submitSignedReportInput)
    .mutation(({ ctx, input }) => submitSignedReport(ctx, input)),
  recall: commandProcedure.input(input.recallReportInput).mutation(({ ctx, input }) => recallReport(ctx, input)),
  return: commandProcedure.input(input.returnReportInput).mutation(({ ctx, input }) => returnReport(ctx, input)),
  reopen: commandProcedure.input(input.reopenReportInput).mutation(({ ctx, input }) => reopenReport(ctx, input)),
  acceptMany: commandProcedure.input(input.acceptReportsInput).mutation(({ ctx, input }) => acceptReports(ctx, input)),
  returnMany: commandProcedure.input(input.returnReportsInput).mutation(({ ctx, input }) => returnReports(ctx, input)),
  extend: commandProcedure.input(input.extendReportsInput).mutation(({ ctx, input }) => extendReports(ctx, input)),
  exempt: commandProcedure.input(input.exemptReportsInput).mutation(({ ctx, input }) => exemptReports(ctx, input)),
})
