import type { CellState } from '@/components/ui/control'
import { isPrefilled, isUnsaved } from './draft'
import type { DraftState } from './draft-state'

/** How a cell stands: what is on its way first, then what the checks say. `kept` waits on this device. */
export type CellPhase = Exclude<CellState, 'locked' | 'no_source'> | 'kept'

export function phaseOf(state: DraftState, code: string): CellPhase {
  const cell = state.cells[code]
  if (!cell) return 'idle'
  if (cell.conflict) return 'conflict'
  if (cell.problem) return 'error'
  const findings = state.findingsOf[code] ?? []
  const missing = findings.some((finding) => finding.message === 'findings.required')
  if (missing && (state.attempted || cell.visited)) return 'error'
  if (findings.some((finding) => finding.severity === 'block') && !missing) return 'error'
  if (isUnsaved(cell)) return state.offline ? 'kept' : state.saving ? 'saving' : 'dirty'
  if (findings.some((finding) => finding.severity === 'warn' && !finding.explained)) return 'warn'
  if (isPrefilled(cell)) return 'prefilled'
  return cell.saved ? 'saved' : 'idle'
}

/** The look of the input for a phase. */
export const lookOf = (phase: CellPhase): CellState => (phase === 'kept' ? 'dirty' : phase)
