import type { ReportStatus } from '@/db/enums'
import { isAnomaly } from '../anomalies/rules'

/** What the queue's rules need to know of a row. Pure: the browser orders and filters by the same rules. */
export type QueueFacts = {
  unitName: string
  unitCode: string | null
  status: ReportStatus | 'none'
  obligation: 'required' | 'exempt'
  firstSentAt: Date | null
  returnedAt: Date | null
  late: boolean
  lateDays: number
  resendLateDays: number
  mine: boolean
  /** Teams whose late figures wait for consent. */
  lateWaiting: number
  unusual: readonly { weight: number }[]
}

/** Where a row stands for whoever receives: each row is in exactly one. `overdue` is "chưa gửi" past its due time. */
export const queueGroups = ['overdue', 'unsent', 'submitted', 'returned', 'accepted', 'exempt'] as const
export type QueueGroup = (typeof queueGroups)[number]

export function queueGroup(row: QueueFacts): QueueGroup {
  if (row.status === 'accepted' || row.status === 'locked') return 'accepted'
  if (row.status === 'submitted') return 'submitted'
  if (row.returnedAt !== null) return 'returned'
  if (row.obligation === 'exempt') return 'exempt'
  return row.late ? 'overdue' : 'unsent'
}

/** Does it owe the month? What was sent although exempt counts on both sides of x/y. */
export const owes = (row: QueueFacts): boolean => row.obligation === 'required' || row.firstSentAt !== null

export type QueueTally = Record<QueueGroup, number> & {
  required: number
  received: number
  sentLate: number
  unusual: number
  mine: number
}

/** The numbers above the queue: "Tổng hợp từ 89/98 … đã gửi (đã tiếp nhận 71)". A returned report is not received. */
export function tallyQueue(rows: readonly QueueFacts[]): QueueTally {
  const tally: QueueTally = {
    overdue: 0,
    unsent: 0,
    submitted: 0,
    returned: 0,
    accepted: 0,
    exempt: 0,
    required: 0,
    received: 0,
    sentLate: 0,
    unusual: 0,
    mine: 0,
  }
  for (const row of rows) {
    const group = queueGroup(row)
    tally[group] += 1
    if (owes(row)) tally.required += 1
    if (group === 'submitted' || group === 'accepted') tally.received += 1
    if (row.firstSentAt && row.late) tally.sentLate += 1
    if (group === 'submitted' && row.unusual.length > 0) tally.unusual += 1
    if (row.mine) tally.mine += 1
  }
  return tally
}

/** Was the unit asked for a reason? Not for what only whoever stands above can see: far from last year's, or from what is usual. */
export const asksForReason = (message: string): boolean =>
  message !== 'findings.unusual.farFromLastYear' && !isAnomaly(message)

/** What one may ask the queue for; stands in the address of the page. `unsent` takes the overdue ones too. */
export const queueFilters = [...queueGroups, 'unusual', 'clean'] as const
export type QueueFilter = (typeof queueFilters)[number]
export type QueueChoice = { state?: QueueFilter; mine?: boolean; search?: string }

/** Vietnamese without tones, hooks and capitals, as people type it in a hurry (domain.md section 17). */
export const searchKey = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

function fits(row: QueueFacts, state: QueueFilter): boolean {
  const group = queueGroup(row)
  if (state === 'unusual') return group === 'submitted' && row.unusual.length > 0
  if (state === 'clean') return group === 'submitted' && row.unusual.length === 0
  return group === state || (state === 'unsent' && group === 'overdue')
}

const weightOf = (row: QueueFacts) => row.unusual.reduce((most, each) => Math.max(most, each.weight), 0)
const rank: Record<QueueGroup, number> = { overdue: 0, submitted: 2, returned: 4, unsent: 5, accepted: 6, exempt: 7 }

/** Late first, then the unusual ones, then what only waits to be accepted; inside, the later and the stranger first. */
function place(row: QueueFacts): [number, number] {
  const group = queueGroup(row)
  if (group === 'overdue') return [0, -row.lateDays]
  if (group === 'returned' && row.resendLateDays > 0) return [1, -row.resendLateDays]
  if (group === 'submitted' && row.unusual.length > 0) return [2, -weightOf(row)]
  // What waits for consent is to be worked on, whatever else was done with the report.
  if (group === 'accepted' && row.lateWaiting > 0) return [3, 0]
  return [rank[group] + (group === 'submitted' ? 1 : 0), 0]
}

/** The rows that fit, in the order in which they are to be worked on. */
export function selectQueue<Row extends QueueFacts>(rows: readonly Row[], choice: QueueChoice = {}): Row[] {
  const key = searchKey(choice.search ?? '')
  return rows
    .filter(
      (row) =>
        (!choice.state || fits(row, choice.state)) &&
        (!choice.mine || row.mine) &&
        (key === '' || searchKey(row.unitName).includes(key) || row.unitCode === key),
    )
    .map((row) => ({ row, at: place(row) }))
    .sort(
      (a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || ((a.row.unitCode ?? '') < (b.row.unitCode ?? '') ? -1 : 1),
    )
    .map(({ row }) => row)
}
