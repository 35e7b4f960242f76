'use client'

import { useEffect, useRef, useState } from 'react'

const storageKey = 'tung-ngo:review-keys'
const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]'

/**
 * Single letters as shortcuts, while nothing is being typed and no dialog is open. They can be turned off and stay off on
 * this device (WCAG 2.1.4).
 */
export function useShortcuts(actions: Record<string, (() => void) | undefined>): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true)
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    try {
      setOn(localStorage.getItem(storageKey) !== 'off')
    } catch {
      // A browser that keeps nothing: shortcuts are on.
    }
  }, [])
  useEffect(() => {
    if (!on) return
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      if (document.querySelector('[role=dialog]')) return
      const action = latest.current[event.key.toLowerCase()]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on])
  return [
    on,
    (next) => {
      setOn(next)
      try {
        localStorage.setItem(storageKey, next ? 'on' : 'off')
      } catch {
        // Nothing kept: it holds for this page.
      }
    },
  ]
}
