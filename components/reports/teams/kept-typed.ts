import type { Typed } from './typed'

type Device = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * What a team's leader has typed and not sent, on this device alone, under his own id, until it is sent. On a shared PC there is no
 * device: every call does nothing.
 */
export function keptTyped(device: Device | null, owner: string, teamId: number, period: string) {
  const key = `tung-ngo:team-report:${owner}:${teamId}:${period}`
  return {
    read: (): Typed | null => {
      try {
        const kept = JSON.parse(device?.getItem(key) ?? 'null') as unknown
        if (!kept || typeof kept !== 'object') return null
        return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === 'string')) as Typed
      } catch {
        return null
      }
    },
    keep: (typed: Typed): boolean => {
      try {
        device?.setItem(key, JSON.stringify(typed))
        return device !== null
      } catch {
        return false
      }
    },
    forget: (): void => {
      try {
        device?.removeItem(key)
      } catch {
        // A device that refuses keeps nothing.
      }
    },
  }
}
