/**
 * Counts wrong tries per origin in this process. A wrong activation code names nobody, so no account can be locked for
 * it: what protects is the code's length (49 bits, 72 hours); this only keeps one origin from trying by the million.
 */
export class Throttle {
  private readonly seen = new Map<string, { from: number; count: number }>()

  constructor(
    readonly limit: number,
    readonly windowMs: number,
    private readonly capacity = 10_000,
  ) {}

  /** Whether another try is allowed now. */
  allows(origin: string, now: Date): boolean {
    const entry = this.seen.get(origin)
    return !entry || now.getTime() - entry.from >= this.windowMs || entry.count < this.limit
  }

  /** Counts a wrong try. */
  count(origin: string, now: Date): void {
    const entry = this.seen.get(origin)
    if (entry && now.getTime() - entry.from < this.windowMs) {
      entry.count++
      return
    }
    if (this.seen.size >= this.capacity) {
      const oldest = this.seen.keys().next().value
      if (oldest !== undefined) this.seen.delete(oldest)
    }
    this.seen.delete(origin)
    this.seen.set(origin, { from: now.getTime(), count: 1 })
  }
}
