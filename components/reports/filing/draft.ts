import {
  type FormRow,
  type FormVersion,
  firstCodes,
  hasSource,
  isEntered,
  isNumeric,
  rowsBySection,
} from '@/server/forms/rules'
import { retyped, sameDetail } from '@/server/reports/figures/rules'
import {
  derive,
  type FigureReason,
  nilValues,
  numberOf,
  parseFigure,
  type ReportDetail,
  type ReportDetails,
  type ReportValues,
} from '@/server/reports/rules'

export type Value = number | string | null
/** What another person entered meanwhile: the figure and what stands beside it. */
export type CellConflict = { current: Value; detail: ReportDetail; by: string | null; at: string | null }

/** One cell that a person types into. */
export type Cell = {
  code: string
  /** What stands in the system as far as this page has seen. */
  seen: Value
  seenDetail: ReportDetail
  /** The legal figure that stands in the cell. */
  value: Value
  detail: ReportDetail
  /** What is being typed, or was typed and is no figure. Null: the cell shows its value. */
  text: string | null
  problem: FigureReason | null
  /** Last month's figure of a stock, shown grey until confirmed. */
  suggestion: number | null
  conflict: CellConflict | null
  /** Was left at least once: only then is a missing figure an error beside it. */
  visited: boolean
  /** Was emptied by hand: last month's figure is not offered again. */
  emptied: boolean
  /** Was saved on this visit. */
  saved: boolean
}
export type Cells = Readonly<Record<string, Cell>>

/** What is needed of a report to begin typing. */
export type DraftSource = {
  form: FormVersion
  period: { month: number }
  values: ReportValues
  details: ReportDetails
  history: { previous: readonly (ReportValues | null)[] }
}

/** Rows in the order of the screen: the eight first figures, then the sections without them. */
export function screenRows(form: FormVersion): { first: FormRow[]; sections: ReturnType<typeof rowsBySection> } {
  const first = firstCodes.flatMap((code) => form.rows.find((row) => row.code === code && hasSource(row)) ?? [])
  const sections = rowsBySection(form)
    .map(({ section, rows }) => ({ section, rows: rows.filter((row) => !first.includes(row)) }))
    .filter(({ rows }) => rows.length > 0)
  return { first, sections }
}

/** Cells one types into, in the order of the screen. */
export function screenOrder(form: FormVersion): FormRow[] {
  const { first, sections } = screenRows(form)
  return [...first, ...sections.flatMap(({ rows }) => rows)].filter(isEntered)
}

/** A stock of last month, offered again; never a flow, and never a figure that begins anew with the year in its first month. */
function suggestionFor({ form, period, history }: DraftSource, row: FormRow): number | null {
  if (row.kind !== 'stock' || !isNumeric(row)) return null
  const yearly = form.rules.some(
    (rule) => rule.kind === 'not_below_last' && rule.params.withinYear && rule.params.codes.includes(row.code),
  )
  return yearly && period.month === 1 ? null : numberOf(history.previous[0], row)
}

export function beginCells(source: DraftSource): Cells {
  const cells = screenOrder(source.form).map((row): Cell => {
    const value = source.values[row.code] ?? null
    const detail = source.details[row.code] ?? {}
    return {
      code: row.code,
      seen: value,
      seenDetail: detail,
      value,
      detail,
      text: null,
      problem: null,
      suggestion: suggestionFor(source, row),
      conflict: null,
      visited: false,
      emptied: false,
      saved: false,
    }
  })
  return Object.fromEntries(cells.map((cell) => [cell.code, cell]))
}

/** Differs from the system, is legal and waits for nobody's decision. */
export const isUnsaved = (cell: Cell): boolean => cell.value !== cell.seen || !sameDetail(cell.detail, cell.seenDetail)
export const isSendable = (cell: Cell): boolean => isUnsaved(cell) && cell.conflict === null
/** Grey: last month's figure stands there and nobody has said that it still holds. */
export const isPrefilled = (cell: Cell): boolean =>
  cell.value === null && (cell.text ?? '') === '' && cell.suggestion !== null && !cell.detail.noData && !cell.emptied
export const isFilled = (cell: Cell): boolean => cell.value !== null || cell.detail.noData === true

/** The cell with another figure. A numerator beside it spoke of the figure before and goes; only percentages have one. */
export const withValue = (cell: Cell, value: Value): Cell =>
  value === cell.value ? cell : { ...cell, value, detail: retyped(value, cell.detail) }

/** Takes what was typed as a figure. What is no figure stays as typed, with its reason; the last legal value is kept. */
export function commit(cell: Cell, row: FormRow, locale: 'vi' | 'en'): Cell {
  if (cell.text === null) return cell.visited ? cell : { ...cell, visited: true }
  const parsed = parseFigure(cell.text, row.valueType, locale)
  if (!parsed.ok) return { ...cell, problem: parsed.reason, visited: true }
  return {
    ...withValue(cell, parsed.value),
    text: null,
    problem: null,
    visited: true,
    emptied: parsed.value === null && (cell.value !== null || cell.emptied),
  }
}

/** "Xác nhận": last month's stock still holds. */
export const confirm = (cell: Cell): Cell =>
  isPrefilled(cell) ? { ...withValue(cell, cell.suggestion), problem: null, visited: true } : cell

