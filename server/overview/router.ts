import { protectedProcedure, router } from '../trpc'
import { getHome } from './home/queries'
import { listOwnReports } from './own/queries'
import { countWaiting } from './queries'
import { getHomeInput } from './schema'

export const overviewRouter = router({
  home: protectedProcedure.input(getHomeInput).query(({ ctx, input }) => getHome(ctx, input)),
  own: protectedProcedure.query(({ ctx }) => listOwnReports(ctx)),
  waiting: protectedProcedure.query(({ ctx }) => countWaiting(ctx)),
})
