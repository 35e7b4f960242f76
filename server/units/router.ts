import { commandProcedure, protectedProcedure, router } from '../trpc'
import { changeDays, listChanges } from './changes/queries'
import { changeDaysInput, listChangesInput } from './changes/schema'
import * as commands from './commands'
import { confirmEdges } from './homes/commands'
import { listEdges } from './homes/queries'
import { getLineage } from './lineage/queries'
import { getUnit, listUnits, treeUnits } from './queries'
import * as inputs from './schema'
import { searchUnits } from './search/queries'

export const unitsRouter = router({
  search: protectedProcedure.input(inputs.searchUnitsInput).query(({ ctx, input }) => searchUnits(ctx, input)),
  get: protectedProcedure.input(inputs.getUnitInput).query(({ ctx, input }) => getUnit(ctx, input)),
  tree: protectedProcedure.input(inputs.treeUnitsInput).query(({ ctx, input }) => treeUnits(ctx, input)),
  list: protectedProcedure.input(inputs.listUnitsInput).query(({ ctx, input }) => listUnits(ctx, input)),
  lineage: protectedProcedure.input(inputs.lineageInput).query(({ ctx, input }) => getLineage(ctx, input)),
  changes: protectedProcedure.input(listChangesInput).query(({ ctx, input }) => listChanges(ctx, input)),
  changeDays: protectedProcedure.input(changeDaysInput).query(({ ctx, input }) => changeDays(ctx, input)),
  edges: protectedProcedure.input(inputs.listEdgesInput).query(({ ctx, input }) => listEdges(ctx, input)),
  confirmEdges: commandProcedure.input(inputs.confirmEdgesInput).mutation(({ ctx, input }) => confirmEdges(ctx, input)),
  addVillage: commandProcedure
    .input(inputs.addVillageInput)
    .mutation(({ ctx, input }) => commands.addVillage(ctx, input)),
  importVillages: commandProcedure
    .input(inputs.importVillagesInput)
    .mutation(({ ctx, input }) => commands.importVillages(ctx, input)),
  closeVillage: commandProcedure
    .input(inputs.closeVillageInput)
    .mutation(({ ctx, input }) => commands.closeVillage(ctx, input)),
  confirmDenominators: commandProcedure
    .input(inputs.confirmDenominatorsInput)
    .mutation(({ ctx, input }) => commands.confirmDenominators(ctx, input)),
  addCommittee: commandProcedure
    .input(inputs.addCommitteeInput)
    .mutation(({ ctx, input }) => commands.addCommittee(ctx, input)),
  endCommittee: commandProcedure
    .input(inputs.endCommitteeInput)
    .mutation(({ ctx, input }) => commands.endCommittee(ctx, input)),
  setFlag: commandProcedure.input(inputs.setFlagInput).mutation(({ ctx, input }) => commands.setFlag(ctx, input)),
  setRollout: commandProcedure
    .input(inputs.setRolloutInput)
    .mutation(({ ctx, input }) => commands.setRollout(ctx, input)),
})
