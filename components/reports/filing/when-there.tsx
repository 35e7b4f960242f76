'use client'

import { lazy, Suspense } from 'react'
import { useFiling } from './filing-provider'

const ReceiptOfSending = lazy(() => import('./receipt'))
const HistoryOfSteps = lazy(() => import('./report-history'))
const PartsNoted = lazy(() => import('./noted-parts'))

const sent = ['submitted', 'accepted', 'locked']

/** The receipt, once there is one: a month that is being typed does not wait for its scripts. */
export function Receipt() {
  const { report } = useFiling()
  return report.report?.submittedAt && sent.includes(report.status) ? (
    <Suspense>
      <ReceiptOfSending />
    </Suspense>
  ) : null
}

/** The steps, once there are some. */
export function ReportHistory() {
  const { report } = useFiling()
  return report.events.length > 0 ? (
    <Suspense>
      <HistoryOfSteps />
    </Suspense>
  ) : null
}

/** What the parts of a new unit had noted, where there are some. */
export function NotedParts() {
  const { report } = useFiling()
  return report.noted ? (
    <Suspense>
      <PartsNoted />
    </Suspense>
  ) : null
}
