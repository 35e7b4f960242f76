import { createHash } from 'node:crypto'

/** The value below which `share` of the figures lie. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

/** Two digits after the point: what a clock of a busy machine can honestly say. */
export const rounded = (figure: number): number => Math.round(figure * 100) / 100

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value instanceof Date) return value.toISOString()
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, ordered(part)]),
    )
  return value
}

/** Sixteen signs of the sha256 of an answer, whatever the order of its keys. */
export const hashOf = (answer: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(answer)))
    .digest('hex')
    .slice(0, 16)
