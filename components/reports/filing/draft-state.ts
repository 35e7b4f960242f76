import type { FormRow } from '@/server/forms/rules'
import { check, type Denominators, type Finding, type ReportDetails, type ReportValues } from '@/server/reports/rules'
import { type CellConflict, type Cells, type DraftSource, screenDetails, screenValues } from './draft'
import type { Batch, KeptFigures } from './kept'

export type SaveInput = { unitId: number; period: string; cells: Batch['cells']; nil?: boolean; requestId: string }
export type SaveAnswer = {
  reportId: string
  version: number
  savedAt: Date
  values: ReportValues
  details: ReportDetails
  conflicts: ({ code: string } & CellConflict)[]
}
/** Why a save failed: `null` when the server was not reached, else what it said. */
export type Refusal = { reason: string; params: Record<string, unknown>; again: boolean } | null

export type StoreSource = DraftSource & {
  unit: { id: number }
  period: { code: string; month: number }
  report: { id: string; version: number } | null
  nil: boolean
  draftAt: Date | null
  history: { previous: (ReportValues | null)[]; lastYear: ReportValues | null }
  denominators: Denominators | null
  unitChanged: boolean
}

export type StoreOptions = {
  locale: 'vi' | 'en'
  save: (input: SaveInput) => Promise<SaveAnswer>
  /** Reads an error of `save`. */
  refusalOf: (error: unknown) => Refusal
  kept: KeptFigures
  newId: () => string
  /** Called when what the page shows may be older than the system: after a repeated save. */
  onStale: () => void
  /** Milliseconds between the last change and the save. */
  delay?: number
}

export type DraftState = {
  cells: Cells
  nil: boolean
  reportId: string | null
  version: number
  savedAt: Date | null
  saving: boolean
  offline: boolean
  /** What the server said against saving; typing goes on, saving does not. */
  refusal: Refusal
  findings: readonly Finding[]
  findingsOf: Readonly<Record<string, readonly Finding[]>>
  /** The figures of the screen, derived ones included. */
  values: ReportValues
  /** Sending was tried: from now on every missing figure is said. */
  attempted: boolean
  /** How often it was tried and something stood against it. */
  tries: number
}

const none: readonly Finding[] = []

/** The figures with the derived ones computed anew and everything to say about them, each remark beside the first row one types. */
export function judge(source: StoreSource, order: readonly FormRow[], before: DraftState): DraftState {
  const { form, history } = source
  const values = screenValues(form, source.values, before.cells)
  const findings = check(form, {
    values,
    details: screenDetails(source.details, before.cells),
    previous: history.previous,
    lastYear: history.lastYear,
    denominators: source.denominators,
    nil: before.nil,
    month: source.period.month,
    unitChanged: source.unitChanged,
  })
  const byAnchor = new Map<string, Finding[]>()
  for (const finding of findings) {
    const anchor = finding.codes.find((code) => before.cells[code])
    if (anchor) byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), finding])
  }
  const findingsOf: Record<string, readonly Finding[]> = {}
  for (const { code } of order) {
    const own = byAnchor.get(code) ?? none
    const shown = before.findingsOf[code] ?? none
    // The same list stays the same object, so that its row is not drawn again.
    findingsOf[code] = JSON.stringify(own) === JSON.stringify(shown) ? shown : own
  }
  return { ...before, values, findings, findingsOf }
}
