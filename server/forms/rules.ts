import {
  type EnteredBy,
  type FormSection,
  formSections,
  type IndicatorKind,
  type Pillar,
  type RowSource,
  type ValueType,
} from '@/db/enums'
import type { FormRule } from '@/server/forms/schema'

export type { FormRule } from '@/server/forms/schema'

/** One indicator as it stands in a form in a period: the version of its words and the source valid then. */
export type FormRow = {
  code: string
  version: number
  nameVi: string
  nameEn: string
  /** Few words for column heads and for sentences, with a capital at the start. */
  shortVi: string
  shortEn: string
  unitVi: string
  unitEn: string
  definitionVi: string
  definitionEn: string
  valueType: ValueType
  kind: IndicatorKind
  /** Counts each person once: adds over units, never over months (domain.md 8). */
  eachOnce: boolean
  task: number | null
  section: FormSection
  pillar: Pillar | null
  enteredBy: EnteredBy
  required: boolean
  source: RowSource
  position: number
}

/** A form version as a period uses it: plain data, safe in the browser. */
export type FormVersion = {
  code: string
  version: number
  rows: readonly FormRow[]
  rules: readonly FormRule[]
}

/** How a derived row is computed. National codes never change their meaning, so this is law, not setting (domain.md 8). */
export type Formula = { op: 'sum'; of: readonly string[] } | { op: 'percent'; of: readonly [string, string] }
export const formulas: Readonly<Record<string, Formula>> = {
  A05: { op: 'percent', of: ['A04', 'A01'] },
  C05: { op: 'sum', of: ['T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'] },
}

/** The formula of a row, or null when its figure is not derived. */
export const formulaOf = (row: Pick<FormRow, 'code' | 'kind'>): Formula | null =>
  row.kind === 'derived' && Object.hasOwn(formulas, row.code) ? (formulas[row.code] ?? null) : null

/** The eight figures of the one-screen form (domain.md 22.3); C06 among them is an estimate and may stay blank. */
export const firstCodes: readonly string[] = ['C01', 'C02', 'C06', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01']

/** The two figures that a computed percentage is the ratio of, which always stand beside it; null where one is blank. */
export function fractionOf(
  row: Pick<FormRow, 'code' | 'kind'>,
  values: Readonly<Record<string, unknown>>,
): readonly [num: number, den: number] | null {
  const formula = formulaOf(row)
  if (formula?.op !== 'percent') return null
  const [num, den] = formula.of.map((code) => values[code])
  return typeof num === 'number' && typeof den === 'number' ? [num, den] : null
}

export const rowOf = (form: FormVersion, code: string): FormRow | undefined => form.rows.find((r) => r.code === code)

/** Sections in the order of the form, each with its rows by position; empty ones left out. */
export function rowsBySection(form: FormVersion): { section: FormSection; rows: FormRow[] }[] {
  const sorted = [...form.rows].sort((a, b) => a.position - b.position)
  return formSections
    .map((section) => ({ section, rows: sorted.filter((r) => r.section === section) }))
    .filter((group) => group.rows.length > 0)
}

export const isNumeric = (row: Pick<FormRow, 'valueType'>): boolean => row.valueType !== 'text'

/** A row without a source shows "chưa có nguồn", stays blank and takes no part in rules or totals (domain.md 22.14). */
export const hasSource = (row: Pick<FormRow, 'source'>): boolean => row.source !== 'none'

/** Does a person type this row? Not when it is derived, filled from a register, or without a source. */
export const isEntered = (row: Pick<FormRow, 'source' | 'kind' | 'enteredBy'>): boolean =>
  row.source === 'manual' && row.kind !== 'derived' && row.enteredBy !== 'system'

/**
 * The form as a Sở types it that files totals for a province which has not joined: what elsewhere comes from the registers,
 * empty there, is typed like the rest (domain.md 22.17).
 */
export const asTotals = <T extends FormVersion>(form: T): T => ({
  ...form,
  rows: form.rows.map((row) =>
    row.source === 'register' && row.kind !== 'derived' ? { ...row, source: 'manual', enteredBy: 'commune' } : row,
  ),
})

export const numericRows = (form: FormVersion): FormRow[] => form.rows.filter(isNumeric)
export const enteredRows = (form: FormVersion): FormRow[] => form.rows.filter(isEntered)
export const requiredRows = (form: FormVersion): FormRow[] => form.rows.filter((r) => r.required && isEntered(r))

/**
 * Does the row stand in totals by its own figure? Numeric, with a source, and not a derived percentage: that one stands there
 * as its two rows (A04, A01) of the reports that gave both. A derived sum (C05) does.
 */
export const isTotalled = (row: FormRow): boolean =>
  isNumeric(row) && hasSource(row) && !(row.kind === 'derived' && row.valueType === 'percent')
export const totalledRows = (form: FormVersion): FormRow[] => form.rows.filter(isTotalled)

export type TotalKind = {
  /** sum: adds; weighted: Σ(percent × adults) / Σ adults; ratio: from its two rows, of the reports that gave both; none: text. */
  overUnits: 'sum' | 'weighted' | 'ratio' | 'none'
  /** sum: adds; last: the last month's figure; none: a range of months has no figure (each person once, text). */
  overMonths: 'sum' | 'last' | 'none'
}

/** How a row adds over units and over months (domain.md 8 and 22.15). Lượt and người are never added to each other. */
export function totalKind(row: FormRow): TotalKind {
  if (row.valueType === 'text') return { overUnits: 'none', overMonths: 'none' }
  if (row.valueType === 'percent')
    return { overUnits: formulaOf(row)?.op === 'percent' ? 'ratio' : 'weighted', overMonths: 'last' }
  if (row.eachOnce) return { overUnits: 'sum', overMonths: 'none' }
  return { overUnits: 'sum', overMonths: row.kind === 'stock' ? 'last' : 'sum' }
}
