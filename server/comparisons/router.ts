import { commandProcedure, protectedProcedure, router } from '../trpc'
import { importHeadlines, removeHeadline } from './headlines/commands'
import { judgeHeadlines, listHeadlines } from './headlines/queries'
import { getOptions } from './options/queries'
import { getParts } from './parts/queries'
import { compare } from './queries'
import {
  checkHeadlinesInput,
  compareInput,
  importHeadlinesInput,
  optionsInput,
  partsInput,
  removeHeadlineInput,
  seriesInput,
} from './schema'
import { getSeries } from './series/queries'

export const comparisonsRouter = router({
  options: protectedProcedure.input(optionsInput).query(({ ctx, input }) => getOptions(ctx, input)),
  compare: protectedProcedure.input(compareInput).query(({ ctx, input }) => compare(ctx, input)),
  parts: protectedProcedure.input(partsInput).query(({ ctx, input }) => getParts(ctx, input)),
  series: protectedProcedure.input(seriesInput).query(({ ctx, input }) => getSeries(ctx, input)),
  headlines: protectedProcedure.query(({ ctx }) => listHeadlines(ctx)),
  checkHeadlines: protectedProcedure
    .input(checkHeadlinesInput)
    .query(({ ctx, input }) => judgeHeadlines(ctx, input.text)),
  importHeadlines: commandProcedure
    .input(importHeadlinesInput)
    .mutation(({ ctx, input }) => importHeadlines(ctx, input)),
  removeHeadline: commandProcedure.input(removeHeadlineInput).mutation(({ ctx, input }) => removeHeadline(ctx, input)),
})
