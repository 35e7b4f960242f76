import { commandProcedure, protectedProcedure, router } from '../trpc'
import { addTeam, closeTeam, setCoverage } from './commands'
import { getTeam, listCoverage, listTeams } from './queries'
import * as inputs from './schema'

export const teamsRouter = router({
  list: protectedProcedure.input(inputs.listTeamsInput).query(({ ctx, input }) => listTeams(ctx, input)),
  get: protectedProcedure.input(inputs.getTeamInput).query(({ ctx, input }) => getTeam(ctx, input)),
  coverage: protectedProcedure.input(inputs.coverageInput).query(({ ctx, input }) => listCoverage(ctx, input)),
  add: commandProcedure.input(inputs.addTeamInput).mutation(({ ctx, input }) => addTeam(ctx, input)),
  close: commandProcedure.input(inputs.closeTeamInput).mutation(({ ctx, input }) => closeTeam(ctx, input)),
  setCoverage: commandProcedure.input(inputs.setCoverageInput).mutation(({ ctx, input }) => setCoverage(ctx, input)),
})
