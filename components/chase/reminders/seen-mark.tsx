'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'

/** Whoever opens the page has seen what stands on it; the count in the frame goes. */
export function SeenMark({ upTo }: { upTo: string }) {
  const router = useRouter()
  const { run } = useCommand(useTRPC().reminders.see)
  const said = useRef(false)
  useEffect(() => {
    if (said.current) return
    said.current = true
    void run({ upTo }).then(() => router.refresh())
  }, [run, router, upTo])
  return null
}
