/** The last time that the level above asked for corrections, while that still stands: it was not sent again since. */
export function lastReturn<T extends { verb: string }>(events: readonly T[]): T | null {
  const at = events.findLastIndex((event) => event.verb === 'return' || event.verb === 'reopen')
  const since = events.slice(at + 1).findLast((event) => ['submit', 'recall'].includes(event.verb))
  return at < 0 || since?.verb === 'submit' ? null : (events[at] ?? null)
}
