import { z } from 'zod'

const periodCode = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,15}$/)

export const bases = ['submitted', 'accepted'] as const
export type Basis = (typeof bases)[number]
export const trees = ['now', 'then'] as const
export type Tree = (typeof trees)[number]

/** A range of months (at most 24), up to 20 indicators; `provinceId` asks for the communes of a province. */
export const compareInput = z.object({
  from: periodCode,
  to: periodCode,
  codes: z.array(code).min(1).max(20),
  basis: z.enum(bases).default('submitted'),
  tree: z.enum(trees).default('now'),
  provinceId: z.int().positive().optional(),
  /** "Trên cùng tập xã đã báo cáo ở cả hai kỳ" (domain.md 22.16); a single month only. */
  sameSet: z.boolean().default(false),
})
export type CompareInput = z.output<typeof compareInput>

export const seriesInput = z.object({
  code,
  to: periodCode,
  months: z.int().min(2).max(36).default(13),
  unitIds: z.array(z.int().positive()).max(10).default([]),
  basis: z.enum(bases).default('submitted'),
})
export type SeriesInput = z.output<typeof seriesInput>
