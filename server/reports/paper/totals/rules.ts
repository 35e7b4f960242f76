import type { Day } from '../../../calendar/rules'
import { type FormRow, type FormVersion, formulaOf, isNumeric } from '../../../forms/rules'
import { blankFigure, type PaperFigure } from '../facts/rules'
import { changeOf, meantThen } from '../figures/rules'

/** A kept sum: how many gave it, its figures added up, and for a percentage the adults it is weighed by. */
export type Sum = { n: number; num: number; den: number }
export type Sums = ReadonlyMap<string, Sum>
/** Sums of those that gave a figure in both months. */
export type Pair = { n: number; now: number; before: number }

/** A total as it is told: Σ, or Σ(percent × adults) / Σ adults (domain.md 22.15). A ratio of two rows needs the same givers. */
function totalOf(row: FormRow, sums: Sums): { value: number; units: number; fraction: PaperFigure['fraction'] } | null {
  const ratio = formulaOf(row)
  if (ratio?.op === 'percent') {
    const [part, whole] = ratio.of.map((code) => sums.get(code))
    if (!part || !whole || part.n !== whole.n || whole.num <= 0) return null
    return { value: tenths(part.num / whole.num), units: whole.n, fraction: [part.num, whole.num] }
  }
  const sum = sums.get(row.code)
  if (!sum || sum.n === 0) return null
  if (row.valueType !== 'percent') return { value: sum.num, units: sum.n, fraction: null }
  return sum.den > 0 ? { value: tenths(sum.num / sum.den), units: sum.n, fraction: null } : null
}

const tenths = (share: number) => Math.round(share * 1000) / 10

/**
 * The figures of a province or the country. What stands in the table of the month before is its total as it was; how it moved is
 * told over the units that gave the figure both times alone, and only where there are such (domain.md 22.16).
 */
export function totalFiguresOf(
  form: FormVersion & { since: Record<string, Day> },
  now: Sums,
  before: { sums: Sums; endsOn: Day; pairs: ReadonlyMap<string, Pair> } | null,
): Record<string, PaperFigure> {
  return Object.fromEntries(
    form.rows.filter(isNumeric).map((row): [string, PaperFigure] => {
      const found = row.source === 'none' ? null : totalOf(row, now)
      if (!found) return [row.code, blankFigure]
      const comparable = before !== null && meantThen(form.since[row.code], before.endsOn)
      const pair = comparable && row.valueType !== 'percent' ? before.pairs.get(row.code) : undefined
      return [
        row.code,
        {
          ...blankFigure,
          ...found,
          before: comparable ? (totalOf(row, before.sums)?.value ?? null) : null,
          change: pair && pair.n > 0 ? changeOf(pair.now, pair.before, pair.n) : null,
        },
      ]
    }),
  )
}
