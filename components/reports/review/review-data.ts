import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>['reports']
export type ReviewReport = Outputs['get']
export type ReviewVersion = Outputs['versions'][number]
export type ReviewQueue = Outputs['queue']

/** One figure of a report as whoever reviews it sees it; every figure is already in words of the language. */
export type ReviewLine = {
  code: string
  name: string
  unit: string
  /** Name of the form's part, on its first row only. */
  heading: string | null
  value: string
  previous: string
  lastYear: string
  change: string
  /** What is unusual in it, with the reason given for it. */
  notes: string[]
  /** Source, numerator, reason, what was asked for before: what stands beside the figure. */
  beside: string[]
  unusual: boolean
  /** The unit types it, so it can be asked to correct it. */
  entered: boolean
}

/** A report of the queue beside this one. */
export type Neighbour = { unitId: number; unitName: string } | null

/** What the actions of the page need to know. */
export type ReviewSubject = {
  reportId: string
  version: number
  unitName: string
  /** "tháng 11/2026". */
  period: string
  locked: boolean
  unusual: number
  can: { accept: boolean; return: boolean; reopen: boolean }
}