/**
 * The conflict decided: `theirs` keeps what the other person entered; `mine` puts in its place what was typed here, and only
 * that: a source that this page never touched stays theirs. The figure, its numerator and "Không có số liệu" go together.
 */
export function resolve(cell: Cell, choice: 'theirs' | 'mine'): Cell {
  if (cell.conflict === null) return cell
  const { current, detail: theirs } = cell.conflict
  const { detail: mine, seenDetail: base } = cell
  const typed = cell.value !== cell.seen || mine.numerator !== base.numerator || !mine.noData !== !base.noData
  const figure = typed ? mine : theirs
  const merged: ReportDetail = {
    numerator: figure.numerator,
    noData: figure.noData,
    source: (mine.source ?? '') === (base.source ?? '') ? theirs.source : mine.source,
    on: mine.on === base.on ? theirs.on : mine.on,
    reason: (mine.reason ?? '') === (base.reason ?? '') ? theirs.reason : mine.reason,
  }
  return {
    ...cell,
    seen: current,
    seenDetail: theirs,
    value: choice === 'theirs' || !typed ? current : cell.value,
    detail: choice === 'theirs' ? theirs : cleanDetail(merged),
    text: null,
    problem: null,
    conflict: null,
  }
}

/** What the server says now. Cells that are being typed into or wait to be saved keep what stands in them. */
export function adopt(cells: Cells, values: ReportValues, details?: ReportDetails): Cells {
  return Object.fromEntries(
    Object.values(cells).map((cell) => {
      if (isUnsaved(cell) || cell.conflict || cell.text !== null) return [cell.code, cell]
      const value = values[cell.code] ?? null
      const detail = details ? (details[cell.code] ?? {}) : cell.detail
      if (value === cell.value && sameDetail(detail, cell.detail)) return [cell.code, cell]
      return [cell.code, { ...cell, value, seen: value, detail, seenDetail: detail }]
    }),
  )
}

export type SentCell = {
  code: string
  seen: Value
  value: Value
  detail?: ReportDetail
  seenDetail?: ReportDetail | null
}

/** What goes to the server: only what changed, each with what the page had shown. */
export function cellsToSend(cells: Cells): SentCell[] {
  return Object.values(cells)
    .filter(isSendable)
    .slice(0, 100)
    .map((cell) => ({
      code: cell.code,
      seen: cell.seen,
      value: cell.value,
      ...besideToSend(cell),
    }))
}

/** What stands beside the figure, where it changed; a numerator also goes with a new figure, else it would be dropped. */
function besideToSend({ value, seen, detail, seenDetail }: Cell): Pick<SentCell, 'detail' | 'seenDetail'> {
  if (sameDetail(detail, seenDetail) && (value === seen || detail.numerator === undefined)) return {}
  const before = cleanDetail(seenDetail)
  return { detail: cleanDetail(detail), seenDetail: Object.keys(before).length > 0 ? before : null }
}

/** Without what is empty, so that the same detail is always the same text. */
const cleanDetail = (detail: ReportDetail): ReportDetail =>
  Object.fromEntries(
    Object.entries(detail).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  )

/** The answer of a save: what was sent is what stands, but where another person was faster. */
export function acknowledge(
  cells: Cells,
  sent: readonly SentCell[],
  conflicts: readonly ({ code: string } & CellConflict)[],
): Cells {
  const next: Record<string, Cell> = { ...cells }
  for (const each of sent) {
    const cell = next[each.code]
    if (!cell) continue
    const clash = conflicts.find((conflict) => conflict.code === each.code)
    if (clash) {
      const { current, detail, by, at } = clash
      next[each.code] = { ...cell, conflict: { current, detail, by, at } }
      continue
    }
    next[each.code] = { ...cell, seen: each.value, seenDetail: each.detail ?? cell.seenDetail, saved: true }
  }
  return next
}

/** "Không phát sinh": 0 in every typed flow, whatever stood there. */
export function makeNil(cells: Cells, form: FormVersion): Cells {
  const zeros = nilValues(form)
  return Object.fromEntries(
    Object.values(cells).map((cell) => [
      cell.code,
      zeros[cell.code] === undefined ? cell : { ...withValue(cell, 0), text: null, problem: null },
    ]),
  )
}

/** Does any typed flow stand above zero? Then the report does not say "Không phát sinh". */
export const hasFlow = (form: FormVersion, cells: Cells): boolean =>
  form.rows.some((row) => {
    const value = cells[row.code]?.value
    return row.kind === 'flow' && typeof value === 'number' && value > 0
  })

/** All figures of the screen: typed ones, the system's, and the derived ones computed anew. */
export function screenValues(form: FormVersion, base: ReportValues, cells: Cells): ReportValues {
  const typed = Object.fromEntries(Object.values(cells).map((cell) => [cell.code, cell.value]))
  return derive(form, { ...base, ...typed })
}

export const screenDetails = (base: ReportDetails, cells: Cells): ReportDetails => ({
  ...base,
  ...Object.fromEntries(Object.values(cells).map((cell) => [cell.code, cell.detail])),
})
