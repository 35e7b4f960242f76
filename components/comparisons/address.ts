import type { Basis, CompareRow, Rate, Tree } from '@/server/comparisons/rules'

export type CompareViewName = 'table' | 'bar' | 'line' | 'map'

/** Everything the page shows, as its address says it, with what was left open filled in. */
export type CompareAddress = {
  from: string
  to: string
  /** Months that were asked for and have no period: others are shown instead. */
  absent: string[]
  codes: string[]
  /** The indicator of charts and map. */
  code: string
  basis: Basis
  /** The address names its basis; else it follows from the month (closed: what was accepted). */
  basisNamed: boolean
  tree: Tree
  per: Rate
  same: boolean
  /** The province whose communes are shown; null: provinces. */
  province: number | null
  /** By the tree of then: that very province of then, without the others that lie in it today. */
  alone: boolean
  /** Of other provinces one sees closed months alone: where a look at them opens, when the month shown is not closed. */
  published: string | null
  view: CompareViewName
  /** Lines of the chart over months. */
  units: number[]
  q: string
  sort: string | null
  cols: string | null
}

/** The address of the page; `base` is another page that shows the same (the export). */
export function compareHref(at: CompareAddress, changes: Partial<CompareAddress> = {}, base = '/compare'): string {
  const next = { ...at, ...changes }
  const params = new URLSearchParams()
  params.set('to', next.to)
  if (next.from !== next.to) params.set('from', next.from)
  params.set('codes', next.codes.join(','))
  params.set('province', next.province === null ? 'all' : String(next.province))
  if (next.basisNamed || changes.basis) params.set('basis', next.basis)
  // Which tree is said always: a link means the same to whoever opens it.
  params.set('tree', next.tree)
  if (next.alone && next.tree === 'then' && next.province !== null) params.set('only', '1')
  if (next.per !== 'none') params.set('per', next.per)
  if (next.same) params.set('same', '1')
  if (next.view !== 'table') params.set('view', next.view)
  if (next.code !== next.codes[0] && next.codes.includes(next.code)) params.set('code', next.code)
  if (next.units.length > 0) params.set('units', next.units.join(','))
  if (next.q) params.set('q', next.q)
  if (next.sort) params.set('sort', next.sort)
  if (next.cols) params.set('cols', next.cols)
  // Commas read better as they are, and need no escape in a query.
  return `${base}?${params.toString().replaceAll('%2C', ',')}`
}

/** To the communes of a province, or back: rows, order and search of the other table do not carry over. */
export const drillHref = (at: CompareAddress, province: number | null, alone = false): string =>
  compareHref(at, {
    ...{ province, alone, q: '', sort: null, units: [], view: at.view === 'map' ? 'table' : at.view },
    ...(province === null && at.published !== null ? { from: at.published, to: at.published } : {}),
  })

/** Where a province says what became of its communes of then. */
export const successionsHref = (province: number): string => `/units/${province}?tab=successions`

/** Which sentence, under `compare.facts`, tells what is seen of provinces; below one its figures too are those published. */
export const publishedNote = (level: string) => (level === 'province' ? 'publishedOnly' : 'publishedOnlyCommune')

/**
 * Which sentence, under `compare.facts`, tells of a commune's own reports, and how many of how many: one by itself is there or not.
 * Null: it had none to send.
 */
export function ownReports(row: CompareRow, { basis }: CompareAddress) {
  const { required, received } = row.own ?? row
  if (required === 0) return null
  const accepted = basis === 'accepted'
  if (required > 1) return { word: accepted ? 'ownSomeAccepted' : 'ownSomeSent', required, received } as const
  if (accepted) return { word: received > 0 ? 'ownAccepted' : 'ownNotAccepted', required, received } as const
  return { word: received > 0 ? 'ownSent' : 'ownNotSent', required, received } as const
}
