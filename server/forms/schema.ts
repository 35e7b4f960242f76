import { z } from 'zod'
import { denominators, severities } from '@/db/enums'

const codes = z.array(z.string().min(1)).min(1).readonly()
const positive = z.number().positive()
const head = { code: z.string().min(1), severity: z.enum(severities) }

/** Rules are data of the form version; `params` by kind. What is not of this shape is refused when a form is read. */
export const formRuleSchema = z.discriminatedUnion('kind', [
  /** The sum of `part` is at most the sum of `whole`, or at most a confirmed figure of the unit. */
  z.object({
    ...head,
    kind: z.literal('at_most'),
    params: z.union([
      z.strictObject({ part: codes, whole: codes }),
      z.strictObject({ part: codes, limit: z.enum(denominators) }),
    ]),
  }),
  z.object({ ...head, kind: z.literal('zero_if_zero'), params: z.strictObject({ when: z.string(), zero: codes }) }),
  /** `withinYear`: figures of the year to date, that begin anew in month 1. */
  z.object({
    ...head,
    kind: z.literal('not_below_last'),
    params: z.strictObject({ codes, withinYear: z.boolean() }),
  }),
  /** More than `above` times, or less than one `below`-th of, the mean of the last `months`, when that mean is at least `meanFrom`. */
  z.object({
    ...head,
    kind: z.literal('jump'),
    params: z.strictObject({
      codes,
      above: positive,
      below: positive.nullable(),
      meanFrom: z.number().min(0),
      months: z.number().int().min(1).max(3),
    }),
  }),
  /** Falls by more than `percent` per cent of the last figure, or by more than `points` (percent rows). */
  z.object({
    ...head,
    kind: z.literal('drop'),
    params: z.union([z.strictObject({ codes, percent: positive }), z.strictObject({ codes, points: positive })]),
  }),
  z.object({ ...head, kind: z.literal('all_equal'), params: z.strictObject({ codes }) }),
  z.object({
    ...head,
    kind: z.literal('ratio_above'),
    params: z.strictObject({ over: z.string(), under: z.string(), limit: positive }),
  }),
  z.object({
    ...head,
    kind: z.literal('same_as_last'),
    params: z.strictObject({ codes, atLeast: z.number().int().min(1) }),
  }),
])
export type FormRule = z.infer<typeof formRuleSchema>
