import { z } from 'zod'
import { plainText } from '@/db/unit-names'
import { dayInput } from '../calendar/schema'
import { figureLimits } from './figures/rules'
import { detailSchema } from './figures/schema'

const periodCode = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const unitId = z.int().positive()
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,15}$/)
/** What no screen shows is taken out of each line; 3 to 1,000 characters stay, at least three of them letters. */
export const sentence = z
  .string()
  .max(2_000)
  .transform((text) =>
    text
      .split(/\r\n?|[\n\u2028\u2029]/)
      .map(plainText)
      .join('\n')
      .trim(),
  )
  .refine((text) => text.length <= 1_000 && !/\p{Cs}/u.test(text) && (text.match(/\p{L}/gu)?.length ?? 0) >= 3, {
    error: 'common.sentence',
  })

/** A number or a name in one line: something of it is seen. */
const shown = (min: number, max: number) =>
  z
    .string()
    .max(max * 4)
    .transform(plainText)
    .pipe(z.string().min(min).max(max))

/** A figure before its row is known: what is longer was never a figure of any row. */
const figure = z.union([z.number(), z.string().max(figureLimits.text * 5), z.null()])
/**
 * One cell as typed: what the page had shown (`seen`) and what stands there now, the same with what stands beside it.
 * Absent detail leaves it as it is.
 */
const cell = z.strictObject({
  code,
  seen: figure,
  value: figure,
  detail: detailSchema.optional(),
  seenDetail: detailSchema.nullable().optional(),
})

export const getReportInput = z.object({ unitId: unitId.optional(), period: periodCode.optional() })
/** A unit and a month: a commune, or a province or the country whose totals are told. */
export const unitMonth = z.object({ unitId, period: periodCode })
/** Of a month that was frozen what was frozen, unless the figures of now are asked for. */
export const getPaperInput = unitMonth.extend({ figures: z.enum(['frozen', 'now']).default('frozen') })
/** `provinceId`: which province's queue; whoever sits above the provinces must say. */
/** `tree`: for those above, the units that owed to a province, or those that lie in it today. */
export const listQueueInput = z.object({
  period: periodCode.optional(),
  provinceId: unitId.optional(),
  tree: z.enum(['then', 'now']).default('then'),
})
export const getVersionsInput = z.object({ reportId: z.uuid() })

export const saveReportInput = z.object({
  unitId,
  period: periodCode,
  cells: z.array(cell).max(100),
  nil: z.boolean().optional(),
})

export const notePrintedInput = z.object({ unitId, period: periodCode })

const step = z.object({ reportId: z.uuid(), version: z.int().min(0) })
export const proposeReportInput = step
export const withdrawReportInput = step
export const sendBackReportInput = step.extend({ reason: sentence })
export const submitReportInput = step
export const submitSignedReportInput = step.extend({
  signedNumber: shown(1, 60),
  signedOn: dayInput,
  signedBy: shown(2, 120),
  fileId: z.uuid(),
})
export const recallReportInput = step
export const returnReportInput = step.extend({ reason: sentence, cells: z.record(code, sentence).default({}) })
export const reopenReportInput = step.extend({ reason: sentence })
export const acceptReportsInput = z.object({ reports: z.array(step).min(1).max(400) })
export const returnReportsInput = z.object({ reports: z.array(step).min(1).max(400), reason: sentence })
export const extendReportsInput = z.object({
  period: periodCode,
  unitIds: z.array(unitId).min(1).max(400),
  dueOn: dayInput,
  reason: sentence,
})
export const exemptReportsInput = z.object({
  period: periodCode,
  unitIds: z.array(unitId).min(1).max(400),
  exempt: z.boolean(),
  reason: sentence,
})
