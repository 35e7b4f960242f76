import { dbUrls, loadEnvFile } from '@/db/env'
import { Failure, runEntry } from '@/db/failure'

/** `npm run -s db:url -- owner|runtime|system`: prints the connection string in use and nothing else. */
await runEntry(async () => {
  loadEnvFile()
  const login = process.argv[2]
  if (process.argv.length !== 3 || (login !== 'owner' && login !== 'runtime' && login !== 'system')) {
    throw new Failure('url.usage')
  }
  console.log(dbUrls()[login])
})
