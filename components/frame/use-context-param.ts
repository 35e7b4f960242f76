'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'

/** Sets one search param of the page and starts again at its first page of rows; the rest of the address stays. */
export function useContextParam(param: string): [pending: boolean, set: (value: string) => void] {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const [pending, start] = useTransition()
  return [
    pending,
    (value) => {
      const next = new URLSearchParams(params)
      next.set(param, value)
      next.delete('page')
      start(() => router.push(`${path}?${next}`, { scroll: false }))
    },
  ]
}
