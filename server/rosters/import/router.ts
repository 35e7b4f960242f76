import { commandProcedure, protectedProcedure, router } from '../../trpc'
import * as commands from './commands'
import { getImport, listImports, listRows, listWrong } from './queries'
import * as inputs from './schema'

/** Rosters as files that come in: a dry run, then the job. */
export const rosterImportRouter = router({
  list: protectedProcedure.query(({ ctx }) => listImports(ctx)),
  get: protectedProcedure.input(inputs.rosterImportInput).query(({ ctx, input }) => getImport(ctx, input.id)),
  rows: protectedProcedure.input(inputs.listRowsInput).query(({ ctx, input }) => listRows(ctx, input)),
  wrongRows: protectedProcedure.input(inputs.rosterImportInput).query(({ ctx, input }) => listWrong(ctx, input.id)),
  send: commandProcedure.input(inputs.sendRosterInput).mutation(({ ctx, input }) => commands.sendRoster(ctx, input)),
  nameColumns: commandProcedure
    .input(inputs.nameColumnsInput)
    .mutation(({ ctx, input }) => commands.nameColumns(ctx, input)),
  answer: commandProcedure
    .input(inputs.answerQuestionsInput)
    .mutation(({ ctx, input }) => commands.answerQuestions(ctx, input)),
  choose: commandProcedure
    .input(inputs.chooseInput)
    .mutation(({ ctx, input }) => commands.chooseDuplicates(ctx, input)),
  confirm: commandProcedure
    .input(inputs.applyRosterInput)
    .mutation(({ ctx, input }) => commands.applyRoster(ctx, input)),
  cancel: commandProcedure
    .input(inputs.rosterImportStepInput)
    .mutation(({ ctx, input }) => commands.cancelImport(ctx, input.id)),
  discard: commandProcedure
    .input(inputs.rosterImportStepInput)
    .mutation(({ ctx, input }) => commands.discardImport(ctx, input.id)),
})
