import { commandProcedure, protectedProcedure, router } from '../../trpc'
import { freezeFigures } from './commands'
import { getFrozen, getFrozenChanges, listFreezes } from './queries'
import * as inputs from './schema'

export const frozenRouter = router({
  list: protectedProcedure.input(inputs.listFreezesInput).query(({ ctx, input }) => listFreezes(ctx, input)),
  get: protectedProcedure.input(inputs.getFrozenInput).query(({ ctx, input }) => getFrozen(ctx, input)),
  changes: protectedProcedure.input(inputs.frozenChangesInput).query(({ ctx, input }) => getFrozenChanges(ctx, input)),
  freeze: commandProcedure.input(inputs.freezeFiguresInput).mutation(({ ctx, input }) => freezeFigures(ctx, input)),
})
