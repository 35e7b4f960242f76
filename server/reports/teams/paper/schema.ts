import { z } from 'zod'
import { period, unitId } from '../schema'

/** Forms on paper of a month: of one team, else of every team of a commune that has not sent; the caller's own when none is named. */
export const getPaperFormsInput = z.object({
  teamId: unitId.optional(),
  communeId: unitId.optional(),
  period: period.optional(),
})

export type GetPaperFormsInput = z.output<typeof getPaperFormsInput>
