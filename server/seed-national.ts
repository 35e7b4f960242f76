import { addressOf } from '@/db/connect'
import { startEmbedded } from '@/db/embedded'
import { loadEnvFile, outsideUrls, readEnv } from '@/db/env'
import { Failure, runEntry, say } from '@/db/failure'
import { makeNational, nationalSeed } from '@/server/national'
import { runStep } from '@/server/progress'

/**
 * `npm run seed:national [-- NUMBER]`: the national database on the cluster in use, embedded or outside (then ADMIN_URL
 * names a login that may make databases). To look at it, put its name at the end of what `npm run -s db:url` prints.
 */
await runEntry(async () => {
  loadEnvFile()
  const env = readEnv()
  const given = process.argv[2]
  const seed = given === undefined ? nationalSeed : Number(given)
  if (!Number.isInteger(seed) || seed < 0 || seed > 2_147_483_647) throw new Failure('seed.nationalUsage')
  const outside = outsideUrls(env)
  if (outside && !env.ADMIN_URL) throw new Failure('seed.nationalNoAdmin')
  const embedded = outside ? null : await runStep(say('start.postgres'), () => startEmbedded({ dataDir: env.DATA_DIR }))
  const urls = outside ?? embedded?.urls
  const adminUrl = outside ? env.ADMIN_URL : embedded?.adminUrl
  if (!urls || !adminUrl) throw new Failure('env.noDatabase')
  try {
    const { urls: filled, made } = await runStep(say('seed.national'), (progress) =>
      makeNational({ adminUrl, urls, seed, progress }),
    )
    const address = addressOf(filled.runtime)
    console.log(say(made ? 'seed.nationalMade' : 'seed.nationalThere', { address, seed }))
  } finally {
    // One that serves somebody else goes on.
    if (embedded && !embedded.reused) await embedded.stop()
  }
})
