import { commandProcedure, protectedProcedure, router } from '../trpc'
import { setCalendarDay } from './commands'
import { getCalendar } from './queries'
import { setDayInput } from './schema'

export const calendarRouter = router({
  get: protectedProcedure.query(({ ctx }) => getCalendar(ctx)),
  setDay: commandProcedure.input(setDayInput).mutation(({ ctx, input }) => setCalendarDay(ctx, input)),
})
