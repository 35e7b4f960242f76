import { commandProcedure, protectedProcedure, router } from '../../trpc'
import { seeReminders } from './commands'
import { countUnseen, listReminders } from './queries'
import { seeRemindersInput } from './schema'

export const remindersRouter = router({
  list: protectedProcedure.query(({ ctx }) => listReminders(ctx)),
  unseen: protectedProcedure.query(({ ctx }) => countUnseen(ctx)),
  see: commandProcedure.input(seeRemindersInput).mutation(({ ctx }) => seeReminders(ctx)),
})
