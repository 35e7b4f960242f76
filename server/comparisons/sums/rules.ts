import { type FormRow, formulaOf, totalKind } from '../../forms/rules'

/**
 * An indicator to sum. `adds`: over months; else the last month stands. `since`: first day of its wording. `ratio`: a derived
 * percentage is of these two figures, over the reports that gave both.
 */
export type Pick = {
  id: number
  code: string
  adds: boolean
  percent: boolean
  since: string | null
  ratio: readonly [num: string, den: string] | null
}

/** A row of a form as what is summed; null where it has no figure of its own. */
export function pickOf(
  form: { indicatorIds: Record<string, number>; since: Record<string, string> },
  row: FormRow,
): Pick | null {
  const { code, valueType } = row
  const id = form.indicatorIds[code]
  const formula = formulaOf(row)
  if (!id) return null
  return {
    ...{ id, code, adds: totalKind(row).overMonths === 'sum', percent: valueType === 'percent' },
    ...{ since: form.since[code] ?? null, ratio: formula?.op === 'percent' ? formula.of : null },
  }
}

/**
 * The sum of figures; parts of a unit that was cut add up to what was cut, without the dust of binary fractions: what is a whole
 * number but for the last bit of the figures is that number, else 15 digits are true while they hold the decimals.
 */
export function exactSum(figures: readonly number[]): number {
  let [sum, lost] = [0, 0]
  for (const each of figures) {
    const next = sum + each
    lost += Math.abs(sum) >= Math.abs(each) ? sum - next + each : each - next + sum
    sum = next
  }
  const total = sum + lost
  if (figures.every(Number.isInteger)) return total
  const dust = figures.reduce((all, each) => all + Math.abs(each), 0) * Number.EPSILON
  if (Math.abs(total - Math.round(total)) <= dust) return Math.round(total)
  return Math.abs(total) < 1e14 ? Number(total.toPrecision(15)) : total
}
