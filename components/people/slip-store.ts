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

/** What was done with those who have no slip. */
export interface SlipNotes {
  /** Had an account already and got a post beside the others. */
  added?: readonly string[]
  /** Got no code; `reason` is a key under `people.slips.skipped`. */
  skipped?: readonly { name: string; reason: string }[]
}

export interface Slips extends SlipNotes {
  slips: readonly Slip[]
}

const nothing: Slips = { slips: [] }
let shown: Slips = nothing
const listeners = new Set<() => void>()

export function showSlips(slips: readonly Slip[], notes: SlipNotes = {}): void {
  shown = { slips, ...notes }
  for (const listener of listeners) listener()
}

export const forgetSlips = () => showSlips([])

/** The slips made a moment ago. */
export function useSlips(): Slips {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
    () => nothing,
  )
}
