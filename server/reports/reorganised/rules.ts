import type { ReportStatus } from '@/db/enums'
import type { FormVersion } from '../../forms/rules'
import { isEntered } from '../../forms/rules'
import type { ReportValues } from '../rules'

/** What a former unit had typed or filed for a month that its heir files now (domain.md 6.13). */
export type NotedPart = {
  unitId: number
  name: string
  status: ReportStatus
  /** It went wholly into the unit; of a part of it nobody knows which figures. */
  entire: boolean
  nil: boolean
  values: ReportValues
}
/** The parts of a unit's month. `former`: how many units went wholly into it in that month, whether they had begun or not. */
export type Noted = { parts: NotedPart[]; former: number }

/** Why a unit files a month no more: the resolution that ended it, and who files instead. */
export type Ended = { on: string; resolution: string | null; reorganisationId: string | null; heirs: string[] }

export type PartSum = { code: string; sum: number; count: number }

/**
 * Sums of what parts that went wholly in had of each counted figure that is typed; `count`: of how many. Percentages and texts
 * do not add up, and a figure that nobody had is none, never 0.
 */
export function sumsOfParts(form: FormVersion, parts: readonly NotedPart[]): PartSum[] {
  const whole = parts.filter((part) => part.entire)
  return form.rows.flatMap((row) => {
    if (!isEntered(row) || (row.valueType !== 'count' && row.valueType !== 'currency')) return []
    const known = whole.flatMap(({ values }) => {
      const value = values[row.code]
      return typeof value === 'number' ? [value] : []
    })
    return known.length > 0 ? [{ code: row.code, sum: known.reduce((a, b) => a + b, 0), count: known.length }] : []
  })
}
