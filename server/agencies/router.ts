import { commandProcedure, protectedProcedure, router } from '../trpc'
import { addAgency, endAgency, renameAgency } from './commands'
import { listAgencies } from './queries'
import * as inputs from './schema'

export const agenciesRouter = router({
  list: protectedProcedure.input(inputs.listAgenciesInput).query(({ ctx, input }) => listAgencies(ctx, input)),
  add: commandProcedure.input(inputs.addAgencyInput).mutation(({ ctx, input }) => addAgency(ctx, input)),
  rename: commandProcedure.input(inputs.renameAgencyInput).mutation(({ ctx, input }) => renameAgency(ctx, input)),
  end: commandProcedure.input(inputs.endAgencyInput).mutation(({ ctx, input }) => endAgency(ctx, input)),
})
