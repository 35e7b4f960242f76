'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useTransition } from 'react'

/** Changes search params of the page and asks the server anew; null removes one, the rest of the address stays. */
export function useSetParams(): [pending: boolean, set: (changes: Record<string, string | null>) => void] {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const [pending, start] = useTransition()
  const set = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(params)
      for (const [key, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(key)
        else next.set(key, value)
      }
      start(() => router.push(`${path}?${next.toString().replaceAll('%2C', ',')}`, { scroll: false }))
    },
    [router, path, params],
  )
  return [pending, set]
}
