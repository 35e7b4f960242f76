/** Lets the browser keep the page for logging, so that it opens without a network. Where the browser cannot, it stays a page like others. */
export async function keepShell(): Promise<void> {
  // Development names a script alike whatever stands in it: kept, it would be yesterday's.
  if (process.env.NODE_ENV !== 'production') return
  try {
    const { serviceWorker } = navigator
    if (!serviceWorker) return
    await serviceWorker.register('/worker.js', { scope: '/' })
    const { active } = await serviceWorker.ready
    active?.postMessage('keep')
  } catch {
    // No place for it on this device: nothing is lost but the work without a network.
  }
}
