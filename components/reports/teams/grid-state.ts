import type { TeamReportSource } from '@/db/team-enums'
import type { FormRow } from '@/server/forms/rules'
import type { GridRow } from './outputs'
import { type ReadTyped, readTyped, saysThe, type Typed, typedOf } from './typed'

export type EnteredSource = Exclude<TeamReportSource, 'team'>
/** One line of the grid as it is being typed. */
export type Line = {
  typed: Typed
  nil: boolean
  source: EnteredSource
  toldBy: string
  /** The day on which a message was written; null: not said. */
  toldOn: string | null
  reason: string
}
export type LineProblem = 'figures' | 'missing' | 'toldBy' | 'reason'

export const lineOf = (row: GridRow, rows: readonly FormRow[], locale: 'vi' | 'en'): Line => ({
  typed: typedOf(rows, row.values, locale),
  nil: row.nil,
  source: row.source && row.source !== 'team' ? row.source : 'zalo',
  // Mostly it is the leader who tells.
  toldBy: row.status === 'none' ? (row.leader ?? '') : '',
  toldOn: null,
  reason: '',
})

/** Whether something was typed that does not stand yet. */
export const isChanged = (row: GridRow, line: Line, rows: readonly FormRow[], locale: 'vi' | 'en'): boolean =>
  !saysThe(rows, line.typed, row.values, locale) || line.nil !== row.nil

export type JudgedLine = ReadTyped & { problem: LineProblem | null; missing: string[] }

/** What stands against a line: figures that are none, required ones that are blank, who told it, why it is put right. */
export function judge(row: GridRow, line: Line, rows: readonly FormRow[], locale: 'vi' | 'en'): JudgedLine {
  const read = readTyped(rows, line.typed, locale)
  const missing = rows
    .filter(({ code, required }) => required && (read.values[code] ?? null) === null)
    .map(({ code }) => code)
  const problem = (): LineProblem | null => {
    if (Object.keys(read.problems).length > 0) return 'figures'
    if (missing.length > 0) return 'missing'
    if (row.status === 'none') return line.toldBy.trim().length < 2 ? 'toldBy' : null
    return line.reason.trim().length < 5 ? 'reason' : null
  }
  return { ...read, missing, problem: problem() }
}
