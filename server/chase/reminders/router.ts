import { commandProcedure, protectedProcedure, router } from '../../trpc'
import { setQuota } from '../quotas/commands'
import { getQuota } from '../quotas/queries'
import { setQuotaInput } from '../quotas/schema'
import { seeReminders } from './commands'
import { getReminderLog, listReminders } from './queries'
import { listReminderLogInput, seeRemindersInput } from './schema'

export const remindersRouter = router({
  list: protectedProcedure.query(({ ctx }) => listReminders(ctx)),
  see: commandProcedure.input(seeRemindersInput).mutation(({ ctx, input }) => seeReminders(ctx, input.upTo)),
  log: protectedProcedure.input(listReminderLogInput).query(({ ctx, input }) => getReminderLog(ctx, input.period)),
  quota: protectedProcedure.query(({ ctx }) => getQuota(ctx)),
  setQuota: commandProcedure.input(setQuotaInput).mutation(({ ctx, input }) => setQuota(ctx, input)),
})
