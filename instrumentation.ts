/** Runs once in each server process: what goes by the clock. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startJobs } = await import('./server/jobs')
  await startJobs()
}
