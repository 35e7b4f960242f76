import type { FormRow } from '@/server/forms/rules'
import type { Denominators, ReportDetails, ReportValues } from '@/server/reports/figures/rules'

export type CheckInput = {
  values: ReportValues
  details?: ReportDetails | null
  /** Figures of the months before, the newest first, at most three; null where nothing was filed. */
  previous?: readonly (ReportValues | null)[]
  /** Figures of the same month of last year. */
  lastYear?: ReportValues | null
  denominators?: Denominators | null
  /** Month 1–12 of the period: figures of the year to date begin anew in month 1. */
  month?: number
  /** Units or rosters changed in the period: "not below last month" is waived (domain.md 22.13). */
  unitChanged?: boolean
  /** The report says "Không phát sinh". */
  nil?: boolean
}

/** A finding before it is weighed: `key` of its sentence and what stands in it. */
export type Draft = { codes: string[]; key: string; params: Record<string, string | number> }

/** The figures that rules ask for, by code. */
export type Facts = {
  rows: Map<string, FormRow>
  now: (code: string) => number | null
  /** Figure of a month before: 0 is last month. */
  before: (code: string, months: number) => number | null
  input: CheckInput
}

/** As a person says it: whole from ten up, else one decimal. */
export const round = (value: number) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10)

/** The last figure given within so many months; null when there was none. */
export function lastFigure(facts: Facts, code: string, within = 3): number | null {
  for (let i = 0; i < within; i++) {
    const value = facts.before(code, i)
    if (value !== null) return value
  }
  return null
}

/** Mean of the last months as an exact fraction; null with fewer than two months, where more than one is asked. */
export function meanOf(facts: Facts, code: string, months: number): { total: number; months: number } | null {
  const given = Array.from({ length: months }, (_, i) => facts.before(code, i)).filter((v) => v !== null)
  return given.length < Math.min(2, months) ? null : { total: given.reduce((a, b) => a + b, 0), months: given.length }
}
