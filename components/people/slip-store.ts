import { useSyncExternalStore } from 'react'

/** What a printed slip says. Lives in this page's memory only: a reload, and the codes are gone. */
export interface Slip {
  name: string
  signInName: string
  post: string
  unit: string
  /** As printed: 'ABCDE-23456'. */
  code: string
  expiresAt: Date
}

const nothing: readonly Slip[] = []
let slips: readonly Slip[] = nothing
const listeners = new Set<() => void>()

export function showSlips(next: readonly Slip[]): void {
  slips = next
  for (const listener of listeners) listener()
}

export const forgetSlips = () => showSlips(nothing)

/** The slips made a moment ago. */
export function useSlips(): readonly Slip[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => slips,
    () => nothing,
  )
}
