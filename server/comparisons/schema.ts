import { z } from 'zod'
import { bases, maxCodes, rates, trees } from './rules'

const periodCode = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,15}$/)

/** A range of months (at most 24), up to 20 indicators; `provinceId` asks for the communes of a province. */
export const compareInput = z.object({
  from: periodCode,
  to: periodCode,
  codes: z.array(code).min(1).max(maxCodes),
  basis: z.enum(bases).default('submitted'),
  tree: z.enum(trees).default('now'),
  provinceId: z.int().positive().max(2_147_483_647).optional(),
  /** By the tree of then: that very province of then, without the others that lie in it today. */
  alone: z.boolean().default(false),
  /** "Trên cùng tập xã đã báo cáo ở cả hai kỳ" (domain.md 22.16); a single month only. */
  sameSet: z.boolean().default(false),
  /** Figures per 1,000 households or adults of the units that gave them. */
  per: z.enum(rates).default('none'),
})
export type CompareInput = z.output<typeof compareInput>

/** A figure of a unit of today, to be followed down to the reports behind it. */
export const partsInput = z.object({
  from: periodCode,
  to: periodCode,
  code,
  basis: z.enum(bases).default('submitted'),
  unitId: z.int().positive().max(2_147_483_647),
})
export type PartsInput = z.output<typeof partsInput>

/** The form of a month, for the list of indicators; the newest ended month when absent. */
export const optionsInput = z.object({ period: periodCode.optional() })

export const seriesInput = z.object({
  code,
  to: periodCode,
  months: z.int().min(2).max(36).default(13),
  unitIds: z.array(z.int().positive().max(2_147_483_647)).max(10).default([]),
  basis: z.enum(bases).default('submitted'),
  tree: z.enum(trees).default('now'),
})
export type SeriesInput = z.output<typeof seriesInput>

/** Pasted lines "ngày, chỉ số, giá trị, nguồn" parted by tabs or semicolons; `unitId` is whom they speak of (the nation when absent). */
export const checkHeadlinesInput = z.object({ text: z.string().max(100_000) })
export const importHeadlinesInput = z.object({
  requestId: z.uuid(),
  text: z.string().max(100_000),
  /** How many right lines the dry run showed. */
  expected: z.int().min(1).max(500),
})
export const removeHeadlineInput = z.object({ id: z.int().positive() })
export type ImportHeadlinesInput = z.output<typeof importHeadlinesInput>
