import { commandProcedure, protectedProcedure, router } from '../trpc'
import { addFocalPoint, addGroup, endFocalPoint, endGroup, setChatLink } from './commands'
import { listContacts } from './queries'
import * as inputs from './schema'

export const contactsRouter = router({
  list: protectedProcedure.input(inputs.listContactsInput).query(({ ctx, input }) => listContacts(ctx, input.unitId)),
  addFocalPoint: commandProcedure
    .input(inputs.addFocalPointInput)
    .mutation(({ ctx, input }) => addFocalPoint(ctx, input)),
  endFocalPoint: commandProcedure.input(inputs.endInput).mutation(({ ctx, input }) => endFocalPoint(ctx, input)),
  addGroup: commandProcedure.input(inputs.addGroupInput).mutation(({ ctx, input }) => addGroup(ctx, input)),
  endGroup: commandProcedure.input(inputs.endInput).mutation(({ ctx, input }) => endGroup(ctx, input)),
  setChatLink: commandProcedure.input(inputs.setChatLinkInput).mutation(({ ctx, input }) => setChatLink(ctx, input)),
})
