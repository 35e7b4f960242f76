import type { Change, Conflict } from '../../units/plan/rules'
import type { Said } from '../rules'
import type { CodedLevel, UnitCode } from './columns/rules'
import type { GazetteerProblem, Source } from './gazetteer/rules'
import type { Difference, Line } from './lines/rules'
import type { MappingProblem } from './mapping/rules'

/** So many files at once; together they are no larger than one may be. */
export const filesAtOnce = 8
/** Bytes of all files together: what one request may carry. */
export const importBytes = 10 * 1024 * 1024

/** What a row comes to; a key under `reorganisationImport.verdicts`. `outside`: not the drafter's to change, left out unsaid. */
export const verdicts = ['wrong', 'new', 'differs', 'part', 'whole', 'goesOn', 'equal', 'outside'] as const
export type Verdict = (typeof verdicts)[number]
export type ImportProblem = GazetteerProblem | MappingProblem | 'unknownParent'

export type ImportRow = Source & {
  verdict: Verdict
  problem: ImportProblem | null
  /** What was wrong as it stands there. */
  text: string
  /** The unit of a gazetteer, the old unit of a mapping; its code as far as it could be read. */
  level: CodedLevel | null
  code: string
  name: string
  /** Of a mapping, the new unit. */
  next: { code: string; name: string } | null
  share: number | null
  differences: Difference[]
  padded: boolean
  /** Codes that lost their zeros, as they were read: nothing else says of what level they are. */
  guessed: UnitCode[]
  /** Nobody said how much: the one row of an old unit is taken as the whole of it. */
  assumed: boolean
  /** The name in the row is not the one that the unit of that code bears: perhaps a code of another time. */
  otherName: string | null
}
/** A conflict of the plan that would not be there if the rows that were left out stood: it speaks of what they speak of. */
export const isOfLeftOut = (conflict: Pick<Conflict, 'unitId' | 'otherId'>, leftOut: ReadonlySet<number>): boolean =>
  [conflict.unitId, conflict.otherId].some((id) => id !== undefined && leftOut.has(id))

/** A conflict of the plan, with the rows that its line comes from. */
export type ImportConflict = Said & { sources: Source[]; ofLeftOut: boolean }

export const changesOf = (lines: readonly Line[]): Change[] => lines.map(({ change }) => change)
