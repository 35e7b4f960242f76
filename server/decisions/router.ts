import { commandProcedure, protectedProcedure, router } from '../trpc'
import { discardDecision, draftDecision, saveDecision, takeOverDraft } from './commands'
import { issueDecision } from './issuing/commands'
import { getPaper } from './paper/queries'
import { getDecision, listDecisions } from './queries'
import * as inputs from './schema'

export const decisionsRouter = router({
  list: protectedProcedure.input(inputs.listDecisionsInput).query(({ ctx, input }) => listDecisions(ctx, input.unitId)),
  get: protectedProcedure.input(inputs.getDecisionInput).query(({ ctx, input }) => getDecision(ctx, input.id)),
  paper: protectedProcedure.input(inputs.getDecisionInput).query(({ ctx, input }) => getPaper(ctx, input.id)),
  draft: commandProcedure.input(inputs.draftDecisionInput).mutation(({ ctx, input }) => draftDecision(ctx, input)),
  save: commandProcedure.input(inputs.saveDecisionInput).mutation(({ ctx, input }) => saveDecision(ctx, input)),
  takeOver: commandProcedure.input(inputs.takeOverDraftInput).mutation(({ ctx, input }) => takeOverDraft(ctx, input)),
  discard: commandProcedure
    .input(inputs.discardDecisionInput)
    .mutation(({ ctx, input }) => discardDecision(ctx, input)),
  issue: commandProcedure.input(inputs.issueDecisionInput).mutation(({ ctx, input }) => issueDecision(ctx, input)),
})
