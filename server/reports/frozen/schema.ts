import { z } from 'zod'
import { sentence, unitMonth } from '../schema'

/** A province or the country, and a month. */
export const listFreezesInput = unitMonth
export const freezeFiguresInput = z.object({
  requestId: z.uuid(),
  period: unitMonth.shape.period,
  /** Why again; from the second revision on. */
  reason: sentence.nullable().default(null),
})
const revision = z.int().min(1).max(32_767)
export const getFrozenInput = unitMonth.extend({ revision })
/** `against`: what counts now, or the revision before. */
export const frozenChangesInput = getFrozenInput.extend({ against: z.enum(['now', 'before']).default('now') })

export type ListFreezesInput = z.output<typeof listFreezesInput>
export type FreezeFiguresInput = z.output<typeof freezeFiguresInput>
export type GetFrozenInput = z.output<typeof getFrozenInput>
export type FrozenChangesInput = z.output<typeof frozenChangesInput>
