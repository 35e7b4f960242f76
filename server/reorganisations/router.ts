import { commandProcedure, protectedProcedure, router } from '../trpc'
import type { Owner } from '../units/owners/rules'
import { confirmChecks } from './checks/commands'
import * as commands from './commands'
import { importReorganisation } from './import/commands'
import { checkImport, listWrongRows } from './import/queries'
import { checkImportInput, importReorganisationInput } from './import/schema'
import { getChecks, getForesight, getReorganisation, listLate, listReorganisations } from './queries'
import * as inputs from './schema'
import { placeWait } from './waits/commands'
import { listWaits } from './waits/queries'

/** The noun is handed whoever owns something of a unit: it knows none of them. */
export const reorganisationsRouter = (owners: readonly Owner[]) =>
  router({
    list: protectedProcedure
      .input(inputs.listReorganisationsInput)
      .query(({ ctx, input }) => listReorganisations(ctx, input)),
    get: protectedProcedure
      .input(inputs.getReorganisationInput)
      .query(({ ctx, input }) => getReorganisation(ctx, input)),
    foresee: protectedProcedure
      .input(inputs.reorganisationInput)
      .query(({ ctx, input }) => getForesight(ctx, input, owners)),
    late: protectedProcedure.input(inputs.reorganisationInput).query(({ ctx, input }) => listLate(ctx, input)),
    checks: protectedProcedure.input(inputs.reorganisationInput).query(({ ctx, input }) => getChecks(ctx, input)),
    waits: protectedProcedure.input(inputs.listWaitsInput).query(({ ctx, input }) => listWaits(ctx, input)),
    checkImport: protectedProcedure.input(checkImportInput).query(({ ctx, input }) => checkImport(ctx, input)),
    wrongRows: protectedProcedure.input(checkImportInput).query(({ ctx, input }) => listWrongRows(ctx, input)),
    create: commandProcedure
      .input(inputs.createReorganisationInput)
      .mutation(({ ctx, input }) => commands.createReorganisation(ctx, input)),
    update: commandProcedure
      .input(inputs.updateReorganisationInput)
      .mutation(({ ctx, input }) => commands.updateReorganisation(ctx, input)),
    delete: commandProcedure
      .input(inputs.stepReorganisationInput)
      .mutation(({ ctx, input }) => commands.deleteReorganisation(ctx, input)),
    addChanges: commandProcedure
      .input(inputs.addChangesInput)
      .mutation(({ ctx, input }) => commands.addChanges(ctx, input)),
    import: commandProcedure
      .input(importReorganisationInput)
      .mutation(({ ctx, input }) => importReorganisation(ctx, input)),
    removeChanges: commandProcedure
      .input(inputs.removeChangesInput)
      .mutation(({ ctx, input }) => commands.removeChanges(ctx, input)),
    decide: commandProcedure
      .input(inputs.decideReportsInput)
      .mutation(({ ctx, input }) => commands.decideReports(ctx, input)),
    schedule: commandProcedure
      .input(inputs.stepReorganisationInput)
      .mutation(({ ctx, input }) => commands.scheduleReorganisation(ctx, input)),
    cancel: commandProcedure
      .input(inputs.stepReorganisationInput)
      .mutation(({ ctx, input }) => commands.cancelReorganisation(ctx, input)),
    undo: commandProcedure
      .input(inputs.undoReorganisationInput)
      .mutation(({ ctx, input }) => commands.undoReorganisation(ctx, input)),
    confirmChecks: commandProcedure
      .input(inputs.confirmChecksInput)
      .mutation(({ ctx, input }) => confirmChecks(ctx, input)),
    place: commandProcedure.input(inputs.placeWaitInput).mutation(({ ctx, input }) => placeWait(ctx, input)),
  })
