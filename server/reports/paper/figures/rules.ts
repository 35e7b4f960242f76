import { type Day, parsePeriod, samePeriodLastYear } from '../../../calendar/rules'
import { type FormRow, type FormVersion, fractionOf } from '../../../forms/rules'
import { type Denominators, numberOf, type ReportDetails, type ReportValues } from '../../figures/rules'
import type { Change, PaperFigure } from '../facts/rules'

/** What a filed report knows of its figures: they, what stands beside them, and what was filed before. */
export type Filed = {
  form: FormVersion & { since: Record<string, Day> }
  values: ReportValues
  details: ReportDetails
  denominators: Denominators | null
  history: { codes: readonly string[]; previous: readonly (ReportValues | null)[]; lastYear: ReportValues | null }
}

/** Without the dust of binary fractions: figures have one decimal at most. */
const tenths = (value: number): number => Math.round(value * 10) / 10

/** How a figure moved; null where one of the two is not known. */
export const changeOf = (now: number | null, before: number | null, units: number | null = null): Change | null =>
  now === null || before === null ? null : { by: tenths(now - before), units }

/** Whether a row meant the same in a month that ended on a day: a wording begins on its day (domain.md 22.18). */
export const meantThen = (since: Day | undefined, endsOn: Day): boolean => since === undefined || since <= endsOn

/** The figures of a filed report, row by row; of a month before only where the row meant the same. */
export function filedFigures(filed: Filed, period: { code: string }): Record<string, PaperFigure> {
  const { form, values, details, denominators, history } = filed
  const own = parsePeriod(period.code)
  const lastYear = own && samePeriodLastYear(own)
  const last = parsePeriod(history.codes[0] ?? '')
  const then = (row: FormRow, then: ReportValues | null | undefined, endsOn: Day | undefined) =>
    endsOn && meantThen(form.since[row.code], endsOn) ? numberOf(then, row) : null
  return Object.fromEntries(
    form.rows
      .filter((row) => row.valueType !== 'text')
      .map((row): [string, PaperFigure] => {
        const detail = details[row.code] ?? {}
        const value = numberOf(values, row)
        const before = then(row, history.previous[0], last?.endsOn)
        const numerator = row.valueType === 'percent' ? detail.numerator : undefined
        const adults = denominators?.adults ?? 0
        const typed = numerator !== undefined && adults > 0 ? ([numerator, adults] as const) : null
        return [
          row.code,
          {
            ...{ value, before, change: changeOf(value, before) },
            yearChange: changeOf(value, then(row, history.lastYear, lastYear?.endsOn)),
            fraction: value === null ? null : (fractionOf(row, values) ?? typed),
            units: null,
            source: detail.source ? { name: detail.source, on: detail.on ?? null } : null,
            reason: detail.reason || null,
            noData: detail.noData ?? false,
          },
        ]
      }),
  )
}

/** What was written under the rows of words. */
export const filedTexts = ({ form, values }: Filed): Record<string, string | null> =>
  Object.fromEntries(
    form.rows
      .filter((row) => row.valueType === 'text')
      .map((row) => {
        const text = values[row.code]
        return [row.code, typeof text === 'string' && text.trim() !== '' ? text : null]
      }),
  )
