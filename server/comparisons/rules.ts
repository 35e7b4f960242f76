import type { FormRow } from '../forms/rules'
import { totalKind } from '../forms/rules'

/** n units behind it; num and, for percentages, den. Null num: no unit gave a figure. */
export type Amount = { n: number; num: number | null; den: number }

/** Why a figure is not shown though there are reports. */
export type Absence = 'eachOnce' | 'text' | 'noSource' | 'meaningChanged' | null

/** Each-once rows add over units, never over months (domain.md section 8): a range of months has no figure. */
export function absenceOf(row: FormRow, months: number): Absence {
  if (row.valueType === 'text') return 'text'
  if (row.source === 'none') return 'noSource'
  return months > 1 && totalKind(row).overMonths === 'none' ? 'eachOnce' : null
}

/** The figure of an amount: a sum, or for percentages 100 × num / den. Null when nobody reported: blank is not zero. */
export function figureOf(row: Pick<FormRow, 'valueType'>, amount: Amount | undefined): number | null {
  if (!amount || amount.n === 0 || amount.num === null) return null
  if (row.valueType !== 'percent') return amount.num
  return amount.den > 0 ? (100 * amount.num) / amount.den : null
}

/** Difference and, unless the base is zero, its percentage; percentages differ in points only. Null where one side is blank. */
export function changeOf(
  now: number | null,
  before: number | null,
  valueType: FormRow['valueType'],
): { by: number; percent: number | null } | null {
  if (now === null || before === null) return null
  return { by: now - before, percent: valueType === 'percent' || before === 0 ? null : (100 * (now - before)) / before }
}

/** Per 1,000 of a base of the same units; null without a base, and for percentages, which are rates already. */
export const perThousand = (
  row: Pick<FormRow, 'valueType'>,
  figure: number | null,
  base: number | null,
): number | null => (figure === null || !base || row.valueType === 'percent' ? null : (1000 * figure) / base)

/** The sum of amounts: of n, num and den apart, so that percentages are weighed and blanks stay blank. */
export function sumOf(amounts: readonly (Amount | undefined)[]): Amount {
  const present = amounts.filter((each): each is Amount => each !== undefined && each.n > 0 && each.num !== null)
  return {
    n: present.reduce((sum, each) => sum + each.n, 0),
    num: present.length === 0 ? null : present.reduce((sum, each) => sum + (each.num ?? 0), 0),
    den: present.reduce((sum, each) => sum + each.den, 0),
  }
}
