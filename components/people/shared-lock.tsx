'use client'

import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { sharedIdleMinutes } from '@/server/auth/rules'
import type { AuthRefusal } from './auth-results'

const loadScreen = () => import('./lock-screen')
const LockScreen = lazy(loadScreen)

export interface SharedLockProps {
  /** "Máy dùng chung" was ticked. */
  shared: boolean
  name: string
  lock: () => Promise<void>
  unlock: (password: string) => Promise<{ ok: true } | AuthRefusal>
  signOut: () => Promise<void>
  children: ReactNode
}

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * A shared PC locks after fifteen idle minutes. What was open stays as it was behind the lock, down to the cell that had
 * the focus; meanwhile the server answers nobody, and a page loaded anew is the lock page.
 */
export function SharedLock({ shared, name, lock, unlock, signOut, children }: SharedLockProps) {
  const [locked, setLocked] = useState(false)
  const lastSign = useRef(0)
  const focused = useRef<HTMLElement | null>(null)

  useEffect(() => {
    if (!shared || locked) return
    // Fetched at once, so that a PC without a network can lock as well.
    loadScreen().catch(() => {})
    lastSign.current = Date.now()
    const onSign = () => {
      lastSign.current = Date.now()
    }
    // Asked by the clock and not by a timer's end: a PC that slept for an hour locks when it wakes.
    const look = () => {
      if (Date.now() - lastSign.current < sharedIdleMinutes * 60_000) return
      focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setLocked(true)
      lock().catch(() => {})
    }
    const timer = setInterval(look, 5000)
    for (const sign of signs) window.addEventListener(sign, onSign, { passive: true, capture: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [shared, locked, lock])

  return (
    <>
      <div className={locked ? 'invisible print:hidden' : 'contents'}>{children}</div>
      {locked ? (
        <Suspense>
          <LockScreen
            name={name}
            unlock={unlock}
            signOut={signOut}
            onOpen={() => setLocked(false)}
            backTo={() => focused.current?.focus()}
          />
        </Suspense>
      ) : null}
    </>
  )
}
