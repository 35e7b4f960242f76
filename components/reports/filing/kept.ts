import type { ReportDetail } from '@/server/reports/rules'
import type { SentCell, Value } from './draft'

/** A save whose answer has not come: sent again with the same id and the same content, so that it counts once. */
export type Batch = { requestId: string; cells: SentCell[]; nil?: boolean }
export type KeptCell = { seen: Value; value: Value; detail?: ReportDetail; seenDetail?: ReportDetail | null }
type Kept = { batch: Batch | null; cells: Record<string, KeptCell> }

type Device = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Figures that wait on this device, under the person's own id, by unit and period. Nothing else is ever kept, and it goes as
 * soon as the system has it. On a shared PC ("Máy dùng chung") there is no device: every call does nothing.
 */
export function keptFigures(device: Device | null, owner: string, unitId: number, period: string) {
  const key = `tung-ngo:figures:${owner}:${unitId}:${period}`

  function read(): Kept {
    try {
      const kept = JSON.parse(device?.getItem(key) ?? 'null') as Partial<Kept> | null
      return { batch: kept?.batch ?? null, cells: kept?.cells ?? {} }
    } catch {
      return { batch: null, cells: {} }
    }
  }

  /** False when the device refuses: full, or storage switched off. */
  function write(kept: Kept): boolean {
    if (!device) return false
    try {
      if (!kept.batch && Object.keys(kept.cells).length === 0) device.removeItem(key)
      else device.setItem(key, JSON.stringify(kept))
      return true
    } catch {
      return false
    }
  }

  return {
    read,
    keep: (cells: Record<string, KeptCell>): boolean => {
      const before = read()
      return write({ ...before, cells: { ...before.cells, ...cells } })
    },
    begin: (batch: Batch): boolean => write({ ...read(), batch }),
    /** The system has this batch: what it carried goes, what was typed since stays. */
    done: (batch: Batch): void => {
      const before = read()
      const cells = Object.fromEntries(
        Object.entries(before.cells).filter(([code, kept]) => {
          const sent = batch.cells.find((cell) => cell.code === code)
          return !sent || sent.value !== kept.value
        }),
      )
      write({ batch: before.batch?.requestId === batch.requestId ? null : before.batch, cells })
    },
    forget: (codes: readonly string[]): void => {
      const before = read()
      write({
        ...before,
        cells: Object.fromEntries(Object.entries(before.cells).filter(([code]) => !codes.includes(code))),
      })
    },
  }
}

export type KeptFigures = ReturnType<typeof keptFigures>
