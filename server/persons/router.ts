import { readingProcedure, router } from '../trpc'
import { openRoster, revealPhone } from './commands'
import { openInput, revealInput } from './schema'

export const personsRouter = router({
  reveal: readingProcedure.input(revealInput).mutation(({ ctx, input }) => revealPhone(ctx, input)),
  open: readingProcedure.input(openInput).mutation(({ ctx, input }) => openRoster(ctx, input)),
})
