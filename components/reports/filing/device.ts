/** Where a browser keeps what waits; null on a shared PC, on the server, and where storage is switched off. */
export function deviceOf(shared: boolean): Storage | null {
  try {
    return shared || typeof window === 'undefined' ? null : window.localStorage
  } catch {
    return null
  }
}
