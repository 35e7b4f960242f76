import type { inferRouterOutputs } from '@trpc/server'
import type { DisplayState } from '@/components/ui/state-badge'
import {
  type QueueChoice,
  type QueueFacts,
  type QueueFilter,
  queueFilters,
  queueGroup,
} from '@/server/reports/queue/rules'
import type { AppRouter } from '@/server/router'

/** The queue as the router answers it. */
export type Queue = inferRouterOutputs<AppRouter>['reports']['queue']
type Row = Queue['rows'][number]

/** One unit of the queue as the browser needs it: what is unusual has become sentences. */
export type QueueLine = QueueFacts &
  Pick<
    Row,
    | 'unitId'
    | 'reportId'
    | 'version'
    | 'submissionNo'
    | 'nil'
    | 'submittedAt'
    | 'resendDueAt'
    | 'exemptReason'
    | 'dueAt'
    | 'extended'
    | 'contact'
    | 'can'
  > & { notes: { text: string; reason: string | null; asked: boolean }[] }

/** How a line looks: its state, and for what is overdue the working days. */
export function lineState(line: QueueFacts): { state: DisplayState; days: number } {
  const group = queueGroup(line)
  if (group === 'overdue') return { state: 'overdue', days: line.lateDays }
  if (group === 'exempt') return { state: 'exempt', days: 0 }
  if (group === 'returned')
    return { state: line.status === 'awaiting_leader' ? 'awaiting_leader' : 'returned', days: 0 }
  return { state: line.status === 'none' ? 'not_started' : line.status, days: 0 }
}

/** The filters as they stand in an address: `?state=overdue&mine=1&q=hai lang`. What is not known is left out. */
export function choiceOf(param: (name: string) => string | null | undefined): QueueChoice {
  const state = param('state')
  return {
    state: queueFilters.find((each): each is QueueFilter => each === state),
    mine: param('mine') === '1' || undefined,
    search: param('q')?.slice(0, 100) || undefined,
  }
}

/** The same, to be put behind an address. '' or '?…'. */
export function choiceQuery({ state, mine, search }: QueueChoice): string {
  const params = new URLSearchParams()
  if (state) params.set('state', state)
  if (mine) params.set('mine', '1')
  if (search) params.set('q', search)
  const query = params.toString()
  return query ? `?${query}` : ''
}
