import { protectedProcedure, router } from '../trpc'
import { compare } from './queries'
import { compareInput, seriesInput } from './schema'
import { getSeries } from './series/queries'

export const comparisonsRouter = router({
  compare: protectedProcedure.input(compareInput).query(({ ctx, input }) => compare(ctx, input)),
  series: protectedProcedure.input(seriesInput).query(({ ctx, input }) => getSeries(ctx, input)),
})
