import { z } from 'zod'
import { commandProcedure, protectedProcedure, readingProcedure, router } from '../trpc'
import { openRoster, revealPhone } from './commands'
import { getKeptRecord, getOwnRecord, listReadings } from './queries'
import { answerRequest, closeRequest, extendRequest, receiveRequest, takeOverRequest } from './requests/commands'
import { listRequests } from './requests/queries'
import * as inputs from './schema'

const memberInput = z.object({ memberId: z.uuid() })

export const personsRouter = router({
  reveal: readingProcedure.input(inputs.revealInput).mutation(({ ctx, input }) => revealPhone(ctx, input)),
  open: readingProcedure.input(inputs.openInput).mutation(({ ctx, input }) => openRoster(ctx, input)),
  own: protectedProcedure.query(({ ctx }) => getOwnRecord(ctx)),
  kept: protectedProcedure.input(memberInput).query(({ ctx, input }) => getKeptRecord(ctx, input.memberId)),
  readings: protectedProcedure.input(memberInput).query(({ ctx, input }) => listReadings(ctx, input.memberId)),
  requests: protectedProcedure
    .input(inputs.listRequestsInput)
    .query(({ ctx, input }) => listRequests(ctx, input.communeId)),
  receive: commandProcedure.input(inputs.receiveRequestInput).mutation(({ ctx, input }) => receiveRequest(ctx, input)),
  takeOver: commandProcedure.input(inputs.requestStepInput).mutation(({ ctx, input }) => takeOverRequest(ctx, input)),
  answer: commandProcedure.input(inputs.requestStepInput).mutation(({ ctx, input }) => answerRequest(ctx, input)),
  extend: commandProcedure.input(inputs.extendRequestInput).mutation(({ ctx, input }) => extendRequest(ctx, input)),
  close: commandProcedure.input(inputs.closeRequestInput).mutation(({ ctx, input }) => closeRequest(ctx, input)),
})
