import { commandProcedure, protectedProcedure, router } from '../trpc'
import { storeFile } from './commands'
import { getFile } from './queries'
import { getFileInput, storeFileInput } from './schema'

export const filesRouter = router({
  get: protectedProcedure.input(getFileInput).query(({ ctx, input }) => getFile(ctx, input.fileId)),
  store: commandProcedure.input(storeFileInput).mutation(({ ctx, input }) => storeFile(ctx, input)),
})
