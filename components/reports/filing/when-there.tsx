'use client'

import { lazy, Suspense } from 'react'
import { useFiling } from './filing-provider'
import type { FilingReport } from './filing-report'

const ReceiptOfSending = lazy(() => import('./receipt'))
const HistoryOfSteps = lazy(() => import('./report-history'))
const PartsNoted = lazy(() => import('./noted-parts'))

const sent = ['submitted', 'accepted', 'locked']

// A month that is being typed does not wait for the scripts of what it has not got yet. What stands above the figures has no
// fallback of its own: it would come after them and push them down.

/** The receipt, once there is one. */
export function Receipt() {
  const { report } = useFiling()
  return report.report?.submittedAt && sent.includes(report.status) ? <ReceiptOfSending /> : null
}

/** What the parts of a new unit had noted, where there are some. */
export function NotedParts() {
  const { report } = useFiling()
  return report.noted ? <PartsNoted /> : null
}

/** The steps, once there are some. Handed its report: what hangs on the sheet's state would leave the page when that changes before its scripts are there. */
export function ReportHistory({ report }: { report: FilingReport }) {
  return report.events.length > 0 ? (
    <Suspense>
      <HistoryOfSteps report={report} />
    </Suspense>
  ) : null
}
