'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { writeParams } from '@/components/ui/address'
import type { QueueChoice } from '@/server/reports/queue/rules'
import { choiceOf } from './queue-data'

/** The filters of the queue, kept in the address; changing them asks the server for nothing. */
export function useQueueChoice(): [QueueChoice, (change: QueueChoice) => void] {
  const params = useSearchParams()
  const choice = useMemo(() => choiceOf((name) => params.get(name)), [params])
  const change = useCallback((next: QueueChoice) => {
    const changes: Record<string, string | null> = {}
    if ('state' in next) changes.state = next.state ?? null
    if ('mine' in next) changes.mine = next.mine ? '1' : null
    if ('search' in next) changes.q = next.search || null
    writeParams(changes)
  }, [])
  return [choice, change]
}
