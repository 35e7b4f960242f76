import type { FormRow } from '@/server/forms/rules'
import { canSend, type FigureReason, type ReportDetail } from '@/server/reports/rules'
import {
  acknowledge,
  adopt,
  beginCells,
  type Cell,
  type Cells,
  cellsToSend,
  commit,
  confirm,
  hasFlow,
  isSendable,
  isUnsaved,
  makeNil,
  resolve,
  screenOrder,
  type Value,
  withValue,
} from './draft'
import { type DraftState, judge, type StoreOptions, type StoreSource } from './draft-state'
import type { Batch } from './kept'

const retries = [3_000, 6_000, 15_000, 30_000]

const refuse = (cell: Cell, problem: FigureReason): Cell => ({ ...cell, problem, visited: true })

/**
 * The figures on the screen and their way into the system: every legal change is kept on the device at once, saved a moment
 * after the last one, one save at a time, repeated with the same id while the server cannot be reached.
 */
export function createDraftStore(source: StoreSource, options: StoreOptions) {
  const { locale, save, refusalOf, kept, newId, onStale, delay = 600 } = options
  const { form } = source
  const rows = new Map(form.rows.map((row) => [row.code, row]))
  const order = screenOrder(form)
  const listeners = new Set<() => void>()
  let latest = source
  let savedNil = source.nil
  let waiting: Batch | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let checkTimer: ReturnType<typeof setTimeout> | undefined
  let attempts = 0
  let inFlight: Promise<void> | null = null

  let state: DraftState = judged({
    cells: beginCells(source),
    nil: source.nil,
    reportId: source.report?.id ?? null,
    version: source.report?.version ?? 0,
    savedAt: source.draftAt,
    saving: false,
    offline: false,
    refusal: null,
    findings: [],
    findingsOf: {},
    values: {},
    attempted: false,
    tries: 0,
  })

  function set(change: Partial<DraftState>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function judged(before: DraftState): DraftState {
    return judge(latest, order, before)
  }

  function put(cells: Cells) {
    const nil = state.nil && !hasFlow(form, cells)
    set({ cells, nil })
    clearTimeout(checkTimer)
    checkTimer = setTimeout(() => set(judged(state)), 150)
  }

  function change(code: string, next: (cell: Cell, row: FormRow) => Cell) {
    const cell = state.cells[code]
    const row = rows.get(code)
    if (!cell || !row) return
    const changed = next(cell, row)
    if (changed === cell) return
    put({ ...state.cells, [code]: changed })
    touched([code])
  }

  /** Keeps what is unsaved on the device and plans the save. */
  function touched(codes: readonly string[]) {
    const cells = codes.flatMap((code) => state.cells[code] ?? [])
    const unsaved = cells.filter(isUnsaved)
    const settled = cells.filter((cell) => !isUnsaved(cell)).map((cell) => cell.code)
    keep(unsaved)
    if (settled.length > 0) kept.forget(settled)
    if (unsaved.some(isSendable) || state.nil !== savedNil) plan(delay)
  }

  function keep(unsaved: readonly Cell[]) {
    if (unsaved.length === 0) return
    kept.keep(
      Object.fromEntries(
        unsaved.map(({ code, seen, value, detail, seenDetail }) => [code, { seen, value, detail, seenDetail }]),
      ),
    )
  }

  function plan(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  function nextBatch(): Batch | null {
    const cells = cellsToSend(state.cells)
    const nil = state.nil === savedNil ? undefined : state.nil
    if (cells.length === 0 && nil === undefined) return null
    return { requestId: newId(), cells, ...(nil === undefined ? {} : { nil }) }
  }

  async function send(batch: Batch, repeated: boolean): Promise<boolean> {
    set({ saving: true })
    try {
      const answer = await save({ unitId: source.unit.id, period: source.period.code, ...batch })
      waiting = null
      attempts = 0
      if (batch.nil !== undefined) savedNil = batch.nil
      if (!state.nil && batch.cells.some((cell) => typeof cell.value === 'number' && cell.value > 0))
        savedNil = state.nil
      kept.done(batch)
      const acknowledged = acknowledge(state.cells, batch.cells, answer.conflicts)
      // The answer to a repeated save may be an old one: it says that ours arrived, not how things stand now.
      const cells = repeated ? acknowledged : adopt(acknowledged, answer.values, answer.details)
      set({
        cells,
        reportId: answer.reportId,
        version: answer.version,
        savedAt: answer.savedAt,
        saving: false,
        offline: false,
        refusal: null,
      })
      keep(Object.values(cells).filter(isUnsaved))
      set(judged(state))
      if (repeated) onStale()
      return true
    } catch (error) {
      const refusal = refusalOf(error)
      set({ saving: false, offline: refusal === null, refusal })
      if (refusal === null || refusal.again) {
        waiting = batch
        plan(retries[Math.min(attempts, retries.length - 1)] ?? 30_000)
        attempts += 1
        return false
      }
      waiting = null
      kept.done({ ...batch, cells: [] })
      const { code, problem } = refusal.params
      if (refusal.reason === 'reports.figure' && typeof code === 'string') {
        const reason = String(problem).split('.').pop() as FigureReason
        change(code, (cell) =>
          reason === 'aboveAdults'
            ? // The numerator is refused, not the figure: without it the rest can be saved.
              { ...refuse(cell, reason), value: cell.seen, detail: { ...cell.detail, numerator: undefined } }
            : { ...refuse(cell, reason), text: String(cell.value ?? ''), value: cell.seen },
        )
        return false
      }
      return false
    }
  }

  /** Saves everything that waits. Resolves when nothing is on its way any more; true when all of it is in the system. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    while (inFlight) await inFlight
    const repeated = waiting !== null
    const batch = waiting ?? nextBatch()
    if (!batch) return allSaved()
    kept.begin(batch)
    let ok = false
    inFlight = send(batch, repeated).then((sent) => {
      ok = sent
      inFlight = null
    })
    await inFlight
    return ok ? flush() : false
  }

  const allSaved = () => Object.values(state.cells).every((cell) => !isUnsaved(cell) && cell.problem === null)

  return {
    rows,
    order,
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flush,
    type: (code: string, text: string) => {
      const cell = state.cells[code]
      if (cell) set({ cells: { ...state.cells, [code]: { ...cell, text } } })
    },
    commit: (code: string) => change(code, (cell, row) => commit(cell, row, locale)),
    restore: (code: string) => change(code, (cell) => ({ ...cell, text: null, problem: null })),
    confirm: (codes: readonly string[]) => {
      const cells = { ...state.cells }
      for (const code of codes) if (cells[code]) cells[code] = confirm(cells[code])
      put(cells)
      touched(codes)
    },
    detail: (code: string, detail: ReportDetail, value?: Value) =>
      change(code, (cell) => ({
        ...cell,
        detail,
        // With no text in the cell, what was wrong stood beside it.
        problem: cell.text === null ? null : cell.problem,
        ...(value === undefined ? {} : { value, text: null, problem: null }),
      })),
    /** What was typed beside the figure cannot be: said at the cell, nothing taken. */
    refuse: (code: string, reason: FigureReason) => change(code, (cell) => refuse(cell, reason)),
    resolve: (code: string, choice: 'theirs' | 'mine') => change(code, (cell) => resolve(cell, choice)),
    paste: (figures: Readonly<Record<string, Value>>) => {
      const cells = { ...state.cells }
      for (const [code, value] of Object.entries(figures)) {
        const cell = cells[code]
        if (cell) cells[code] = { ...withValue(cell, value), text: null, problem: null, visited: true }
      }
      put(cells)
      touched(Object.keys(figures))
    },
    makeNil: () => {
      set({ nil: true })
      put(makeNil(state.cells, form))
      touched(Object.keys(state.cells))
    },
    notNil: () => {
      set({ nil: false })
      put(state.cells)
      plan(0)
    },
    /** Judges at once and from now on says every missing figure. May the report go? `refused`: the server said that it may not. */
    attempt: (refused = false): boolean => {
      clearTimeout(checkTimer)
      const next = judged({ ...state, attempted: true })
      const fit = canSend(next.findings) && !refused
      set({ ...next, tries: fit ? next.tries : next.tries + 1 })
      return fit
    },
    /** The page was fetched anew: what is not being worked on follows it. */
    renew: (fresh: StoreSource) => {
      latest = fresh
      const nil = state.nil === savedNil ? fresh.nil : state.nil
      savedNil = fresh.nil
      set(
        judged({
          ...state,
          cells: adopt(state.cells, fresh.values, fresh.details),
          nil: nil && !hasFlow(form, state.cells),
          reportId: fresh.report?.id ?? state.reportId,
          version: fresh.report?.version ?? state.version,
          savedAt: fresh.draftAt ?? state.savedAt,
        }),
      )
    },
    /** Takes up what an earlier visit left on this device: the unanswered save first, then what was typed after it. */
    resume: () => {
      const found = kept.read()
      const cells = { ...state.cells }
      const batchCells = Object.fromEntries((found.batch?.cells ?? []).map((cell) => [cell.code, cell]))
      for (const [code, each] of Object.entries({ ...batchCells, ...found.cells })) {
        const cell = cells[code]
        if (!cell || (each.value === cell.value && !each.detail)) continue
        // What the page had seen is what it had seen then: another person's words since come back as a conflict.
        const beside = each.detail ? { detail: each.detail, seenDetail: each.seenDetail ?? {} } : {}
        cells[code] = { ...cell, seen: each.seen, value: each.value, ...beside }
      }
      waiting = found.batch
      if (found.batch?.nil) set({ nil: true })
      if (!found.batch && Object.keys(found.cells).length === 0) return
      put(cells)
      touched([...Object.keys(batchCells), ...Object.keys(found.cells)])
      plan(0)
    },
    setOffline: (offline: boolean) => {
      if (state.offline !== offline) set({ offline })
      if (!offline) {
        attempts = 0
        plan(0)
      }
    },
    stop: () => {
      clearTimeout(timer)
      clearTimeout(checkTimer)
      void flush()
    },
  }
}

export type DraftStore = ReturnType<typeof createDraftStore>
