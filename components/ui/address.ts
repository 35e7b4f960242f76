/**
 * Writes search params into the address of this page without a trip to the server; Next keeps useSearchParams in step. null
 * or '' removes a param. What stands there already is not written again: a write, even an idle one, calls off the step
 * to another page that is under way.
 */
export function writeParams(changes: Record<string, string | null>): void {
  const params = new URLSearchParams(window.location.search)
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(key)
    else params.set(key, value)
  }
  const next = params.toString()
  if (next === new URLSearchParams(window.location.search).toString()) return
  window.history.replaceState(null, '', next ? `?${next.replaceAll('%2C', ',')}` : window.location.pathname)
}
