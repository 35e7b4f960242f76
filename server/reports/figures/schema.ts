import { z } from 'zod'
import { enteredRows, type FormRow, type FormVersion } from '@/server/forms/rules'
import {
  type FigureReason,
  figureLimits,
  figureProblem,
  parseText,
  type ReportDetails,
  type ReportValues,
} from '@/server/reports/figures/rules'

const message = (reason: FigureReason) => `findings.figure.${reason}`

/** The schema of one kept value: null is blank; text comes out cleaned; −0 comes out 0. */
export function valueSchema(row: Pick<FormRow, 'valueType'>): z.ZodType<number | string | null> {
  if (row.valueType === 'text')
    return z
      .string({ error: message('control') })
      .nullable()
      .transform((text, ctx) => {
        const parsed = parseText(text ?? '')
        if (parsed.ok) return parsed.value
        ctx.addIssue({ code: 'custom', message: message(parsed.reason) })
        return z.NEVER
      })
  return z
    .number({ error: message('notNumber') })
    .nullable()
    .transform((value, ctx) => {
      const reason = figureProblem(value, row.valueType)
      if (!reason) return value === null ? null : value + 0
      ctx.addIssue({ code: 'custom', message: message(reason) })
      return z.NEVER
    })
}

/** The schema of what a person may send: typed rows of the form and no others, each optional. */
export function valuesSchema(form: FormVersion): z.ZodType<ReportValues> {
  const shape = Object.fromEntries(enteredRows(form).map((row) => [row.code, valueSchema(row).optional()]))
  return z.strictObject(shape) as unknown as z.ZodType<ReportValues>
}

const sentence = (max: number) =>
  z
    .string()
    .max(max, { error: message('tooLong') })
    .transform((text, ctx) => {
      const parsed = parseText(text)
      if (parsed.ok) return String(parsed.value ?? '')
      ctx.addIssue({ code: 'custom', message: message(parsed.reason) })
      return z.NEVER
    })

/** The schema of what stands beside one figure. */
export const detailSchema = z.strictObject({
  numerator: z
    .number({ error: message('notNumber') })
    .int({ error: message('fraction') })
    .min(0, { error: message('negative') })
    .max(figureLimits.count, { error: message('tooLarge') })
    .optional(),
  source: sentence(200).optional(),
  on: z.iso.date().optional(),
  noData: z.boolean().optional(),
  reason: sentence(500).optional(),
})

/** The schema of all details of a form, by code. */
export function detailsSchema(form: FormVersion): z.ZodType<ReportDetails> {
  const shape = Object.fromEntries(form.rows.map((row) => [row.code, detailSchema.optional()]))
  return z.strictObject(shape) as unknown as z.ZodType<ReportDetails>
}
